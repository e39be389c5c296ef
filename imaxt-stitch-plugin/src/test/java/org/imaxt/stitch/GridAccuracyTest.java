package org.imaxt.stitch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.io.Opener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.imaxt.core.model.PlacedTile;
import org.imaxt.core.tiff.TiffWriter;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plain grids of tiles through the stages, against displacements known exactly. */
class GridAccuracyTest {

  /** Asked for: the truth is whole pixels. */
  private static final double MIST_TOL_PX = 0.5;

  /** Asked for at noise 20 and real offsets; measured 0.01. */
  private static final double BLOB_RMS_TOL_PX = 0.04;

  private static final int MIST_SIDE = 5;

  @Test
  void findsAllFortyStepsOfTheMistGrid(@TempDir Path folder) {
    Path input = sharedData("grid-mist");
    Assumptions.assumeTrue(
        Files.isDirectory(input), "skipped: ../shared/data/grid-mist is not there");
    WholeWay way = WholeWay.on(folder);
    way.run(
        "ingest",
        "input",
        input,
        "reader",
        "grid",
        "pattern",
        "ImageName_t01_p{i}.tif",
        "columns",
        MIST_SIDE,
        "rows",
        MIST_SIDE,
        "order",
        "column",
        "overlap",
        0.1,
        "orientation",
        "identity");
    way.run("stitch");

    List<PlacedTile> placed = way.placed(1);
    List<Image> tiles = new ArrayList<>();
    for (int k = 1; k <= MIST_SIDE * MIST_SIDE; k++) {
      tiles.add(Image.read(input.resolve(String.format("ImageName_t01_p%02d.tif", k))));
    }
    List<String> off = new ArrayList<>();
    int steps = 0;
    for (int a = 0; a < tiles.size(); a++) {
      for (boolean below : new boolean[] {true, false}) {
        int b = below ? a + 1 : a + MIST_SIDE;
        if (below ? b % MIST_SIDE == 0 : b >= tiles.size()) {
          continue;
        }
        int[] truth = tiles.get(a).stepTo(tiles.get(b), below);
        double dx = placed.get(b).xUm() - placed.get(a).xUm() - truth[0];
        double dy = placed.get(b).yUm() - placed.get(a).yUm() - truth[1];
        steps++;
        if (Math.max(Math.abs(dx), Math.abs(dy)) > MIST_TOL_PX) {
          off.add(String.format("%d-%d off by %.2f, %.2f px", a, b, dx, dy));
        }
      }
    }
    assertEquals(40, steps);
    assertEquals(List.of(), off);
  }

  @Test
  void placesBlobsToAFewHundredthsOfAPixel(@TempDir Path folder) throws IOException {
    double[][] truth = blobs(4, 256, 8, 20, Files.createDirectories(folder.resolve("tiles")));
    WholeWay way = WholeWay.on(folder);
    way.run(
        "ingest",
        "input",
        folder.resolve("tiles"),
        "reader",
        "grid",
        "pattern",
        "tile_r{y}_c{x}.tif",
        "overlap",
        0.1,
        "orientation",
        "identity");
    way.run("stitch");

    double[][] off = new double[truth.length][];
    double[] mean = new double[2];
    for (PlacedTile tile : way.placed(1)) {
      double[] t = truth[tile.row() * 4 + tile.column()];
      off[tile.tile()] = new double[] {tile.xUm() - t[0], tile.yUm() - t[1]};
      mean[0] += off[tile.tile()][0] / truth.length;
      mean[1] += off[tile.tile()][1] / truth.length;
    }
    double square = 0;
    for (double[] o : off) {
      square += Math.pow(o[0] - mean[0], 2) + Math.pow(o[1] - mean[1], 2);
    }
    double rms = Math.sqrt(square / truth.length);
    System.getLogger("accuracy").log(System.Logger.Level.INFO, "blob grid: rms " + rms + " px");
    assertTrue(rms <= BLOB_RMS_TOL_PX, () -> "rms " + rms + " px");
  }

  private static Path sharedData(String name) {
    for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
      if (Files.isDirectory(up.resolve("shared/data").resolve(name))) {
        return up.resolve("shared/data").resolve(name);
      }
    }
    return Path.of("shared/data").resolve(name);
  }

  /** One Gaussian blob a 150 px², σ 1.2 to 4.7 px, amplitude 100 to 1000 on 200; row by row. */
  private static double[][] blobs(int side, int tile, double jitter, double noise, Path folder)
      throws IOException {
    Random random = new Random(42);
    int step = Math.round(tile * 0.9f);
    double extent = step * (side - 1) + tile + 4 * jitter;
    double[][] blobs = new double[(int) (extent * extent / 150)][];
    for (int k = 0; k < blobs.length; k++) {
      blobs[k] =
          new double[] {
            extent * random.nextDouble(),
            extent * random.nextDouble(),
            1.2 + 3.5 * random.nextDouble(),
            100 + 900 * random.nextDouble()
          };
    }
    double[][] corners = new double[side * side][];
    for (int t = 0; t < corners.length; t++) {
      double x = 2 * jitter + t % side * step + jitter * (2 * random.nextDouble() - 1);
      double y = 2 * jitter + t / side * step + jitter * (2 * random.nextDouble() - 1);
      corners[t] = new double[] {x, y};
      double[] image = new double[tile * tile];
      for (double[] blob : blobs) {
        draw(image, tile, blob[0] - x, blob[1] - y, blob[2], blob[3]);
      }
      short[] pixels = new short[image.length];
      for (int i = 0; i < pixels.length; i++) {
        double expected = 200 + image[i];
        double sigma = noise + 0.5 * Math.sqrt(expected);
        pixels[i] = (short) Math.max(0, Math.round(expected + sigma * random.nextGaussian()));
      }
      String name = String.format("tile_r%02d_c%02d.tif", t / side + 1, t % side + 1);
      TiffWriter.write(folder.resolve(name), pixels, tile, tile);
    }
    return corners;
  }

  private static void draw(
      double[] image, int tile, double x, double y, double sigma, double amplitude) {
    double reach = 5 * sigma;
    for (int v = (int) Math.max(0, y - reach); v < Math.min(tile, y + reach); v++) {
      for (int u = (int) Math.max(0, x - reach); u < Math.min(tile, x + reach); u++) {
        double r2 = (u - x) * (u - x) + (v - y) * (v - y);
        image[v * tile + u] += amplitude * Math.exp(-r2 / (2 * sigma * sigma));
      }
    }
  }

  private record Image(float[] pixels, int width, int height) {

    static Image read(Path file) {
      ImagePlus image = new Opener().openImage(file.toString());
      float[] pixels = (float[]) image.getProcessor().convertToFloatProcessor().getPixels();
      return new Image(pixels, image.getWidth(), image.getHeight());
    }

    /** The one step at which every pixel of the overlap is equal. */
    int[] stepTo(Image b, boolean below) {
      for (int along = 20; along < (below ? height : width) - 3; along++) {
        for (int across = -60; across <= 60; across++) {
          int[] step = below ? new int[] {across, along} : new int[] {along, across};
          if (equals(b, step[0], step[1])) {
            return step;
          }
        }
      }
      throw new IllegalStateException("no bit-exact overlap");
    }

    private boolean equals(Image b, int dx, int dy) {
      for (int y = Math.max(0, dy); y < Math.min(height, b.height + dy); y++) {
        for (int x = Math.max(0, dx); x < Math.min(width, b.width + dx); x++) {
          if (pixels[y * width + x] != b.pixels[(y - dy) * b.width + x - dx]) {
            return false;
          }
        }
      }
      return true;
    }
  }
}
