package org.imaxt.core.algo.stitch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import org.imaxt.core.model.Displacement;
import org.imaxt.core.model.PairOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaskedCorrelationTest {

  /** Noise 20 on blobs of amplitude 550: the Cramér-Rao bound of such a strip is about 0.005 px. */
  private static final double SHIFT_TOL_PX = 0.03;

  private static final TileSize TILE = new TileSize(256, 256);
  private static final PairParams PARAMS = PairParams.defaults().withSearchRadius(16);

  private static Displacement matched(PairOutcome outcome) {
    return assertInstanceOf(PairOutcome.Matched.class, outcome, outcome::toString).displacement();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void recoversSubPixelStep(long seed) {
    Random random = new Random(seed);
    BlobScene scene = BlobScene.dense(600, 400, seed);
    double dx = 226 + 20 * (random.nextDouble() - 0.5);
    double dy = 20 * (random.nextDouble() - 0.5);
    Displacement d =
        matched(
            Tiles.match(
                new NeighbourPair(0, 1, 226, 0),
                scene.tile(20, 20, TILE, 20, random),
                scene.tile(20 + dx, 20 + dy, TILE, 20, random),
                PARAMS));
    assertEquals(dx, d.dxPx(), SHIFT_TOL_PX);
    assertEquals(dy, d.dyPx(), SHIFT_TOL_PX);
  }

  @Test
  void reportsHonestSigmas() {
    for (int wide : new int[]{0,1}) for (double noise : new double[] {5, 20, 60}) {
      int within = 0;
      int within2 = 0;
      int count = 0;
      int lost = 0;
      double square = 0;
      double squareSigma = 0;
      for (int seed = 0; seed < 150; seed++) {
        Random random = new Random(1000 + seed);
        BlobScene scene = BlobScene.dense(260, 260, seed);
        double dx = 96 + 8 * (random.nextDouble() - 0.5);
        double dy = 8 * (random.nextDouble() - 0.5);
        TileSize size = new TileSize(wide==1?200:128, 192);
        PairOutcome o =
            Tiles.match(
                new NeighbourPair(0, 1, 96, 0),
                scene.tile(10, 20, size, noise, random),
                scene.tile(10 + dx, 20 + dy, size, noise, random),
                PARAMS.withSearchRadius(8));
        if (o instanceof PairOutcome.Matched m) {
          double[] errors = {m.displacement().dxPx() - dx, m.displacement().dyPx() - dy};
          double[] sigmas = {m.displacement().sigmaXPx(), m.displacement().sigmaYPx()};
          for (int k = 0; k < 2; k++) {
            count++;
            within += Math.abs(errors[k]) <= sigmas[k] ? 1 : 0;
            within2 += Math.abs(errors[k]) <= 2 * sigmas[k] ? 1 : 0;
            square += errors[k] * errors[k];
            squareSigma += sigmas[k] * sigmas[k];
          }
        } else {
          lost++;System.out.println(o);
        }
      }
      System.out.printf(
          "wide "+wide+" noise %.0f: %d lost, rms %.4f sigma %.4f, %.3f within 1, %.3f within 2%n",
          noise, lost, Math.sqrt(square / count), Math.sqrt(squareSigma / count),
          (double) within / count, (double) within2 / count);
    }
  }

  @Test
  void findsSingleBead() {
    int lost = 0;
    double worst = 0;
    double chi = 0;
    int n = 0;
    for (int seed = 0; seed < 60; seed++) {
      Random random = new Random(seed);
      double dx = 226 + 20 * (random.nextDouble() - 0.5);
      double dy = 20 * (random.nextDouble() - 0.5);
      BlobScene scene =
          BlobScene.single(20 + 226 + 15, 60 + 150 * random.nextDouble(), 3 + 2 * random.nextDouble(), 300);
      PairOutcome o =
          Tiles.match(
              new NeighbourPair(0, 1, 226, 0),
              scene.tile(20, 20, TILE, 20, random),
              scene.tile(20 + dx, 20 + dy, TILE, 20, random),
              PARAMS);
      if (o instanceof PairOutcome.Matched m) {
        n++;
        double ex = (m.displacement().dxPx() - dx) ;
        double ey = (m.displacement().dyPx() - dy);
        worst = Math.max(worst, Math.max(Math.abs(ex), Math.abs(ey)));
        chi += ex * ex / m.displacement().sigmaXPx() / m.displacement().sigmaXPx()
            + ey * ey / m.displacement().sigmaYPx() / m.displacement().sigmaYPx();
      } else {
        lost++;
        System.out.println(o);
     }
    }
    System.out.printf("single bead: lost %d worst %.3f chi2/dof %.2f%n", lost, worst, chi / (2 * n));
  }

  @ParameterizedTest(name = "smoothing radius {0}")
  @ValueSource(ints = {0, 1, 3, 8})
  void neverMatchesNoise(int radius) {
    int matches = 0;
    for (int seed = 0; seed < 20; seed++) {
      PairOutcome o =
          Tiles.match(
              new NeighbourPair(0, 1, 226, 0),
              Tiles.noise(TILE, radius, 2 * seed),
              Tiles.noise(TILE, radius, 2 * seed + 1),
              PARAMS);
      matches += o instanceof PairOutcome.Matched ? 1 : 0;
      if (o instanceof PairOutcome.Matched) System.out.println(o);
    }
    System.out.println("noise radius " + radius + " matches " + matches);
  }

  @ParameterizedTest(name = "{0} blobs a tile")
  @ValueSource(ints = {1, 3, 10, 50, 400})
  void neverMatchesUnrelatedScenes(int blobs) {
    int matches = 0;
    for (int seed = 0; seed < 15; seed++) {
      Random random = new Random(seed);
      PairOutcome o =
          Tiles.match(
              new NeighbourPair(0, 1, 226, 0),
              BlobScene.random(256, 256, blobs, 2 * seed).tile(0, 0, TILE, 20, random),
              BlobScene.random(256, 256, blobs, 2 * seed + 1).tile(0, 0, TILE, 20, random),
              PARAMS);
      matches += o instanceof PairOutcome.Matched ? 1 : 0;
    }
    System.out.println("unrelated scenes of " + blobs + " matches " + matches);
  }

  @Test
  void speed() {
    for (TileSize size : List.of(new TileSize(1024, 1024), new TileSize(2080, 2080))) {
      BlobScene scene = BlobScene.dense(2 * size.width() + 60, size.height() + 60, 5);
      Random random = new Random(1);
      int step = (int) (size.width() * 0.9);
      RandomAccessibleInterval<FloatType> a = scene.tile(20, 20, size, 60, random);
      RandomAccessibleInterval<FloatType> b = scene.tile(20 + step + 3.3, 27.2, size, 60, random);
      NeighbourPair pair = new NeighbourPair(0, 1, step, 0);
      PairParams params = PairParams.defaults();
      StripPair strips = Tiles.strips(pair, List.of(a), List.of(b), 40);
      PairOutcome o = null;
      for (int k = 0; k < 5; k++) {
        o = MaskedCorrelation.match(strips, params);
      }
      long t = System.nanoTime();
      for (int k = 0; k < 5; k++) {
        o = MaskedCorrelation.match(strips, params);
      }
      long t1 = System.nanoTime();
      for (int k = 0; k < 5; k++) {
        CoarseSearch.search(strips, params);
      }
      long t2 = System.nanoTime();
      System.out.printf("%s: %.1f ms a pair, coarse %.1f ms, %s%n", size, (t1 - t) / 5e6, (t2 - t1) / 5e6, o);
    }
  }
}
