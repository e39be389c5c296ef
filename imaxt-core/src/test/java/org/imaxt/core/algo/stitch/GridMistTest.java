package org.imaxt.core.algo.stitch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ij.ImagePlus;
import ij.io.Opener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.imglib2.img.array.ArrayImgs;
import org.imaxt.core.model.Displacement;
import org.imaxt.core.model.PairOutcome;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The real grid whose overlaps are bit-exact: truth is found by array equality. */
class GridMistTest {

  /** The truth is whole pixels, and pixels of the overlap are equal. */
  private static final double SHIFT_TOL_PX = 0.5;

  private static final int SIDE = 5;

  private record Tile(float[] pixels, int width, int height) {}

  private static Path folder() {
    for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
      Path folder = up.resolve("shared/data/grid-mist");
      if (Files.isDirectory(folder)) {
        return folder;
      }
    }
    return Path.of("shared/data/grid-mist");
  }

  private static List<Tile> tiles() {
    Path folder = folder();
    Assumptions.assumeTrue(
        Files.isDirectory(folder), "skipped: ../shared/data/grid-mist is not there");
    List<Tile> tiles = new ArrayList<>();
    for (int k = 1; k <= SIDE * SIDE; k++) {
      ImagePlus image =
          new Opener()
              .openImage(folder.resolve(String.format("ImageName_t01_p%02d.tif", k)).toString());
      float[] pixels = (float[]) image.getProcessor().convertToFloatProcessor().getPixels();
      tiles.add(new Tile(pixels, image.getWidth(), image.getHeight()));
    }
    return tiles;
  }

  /** The one step at which every overlapping pixel is equal, searched about a side neighbour's. */
  private static int[] truth(Tile a, Tile b, boolean below) {
    for (int along = 20; along < (below ? a.height : a.width) - 3; along++) {
      for (int across = -60; across <= 60; across++) {
        int dx = below ? across : along;
        int dy = below ? along : across;
        if (equal(a, b, dx, dy)) {
          return new int[] {dx, dy};
        }
      }
    }
    throw new IllegalStateException("no bit-exact overlap");
  }

  private static boolean equal(Tile a, Tile b, int dx, int dy) {
    for (int y = Math.max(0, dy); y < Math.min(a.height, b.height + dy); y++) {
      for (int x = Math.max(0, dx); x < Math.min(a.width, b.width + dx); x++) {
        if (a.pixels[y * a.width + x] != b.pixels[(y - dy) * b.width + x - dx]) {
          return false;
        }
      }
    }
    return true;
  }

  @Test
  void findsAllFortySteps() {
    List<Tile> tiles = tiles();
    List<int[]> truths = new ArrayList<>();
    List<int[]> pairs = new ArrayList<>();
    for (int t = 0; t < tiles.size(); t++) {
      if (t % SIDE + 1 < SIDE) {
        pairs.add(new int[] {t, t + 1, 1});
      }
      if (t + SIDE < tiles.size()) {
        pairs.add(new int[] {t, t + SIDE, 0});
      }
    }
    double[][] mean = new double[2][2];
    for (int[] p : pairs) {
      int[] d = truth(tiles.get(p[0]), tiles.get(p[1]), p[2] == 1);
      truths.add(d);
      mean[p[2]][0] += d[0] / 20.0;
      mean[p[2]][1] += d[1] / 20.0;
    }
    PairParams params = PairParams.defaults().withSearchRadius(30);
    double worst = 0;
    int good = 0;
    for (int k = 0; k < pairs.size(); k++) {
      int[] p = pairs.get(k);
      double dx = Math.round(p[2] == 1 ? 0 : mean[0][0]);
      double dy = Math.round(p[2] == 1 ? mean[1][1] : 0);
      Tile a = tiles.get(p[0]);
      Tile b = tiles.get(p[1]);
      PairOutcome outcome =
          Tiles.match(
              new NeighbourPair(p[0], p[1], dx, dy),
              ArrayImgs.floats(a.pixels, a.width, a.height),
              ArrayImgs.floats(b.pixels, b.width, b.height),
              params);
      if (outcome instanceof PairOutcome.Matched m) {
        Displacement d = m.displacement();
        double error =
            Math.max(Math.abs(d.dxPx() - truths.get(k)[0]), Math.abs(d.dyPx() - truths.get(k)[1]));
        worst = Math.max(worst, error);
        good += error <= SHIFT_TOL_PX ? 1 : 0;
      }
    }
    double worstPx = worst;
    assertEquals(40, good, () -> "worst of the matched " + worstPx + " px");
  }
}
