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
import java.util.stream.IntStream;
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
  void bandsOfGrowthGiveWhatTheWholeGives() {
    int width = 50;
    Random random = new Random(12);
    int[] labels = new int[width * 600];
    for (int n = 1; n <= 300; n++) {
      labels[random.nextInt(labels.length)] = n;
    }
    int[] whole = LabelGrowth.grow(labels, width, 7.5);
    LabelRows rows = LabelGrowth.grown(LabelRows.of(labels, width), 7.5);
    for (int y = 0; y < 600; y += 31) {
      int count = Math.min(31, 600 - y);
      assertArrayEquals(
          Arrays.copyOfRange(whole, y * width, (y + count) * width), rows.read(y, count));
    }
    NeighbourPairs inBands = Neighbours.byExpansion(LabelRows.of(labels, width), 7.5);
    NeighbourPairs atOnce = Neighbours.touching(LabelRows.of(whole, width));
    assertTrue(atOnce.size() > 500);
    assertEquals(pairs(atOnce), pairs(inBands));
  }

  private static List<String> pairs(NeighbourPairs pairs) {
    return IntStream.range(0, pairs.size())
        .mapToObj(i -> pairs.label(i) + "-" + pairs.neighbour(i))
        .toList();
  }

  @Test
  void touchingRegionsAreFoundOnBothSidesOfABand() {
    int[] column = new int[600];
    Arrays.fill(column, 0, 256, 4);
    Arrays.fill(column, 256, 512, 9);
    Arrays.fill(column, 513, 600, 2);
    assertEquals(List.of("4-9", "9-4"), pairs(Neighbours.touching(LabelRows.of(column, 1))));
  }

  @Test
  void neighboursByCentroidsAreThoseWithinTheDistance() {
    Random random = new Random(6);
    int n = 400;
    int[] labels = new int[n];
    double[] x = new double[n];
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      labels[i] = 3 * i + 1;
      x[i] = 200 * random.nextDouble();
      y[i] = 90 * random.nextDouble();
    }
    for (double distance : new double[] {0.01, 8, 500}) {
      NeighbourPairs found = Neighbours.byCentroids(labels, x, y, distance);
      int expected = 0;
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          boolean near = i != j && Math.hypot(x[i] - x[j], y[i] - y[j]) <= distance;
          assertEquals(near, found.has(labels[i], labels[j]), i + " " + j);
          expected += near ? 1 : 0;
        }
      }
      assertEquals(expected, found.size());
    }
  }

  @Test
  void regionsAreInTheOrderOfTheirLabelsHoweverSparseTheseAre() {
    int[] dense = {5, 5, 0, 2, 2, 5, 1, 0};
    int[] sparse = Arrays.stream(dense).map(l -> l * 400_000_000).toArray();
    Regions few = Regions.of(dense, 4);
    Regions many = Regions.of(sparse, 4);
    assertEquals(3, many.size());
    for (int i = 0; i < 3; i++) {
      assertEquals(few.label(i) * 400_000_000, many.label(i));
      assertEquals(few.area(i), many.area(i));
    }
  }

  @Test
  void aRegionTallerThanABandIsMeasuredWhole() {
    int width = 3;
    int height = 3000;
    int[] labels = new int[width * height];
    float[] values = new float[labels.length];
    double sum = 0;
    for (int i = 0; i < labels.length; i++) {
      labels[i] = i % width == 1 ? 8 : i / width / 50 + 10;
      values[i] = i % 101;
      sum += labels[i] == 8 ? values[i] : 0;
    }
    Regions regions = Regions.of(labels, width);
    int[] most = {0};
    Map<Statistic, double[]> found =
        new IntensityMeasure(regions, width)
            .of(
                (y, n) -> {
                  most[0] = Math.max(most[0], n);
                  return Arrays.copyOfRange(values, y * width, (y + n) * width);
                });
    assertEquals(sum, found.get(Statistic.SUM)[0]);
    assertTrue(most[0] <= 1280, most[0] + " rows at once");
    assertEquals(61, regions.size());
  }

  @Test
  void cytoplasmIsWhatLiesOutsideOfNuclei() {
    LabelRows cells = LabelRows.of(new int[] {1, 1, 1, 2, 2, 0}, 3);
    LabelRows nuclei = LabelRows.of(new int[] {0, 1, 0, 0, 0, 7}, 3);
    assertArrayEquals(new int[] {1, 0, 1, 2, 2, 0}, cells.outside(nuclei).read(0, 2));
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
