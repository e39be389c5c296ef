package org.imaxt.core.algo.stitch;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import org.imaxt.core.model.Displacement;
import org.imaxt.core.model.PairOutcome;
import org.imaxt.core.model.PixelSize;
import org.imaxt.core.model.StagePosition;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Neighbours, registration and positions together on grids like make_blob_grid.py --subpixel. */
class BlobGridTest {

  /** Tiles without shading: links err by nothing beside their own σ. */
  private static final SolverParams CLEAN = SolverParams.defaults().withLinkError(0, 0);

  /** RMS error px, share of links found, share of coordinates within 1 σ. */
  private static double[] run(int side, int tile, double jitter, double noise, long seed) {
    Random random = new Random(seed);
    int step = (int) Math.round(tile * 0.9);
    double margin = 2 * jitter + 4;
    double extent = step * (side - 1) + tile + 2 * margin;
    BlobScene scene = BlobScene.dense(extent, extent, seed);
    TileSize size = new TileSize(tile, tile);
    List<StagePosition> stage = new ArrayList<>();
    List<double[]> truth = new ArrayList<>();
    List<RandomAccessibleInterval<FloatType>> tiles = new ArrayList<>();
    for (int t = 0; t < side * side; t++) {
      double x = t % side * step;
      double y = t / side * step;
      double ex = t == 0 ? 0 : jitter * (2 * random.nextDouble() - 1);
      double ey = t == 0 ? 0 : jitter * (2 * random.nextDouble() - 1);
      stage.add(new StagePosition(t, t / side, t % side, x, y));
      truth.add(new double[] {x + ex, y + ey});
      tiles.add(scene.tile(margin + x + ex, margin + y + ey, size, noise, random));
    }
    PairParams params = PairParams.defaults();
    List<NeighbourPair> pairs =
        Neighbours.of(stage, PixelSize.square(1), size, NeighbourParams.defaults());
    List<Displacement> links = new ArrayList<>();
    for (NeighbourPair pair : pairs) {
      PairOutcome o = Tiles.match(pair, tiles.get(pair.a()), tiles.get(pair.b()), params);
      if (o instanceof PairOutcome.Matched m) {
        links.add(m.displacement());
      }
    }
    Solution s = PositionSolver.solve(stage, PixelSize.square(1), links, CLEAN);
    double[] mean = new double[2];
    for (int t = 0; t < truth.size(); t++) {
      mean[0] += (s.tiles().get(t).xPx() - truth.get(t)[0]) / truth.size();
      mean[1] += (s.tiles().get(t).yPx() - truth.get(t)[1]) / truth.size();
    }
    double sum = 0;
    int within = 0;
    for (int t = 0; t < truth.size(); t++) {
      Solution.Tile p = s.tiles().get(t);
      double ex = p.xPx() - truth.get(t)[0] - mean[0];
      double ey = p.yPx() - truth.get(t)[1] - mean[1];
      sum += ex * ex + ey * ey;
      within += (Math.abs(ex) < p.sigmaXPx() ? 1 : 0) + (Math.abs(ey) < p.sigmaYPx() ? 1 : 0);
    }
    double rms = Math.sqrt(sum / (2 * truth.size()));
    return new double[] {rms, (double) links.size() / pairs.size(), within / (2.0 * truth.size())};
  }

  @Test
  @Tag("slow")
  void placesFiveByFiveWithinFourHundredths() {
    double within = 0;
    for (long seed = 1; seed <= 3; seed++) {
      double[] result = run(5, 512, 8, 20, seed);
      assertTrue(result[0] <= 0.04, () -> "rms " + result[0]);
      assertTrue(result[1] == 1, () -> "share of links found " + result[1]);
      within += result[2] / 3;
    }
    double share = within;
    assertTrue(share > 0.60 && share < 0.80, () -> "within 1 sigma: " + share); // 150 numbers
  }

  @Test
  @Tag("slow")
  void placesNoisyGridWithinTenth() {
    double[] result = run(3, 1024, 12, 60, 1);
    assertTrue(result[0] <= 0.10, () -> "rms " + result[0]);
  }
}
