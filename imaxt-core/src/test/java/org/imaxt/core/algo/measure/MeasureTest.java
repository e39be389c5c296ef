package org.imaxt.core.algo.measure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** Measures on their own: missing pixels, bands, growth, neighbours, speed. */
class MeasureTest {

  private static final double FLOOR_SECONDS = 2;

  @Test
  void missingPixelsDoNotCount() {
    Regions regions = Regions.of(new int[] {7, 7, 7, 9}, 4);
    float[] values = {1, Float.NaN, 4, Float.NaN};
    Map<Statistic, double[]> found = new IntensityMeasure(regions, 4).of((y, n) -> values);
    assertEquals(2.5, found.get(Statistic.MEAN)[0]);
    assertEquals(5, found.get(Statistic.SUM)[0]);
    assertTrue(Double.isNaN(found.get(Statistic.MEAN)[1]));
    assertEquals(1, regions.find(9));
    assertTrue(regions.find(8) < 0);
  }

  @Test
  void bandsGiveWhatTheWholeGives() {
    int width = 40;
    int[] labels = new int[width * 1000];
    Random random = new Random(3);
    for (int i = 0; i < labels.length; i++) {
      labels[i] = random.nextInt(4) * (1 + i % width / 8);
    }
    Regions whole = Regions.of(labels, width);
    Regions.Builder builder = new Regions.Builder(width);
    for (int y = 0; y < 1000; y += 125) {
      builder.add(Arrays.copyOfRange(labels, y * width, (y + 125) * width));
    }
    assertEquals(ShapeMeasure.of(whole), ShapeMeasure.of(builder.build()));
  }

  @Test
  void growthStopsAtTheDistanceAndHalfwayToAnother() {
    int[] row = {1, 0, 0, 0, 0, 2, 0, 0, 0, 0};
    assertArrayEquals(
        new int[] {1, 1, 1, 2, 2, 2, 2, 2, 0, 0}, LabelGrowth.grow(row, row.length, 2));
    int[] column = LabelGrowth.grow(row, 1, 2);
    assertArrayEquals(new int[] {1, 1, 1, 2, 2, 2, 2, 2, 0, 0}, column);
  }

  @Test
  void growthFindsTheNearestLabel() {
    int width = 61;
    Random random = new Random(8);
    int[] labels = new int[width * 47];
    for (int n = 1; n <= 30; n++) {
      labels[random.nextInt(labels.length)] = n;
    }
    int[] grown = LabelGrowth.grow(labels, width, 9);
    for (int i = 0; i < labels.length; i++) {
      assertEquals(nearest(labels, width, i, 9), grown[i], "pixel " + i);
    }
  }

  private static int nearest(int[] labels, int width, int at, double distance) {
    double least = distance * distance;
    int best = 0;
    for (int i = 0; i < labels.length; i++) {
      double d = Math.pow(i % width - at % width, 2) + Math.pow(i / width - at / width, 2);
      boolean nearer = d < least || d == least && (best == 0 || labels[i] < best);
      if (labels[i] != 0 && nearer) {
        least = d;
        best = labels[i];
      }
    }
    return best;
  }

  @Test
  void neighboursByCentroidsAreTheNearest() {
    int[] labels = {1, 0, 0, 2, 0, 3, 0, 0, 0, 0, 0, 4};
    Regions regions = Regions.of(labels, labels.length);
    assertEquals(
        List.of(
            new Neighbours.Pair(1, 2, 3),
            new Neighbours.Pair(2, 3, 2),
            new Neighbours.Pair(3, 2, 2)),
        Neighbours.byCentroids(regions, 4, 1));
    assertEquals(4, Neighbours.byCentroids(regions, 4, 0).size());
  }

  @Test
  void tenThousandCellsInFortyChannelsTakeLittleTime(TestReporter reporter) {
    int width = 1200;
    int[] labels = new int[width * width];
    for (int i = 0; i < labels.length; i++) {
      int x = i % width % 12;
      int y = i / width % 12;
      boolean inside = (x - 5) * (x - 5) + (y - 5) * (y - 5) < 26;
      labels[i] = inside ? 1 + i % width / 12 + i / width / 12 * (width / 12) : 0;
    }
    float[] values = new float[labels.length];
    Random random = new Random(5);
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextInt(100);
    }
    ThreadMXBean clock = ManagementFactory.getThreadMXBean();
    long start = clock.getCurrentThreadCpuTime();
    Regions regions = Regions.of(labels, width);
    double checksum = ShapeMeasure.of(regions).get(17).area();
    IntensityMeasure measure = new IntensityMeasure(regions, width);
    for (int channel = 0; channel < 40; channel++) {
      checksum +=
          measure.of((y, n) -> Arrays.copyOfRange(values, y * width, (y + n) * width))
              .get(Statistic.MEAN)[3];
    }
    double seconds = (clock.getCurrentThreadCpuTime() - start) / 1e9;
    reporter.publishEntry("processor seconds", "%.2f (%.1f)".formatted(seconds, checksum));
    assertEquals(10_000, regions.size());
    assertTrue(seconds < FLOOR_SECONDS, seconds + " s");
  }
}
