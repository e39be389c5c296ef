package org.imaxt.core.algo.segment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import net.imglib2.parallel.Parallelization;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.imaxt.core.algo.image.Gaussian;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SegmentationTest {

  private static final int WIDTH = 150;
  private static final int HEIGHT = 110;

  /** Squares of 40 px, of which 150 x 110 px are no multiple; larger than 24 px is split. */
  private static final Division SMALL = new Division(40, 24);

  private static final SegmentParams PARAMS = SegmentParams.defaults().withDivision(SMALL);

  private record Result(int[] nuclei, int[] cells, Segmentation.Found found) {}

  private static Result run(ArrayMap map, SegmentParams params, TaskExecutor executor) {
    LabelArray nuclei = new LabelArray(map.width(), map.height());
    LabelArray cells = new LabelArray(map.width(), map.height());
    Segmentation.Found found = Segmentation.run(map, nuclei, cells, params, executor, () -> {});
    return new Result(nuclei.labels(), cells.labels(), found);
  }

  private static Result run(ArrayMap map, SegmentParams params) {
    return run(map, params, TaskExecutors.singleThreaded());
  }

  private interface Shade {
    double at(int x, int y);
  }

  private static float[] drawn(int width, int height, Shade shade) {
    float[] image = new float[width * height];
    for (int i = 0; i < image.length; i++) {
      image[i] = (float) Math.max(0, Math.min(1, shade.at(i % width, i / width)));
    }
    return image;
  }

  /** Random blobs: components of all sizes. */
  private static float[] noise(long seed, double sigma, double contrast) {
    Random random = new Random(seed);
    float[] image = new float[WIDTH * HEIGHT];
    for (int i = 0; i < image.length; i++) {
      image[i] = random.nextFloat() - 0.5f;
    }
    image = Gaussian.blur(image, WIDTH, HEIGHT, sigma);
    for (int i = 0; i < image.length; i++) {
      image[i] = (float) Math.max(0, Math.min(1, 0.5 + contrast * image[i]));
    }
    return image;
  }

  private static double spiral(int x, int y, double pitch) {
    double dx = x - WIDTH / 2.0;
    double dy = y - HEIGHT / 2.0;
    double turn = (Math.hypot(dx, dy) / pitch - Math.atan2(dy, dx) / (2 * Math.PI)) % 1;
    return (turn + 1) % 1 < 0.5 ? 0.9 : 0.05;
  }

  private static ArrayMap map(float[] nucleus, float[] more) {
    float[] cell = new float[nucleus.length];
    for (int i = 0; i < cell.length; i++) {
      cell[i] = Math.max(nucleus[i], more[i]);
    }
    return new ArrayMap(nucleus, cell, WIDTH, HEIGHT);
  }

  static Stream<Arguments> awkward() {
    float[] fine = noise(1, 2, 6);
    float[] coarse = noise(2, 6, 20);
    float[] holes = noise(3, 3, 9);
    Random random = new Random(4);
    for (int i = 0; i < holes.length; i++) {
      boolean missing = random.nextInt(60) == 0 || i / WIDTH > 60 && i / WIDTH < 68;
      holes[i] = missing ? Float.NaN : holes[i];
    }
    float[] spiral = drawn(WIDTH, HEIGHT, (x, y) -> spiral(x, y, 14));
    float[] full = drawn(WIDTH, HEIGHT, (x, y) -> 1);
    float[] comb = drawn(WIDTH, HEIGHT, (x, y) -> y % 9 < 5 || x == 90 ? 0.8 : 0);
    float[] board = drawn(WIDTH, HEIGHT, (x, y) -> (x / 3 + y / 3) % 2);
    float[] edges = drawn(WIDTH, HEIGHT, (x, y) -> Math.hypot(x % 40 - 20, y % 40) < 7 ? 1 : 0);
    return Stream.of(
        Arguments.of("small blobs", map(fine, noise(5, 4, 12))),
        Arguments.of("large blobs", map(coarse, fine)),
        Arguments.of("missing pixels", new ArrayMap(holes, holes, WIDTH, HEIGHT)),
        Arguments.of("a spiral through all squares", map(spiral, coarse)),
        Arguments.of("nothing but foreground", map(full, full)),
        Arguments.of("a comb", map(comb, spiral)),
        Arguments.of("a chessboard that hangs together at corners", map(board, board)),
        Arguments.of("discs on the borders of squares", map(edges, fine)),
        Arguments.of("nothing", map(new float[WIDTH * HEIGHT], new float[WIDTH * HEIGHT])));
  }

  private static Stream<SegmentParams> rules() {
    Threshold otsu = Threshold.otsu();
    Threshold fixed = Threshold.fixed(0.5);
    Threshold adaptive = Threshold.adaptive(15, 0.02, 0.5);
    return Stream.of(
        PARAMS.withThresholds(otsu, otsu),
        PARAMS.withThresholds(fixed, fixed),
        PARAMS.withThresholds(adaptive, otsu),
        PARAMS.withThresholds(Threshold.fixed(0.6), fixed).withReaches(3, 9, 2),
        new SegmentParams(
            0.7, adaptive, fixed, 1.2, 20, 300, SegmentParams.Border.REMOVE, 0, 30, 5, SMALL));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("awkward")
  void squareBySquareEqualsOnePiece(String name, ArrayMap map) {
    rules()
        .forEach(
            params -> {
              OnePiece expected = new OnePiece(map, params);
              Result result = run(map, params);
              assertArrayEquals(expected.nuclei, result.nuclei, name + " nuclei " + params);
              assertArrayEquals(expected.cells, result.cells, name + " cells " + params);
            });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("awkward")
  void threadsChangeNothing(String name, ArrayMap map) {
    Result one = run(map, PARAMS);
    Result three =
        Parallelization.runWithNumThreads(
            3, () -> run(map, PARAMS, Parallelization.getTaskExecutor()));
    assertArrayEquals(one.nuclei, three.nuclei);
    assertArrayEquals(one.cells, three.cells);
    assertArrayEquals(one.found.cellAreas(), three.found.cellAreas());
  }

  /** Where all components are small, the division of the image is of no account. */
  @Test
  void theDivisionIsOfNoAccountForSmallComponents() {
    float[] discs = drawn(WIDTH, HEIGHT, (x, y) -> Math.hypot(x % 18 - 7, y % 16 - 8) < 6 ? 1 : 0);
    ArrayMap map = ArrayMap.ofNuclei(discs, WIDTH);
    Result small = run(map, PARAMS);
    Result whole = run(map, SegmentParams.defaults());
    assertArrayEquals(whole.nuclei, small.nuclei);
    assertArrayEquals(whole.cells, small.cells);
    assertEquals(9 * 7, small.found.nucleusAreas().length);
  }

  @Test
  void numbersFollowFirstPixelsAndCellsTakeThem() {
    Result result = run(map(noise(6, 2.5, 8), noise(7, 5, 16)), PARAMS);
    int last = 0;
    long[] areas = new long[result.found.nucleusAreas().length];
    long[] cells = new long[areas.length];
    for (int i = 0; i < result.nuclei.length; i++) {
      int nucleus = result.nuclei[i];
      if (nucleus > last) {
        assertEquals(++last, nucleus);
      }
      if (nucleus != 0) {
        assertEquals(nucleus, result.cells[i], "a nucleus lies in its cell");
        areas[nucleus - 1]++;
      }
      if (result.cells[i] != 0) {
        cells[result.cells[i] - 1]++;
      }
    }
    assertTrue(last > 50, last + " nuclei");
    assertArrayEquals(areas, result.found.nucleusAreas());
    assertArrayEquals(cells, result.found.cellAreas());
  }

  @Test
  void touchingDiscsArePartedAndFlatOnesAreNot() {
    float[] image =
        drawn(
            60,
            30,
            (x, y) -> Math.hypot(x - 15, y - 15) < 8 || Math.hypot(x - 28, y - 15) < 8 ? 1 : 0);
    assertEquals(2, run(ArrayMap.ofNuclei(image, 60), PARAMS).found.nucleusAreas().length);
    float[] ellipse = drawn(60, 30, (x, y) -> Math.hypot((x - 30) / 2.0, y - 15) < 9 ? 1 : 0);
    assertEquals(1, run(ArrayMap.ofNuclei(ellipse, 60), PARAMS).found.nucleusAreas().length);
  }

  @Test
  void bareCellsGrowAndOthersTakeTheirCytoplasm() {
    float[] nuclei = drawn(80, 40, (x, y) -> Math.hypot(x % 40 - 20, y - 20) < 6 ? 1 : 0);
    float[] cell = drawn(80, 40, (x, y) -> Math.hypot(x - 20, y - 20) < 9 ? 1 : nuclei[y * 80 + x]);
    SegmentParams params =
        new SegmentParams(
            0,
            Threshold.fixed(0.5),
            Threshold.fixed(0.5),
            0.5,
            1,
            0,
            SegmentParams.Border.KEEP,
            0,
            20,
            2,
            SMALL);
    Result result = run(new ArrayMap(nuclei, cell, 80, 40), params);
    long[] expected = new long[2];
    for (int y = 0; y < 40; y++) {
      for (int x = 0; x < 80; x++) {
        expected[0] += Math.hypot(x - 20, y - 20) < 9 ? 1 : 0;
        boolean near = false;
        for (int dy = -2; dy <= 2; dy++) {
          for (int dx = -2; dx <= 2; dx++) {
            near |= dx * dx + dy * dy <= 4 && Math.hypot(x + dx - 60, y + dy - 20) < 6;
          }
        }
        expected[1] += near ? 1 : 0;
      }
    }
    assertArrayEquals(expected, result.found.cellAreas());
  }

  /** Where nuclei touch is a class of its own, which divides them and is theirs in the end. */
  @Test
  void nucleiTakeTheirRimsOnceTheyAreApart() {
    int width = 60;
    float[] whole = drawn(width, 40, (x, y) -> Math.hypot((x - 30) / 1.6, y - 20) < 10 ? 1 : 0);
    float[] parted = whole.clone();
    for (int i = 0; i < parted.length; i++) {
      parted[i] = Math.abs(i % width - 30) <= 1 ? 0 : parted[i];
    }
    ArrayMap both = new ArrayMap(parted, whole, width, 40);
    SegmentParams half =
        PARAMS.withThresholds(Threshold.fixed(0.5), Threshold.fixed(0.5)).withReaches(0, 0, 0);
    Result without = run(both, half);
    Result with = run(both, half.withReaches(3, 0, 0));
    assertEquals(2, without.found.nucleusAreas().length);
    assertEquals(2, with.found.nucleusAreas().length);
    for (int i = 0; i < whole.length; i++) {
      boolean inside = Math.hypot((i % width - 30) / 1.6, i / width - 20) < 9;
      assertTrue(!inside || with.nuclei[i] != 0, "pixel " + i + " is of a nucleus");
    }
    assertEquals(0, without.nuclei[20 * width + 30]);
    assertArrayEquals(with.nuclei, with.cells);
    long[] areas = new long[2];
    for (int label : with.nuclei) {
      if (label != 0) {
        areas[label - 1]++;
      }
    }
    assertArrayEquals(areas, with.found.nucleusAreas());
  }

  @Test
  void missingPixelsHaveNoWeightInTheSmoothing() {
    float[] image = new float[400];
    Arrays.fill(image, 0.5f);
    image[210] = Float.NaN;
    SmoothedMap map =
        new SmoothedMap(ArrayMap.ofNuclei(image, 20), ProbabilityBlocks.Kind.NUCLEUS, 1.5);
    char[] steps = map.read(new Box(0, 0, 20, 20));
    for (int i = 0; i < steps.length; i++) {
      assertEquals(i == 210 ? SmoothedMap.MISSING : SmoothedMap.FULL / 2, steps[i], 1);
    }
  }

  @Test
  void anImageOfOnePixelIsNoTrouble() {
    Result result = run(new ArrayMap(new float[] {1}, new float[] {1}, 1, 1), PARAMS);
    assertArrayEquals(new int[] {0}, result.nuclei);
    SegmentParams tiny =
        new SegmentParams(
            1,
            Threshold.fixed(0.5),
            Threshold.fixed(0.5),
            0.5,
            1,
            0,
            SegmentParams.Border.KEEP,
            0,
            0,
            0,
            SMALL);
    assertArrayEquals(
        new int[] {1}, run(new ArrayMap(new float[] {1}, new float[] {1}, 1, 1), tiny).cells);
  }

  @Test
  void stopsWhenItIsToldTo() {
    ArrayMap map = ArrayMap.ofNuclei(noise(1, 2, 6), WIDTH);
    LabelArray labels = new LabelArray(WIDTH, HEIGHT);
    assertThrows(
        IllegalStateException.class,
        () ->
            Segmentation.run(
                map,
                labels,
                labels,
                PARAMS,
                TaskExecutors.singleThreaded(),
                () -> {
                  throw new IllegalStateException("told to");
                }));
    long[] squares = new long[1];
    Segmentation.run(
        map,
        new LabelArray(WIDTH, HEIGHT),
        new LabelArray(WIDTH, HEIGHT),
        PARAMS,
        TaskExecutors.singleThreaded(),
        () -> squares[0]++);
    assertEquals(Segmentation.steps(WIDTH, HEIGHT, PARAMS), squares[0]);
    SegmentParams rims = PARAMS.withReaches(2, 5, 2);
    Segmentation.run(
        map,
        new LabelArray(WIDTH, HEIGHT),
        new LabelArray(WIDTH, HEIGHT),
        rims,
        TaskExecutors.singleThreaded(),
        () -> squares[0]++);
    assertEquals(
        Segmentation.steps(WIDTH, HEIGHT, PARAMS) + Segmentation.steps(WIDTH, HEIGHT, rims),
        squares[0]);
  }
}
