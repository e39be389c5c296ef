package org.imaxt.core.algo.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.imaxt.core.contract.PythonCheck;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shapes and intensities are those of scikit-image. */
@Tag("slow")
class RegionPropsTest {

  private static final double RELATIVE = 1e-6;

  /** Axes are roots: what is exactly zero is lost in rounding on one side. */
  private static final double ROOT_OF_ROUNDING = 2e-6;

  /** Column of the orientation in the table. */
  private static final int ORIENTATION = 14;

  private static final int WIDTH = 300;
  private static final int HEIGHT = 260;

  @TempDir Path folder;

  @Test
  void agreeWithScikitImageOnRandomLabels() throws Exception {
    for (int seed = 1; seed <= 4; seed++) {
      int[] labels = randomLabels(new Random(seed));
      float[] values = new float[labels.length];
      Random random = new Random(100 + seed);
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) Math.exp(2 * random.nextGaussian());
      }
      compare(labels, values);
    }
  }

  private void compare(int[] labels, float[] values) throws Exception {
    String[] lines =
        PythonCheck.file(
                "numpy, skimage",
                "regionprops_table.py",
                Files.write(folder.resolve("labels"), bytes(labels)),
                Files.write(folder.resolve("values"), bytes(values)),
                WIDTH)
            .split("\n");
    Regions regions = Regions.of(labels, WIDTH);
    List<RegionShape> shapes = ShapeMeasure.of(regions);
    Map<Statistic, double[]> statistics =
        new IntensityMeasure(regions, WIDTH)
            .of((y, n) -> Arrays.copyOfRange(values, y * WIDTH, (y + n) * WIDTH));
    assertEquals(lines.length, regions.size());
    for (int i = 0; i < lines.length; i++) {
      double[] expected =
          Arrays.stream(lines[i].split(" ")).mapToDouble(Double::parseDouble).toArray();
      double[] measured = measured(regions.label(i), shapes.get(i), statistics, i);
      for (int k = 0; k < expected.length; k++) {
        if (k == ORIENTATION && isRound(shapes.get(i))) {
          continue;
        }
        double tolerance = Math.max(ROOT_OF_ROUNDING, RELATIVE * Math.abs(expected[k]));
        assertEquals(
            expected[k], measured[k], tolerance, "value " + k + " of region " + expected[0]);
      }
    }
  }

  /** What has no longer axis has no orientation; rounding decides on one side. */
  private static boolean isRound(RegionShape shape) {
    return shape.majorAxis() - shape.minorAxis() < 1e-6 * shape.majorAxis();
  }

  private static double[] measured(
      int label, RegionShape s, Map<Statistic, double[]> statistics, int i) {
    List<Double> values =
        new ArrayList<>(
            List.of(
                (double) label,
                (double) s.area(),
                (double) s.left(),
                (double) s.top(),
                (double) s.right(),
                (double) s.bottom(),
                s.centroidX(),
                s.centroidY(),
                s.mu20(),
                s.mu02(),
                s.mu11(),
                s.majorAxis(),
                s.minorAxis(),
                s.eccentricity(),
                s.orientation()));
    values.addAll(List.of(s.perimeter(), (double) s.convexArea(), s.solidity(), s.extent()));
    for (Statistic statistic : Statistic.values()) {
      values.add(statistics.get(statistic)[i]);
    }
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /**
   * Ellipses over each other, lines, single pixels, a region in two pieces; numbers are skipped.
   */
  private static int[] randomLabels(Random random) {
    int[] labels = new int[WIDTH * HEIGHT];
    int label = 0;
    for (int n = 0; n < 150; n++) {
      label += 1 + random.nextInt(3);
      double x = random.nextDouble() * WIDTH;
      double y = random.nextDouble() * HEIGHT;
      double a = 1 + 14 * random.nextDouble();
      double b = n % 10 == 0 ? 0.6 : 1 + 7 * random.nextDouble();
      double turn = Math.PI * random.nextDouble();
      for (int i = 0; i < labels.length; i++) {
        double dx = i % WIDTH - x;
        double dy = i / WIDTH - y;
        double u = (dx * Math.cos(turn) + dy * Math.sin(turn)) / a;
        double v = (dy * Math.cos(turn) - dx * Math.sin(turn)) / b;
        if (u * u + v * v < 1) {
          labels[i] = label;
        }
      }
    }
    labels[0] = label + 5;
    Arrays.fill(labels, 40 * WIDTH + 10, 40 * WIDTH + 60, label + 6);
    for (int y = 50; y < 90; y++) {
      labels[y * WIDTH + 5] = label + 7;
      labels[y * WIDTH + y + 100] = label + 8;
    }
    return labels;
  }

  private static byte[] bytes(int[] values) {
    ByteBuffer buffer = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    buffer.asIntBuffer().put(values);
    return buffer.array();
  }

  private static byte[] bytes(float[] values) {
    ByteBuffer buffer = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    buffer.asFloatBuffer().put(values);
    return buffer.array();
  }
}
