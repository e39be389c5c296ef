package org.imaxt.core.algo.flatfield;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import org.imaxt.core.algo.flatfield.FlatfieldOutcome.Estimated;
import org.imaxt.core.algo.flatfield.FlatfieldOutcome.TooFewTiles;
import org.imaxt.core.model.Distortion;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlatfieldEstimateTest {

  private static final double[] NO_STRAY = {};
  private static final int SIZE = TexturedTiles.SIZE;

  private static final EstimateParams GIVEN_DARK =
      EstimateParams.defaults().withDark(TexturedTiles.DARK_ADU);

  @ParameterizedTest(name = "{0} tiles, seed {1}: rms error at most {2}")
  @CsvSource({"60, 1, 0.01", "60, 2, 0.01", "60, 3, 0.01", "16, 4, 0.04", "16, 5, 0.04"})
  void recoversVignettingFromIndependentTissueTiles(int tiles, long seed, double bound) {
    Random random = new Random(seed);
    FlatfieldEstimate estimate = new FlatfieldEstimate(SIZE, SIZE, GIVEN_DARK);
    for (int i = 0; i < tiles; i++) {
      estimate.offer(TexturedTiles.tissue(NO_STRAY, random), i);
    }
    Estimated made = assertInstanceOf(Estimated.class, estimate.estimate());
    double error = TexturedTiles.error(made.flatfield());
    assertTrue(error <= bound, "rms error " + error);
    assertEquals(tiles, made.quality().tilesUsed());
    // The weight of the data rests on 36 differences, the error itself on some ten terms.
    assertTrue(
        error < 2.5 * made.quality().uncertainty() && made.quality().uncertainty() < 2.5 * error,
        "error " + error + ", said to be " + made.quality().uncertainty());
  }

  private static Estimated of60Tiles(TexturedTiles.Response response, long seed) {
    Random random = new Random(seed);
    FlatfieldEstimate estimate = new FlatfieldEstimate(SIZE, SIZE, GIVEN_DARK);
    for (int i = 0; i < 60; i++) {
      estimate.offer(TexturedTiles.tissue(response, random), i);
    }
    return assertInstanceOf(Estimated.class, estimate.estimate());
  }

  /** Rms error that 60 tiles may leave of any smooth shape: the floor is for vignetting. */
  private static final double SHAPE_TOL = 0.015;

  @ParameterizedTest(name = "shape {0}")
  @ValueSource(strings = {"gradient", "bump", "spot", "wave"})
  void followsOtherShapesThanVignetting(String shape) {
    TexturedTiles.Response response =
        switch (shape) {
          case "gradient" -> (x, y) -> 1 + 0.3 * (x - 0.4 * y) / SIZE;
          case "bump" -> (x, y) -> 1 + 0.2 * gaussian(x, y, 0.6, 0.35, 0.25);
          case "spot" -> (x, y) -> 1 - 0.08 * gaussian(x, y, 0.3, 0.6, 0.12);
          default -> (x, y) -> 1 + 0.05 * Math.sin(2 * Math.PI * (3.4 * x - 2.2 * y) / SIZE + 1);
        };
    Estimated made = of60Tiles(response, 77);
    double error = TexturedTiles.error(made.flatfield(), response);
    double nothing = TexturedTiles.error(Flatfield.identity(SIZE, SIZE), response);
    assertTrue(
        error <= Math.min(SHAPE_TOL, 0.8 * nothing),
        "error %s of %s, ripple %s".formatted(error, nothing, made.quality().waves()));
  }

  private static double gaussian(double x, double y, double cx, double cy, double width) {
    double dx = (x / SIZE - cx) / width;
    double dy = (y / SIZE - cy) / width;
    return Math.exp(-0.5 * (dx * dx + dy * dy));
  }

  @Test
  void findsTheWaveVectorOfRipple() {
    Estimated made =
        of60Tiles(
            (x, y) ->
                TexturedTiles.gain(x, y)
                    * (1 + 0.04 * Math.sin(2 * Math.PI * (4.3 * x + 1.6 * y) / SIZE)),
            5);
    assertEquals(1, made.quality().waves().size());
    // Twenty times the error that white noise of the stack leaves in a wave vector.
    assertTrue(made.quality().waves().get(0).distance(new Wave(4.3, 1.6)) < 0.1);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {11, 12, 13})
  void aFieldWithoutRippleGetsNone(long seed) {
    assertEquals(List.of(), of60Tiles(TexturedTiles::gain, seed).quality().waves());
  }

  @Test
  void tellsDarkLevelFromGainWhereTilesAreEmpty() {
    Random random = new Random(31);
    FlatfieldEstimate estimate = new FlatfieldEstimate(SIZE, SIZE, EstimateParams.defaults());
    for (int i = 0; i < 30; i++) {
      estimate.offer(TexturedTiles.tissue(NO_STRAY, random), i);
      estimate.offer(TexturedTiles.empty(NO_STRAY, random), 100 + i);
    }
    Estimated made = assertInstanceOf(Estimated.class, estimate.estimate());
    assertEquals(30, made.quality().tilesUsed());
    // Low end of bins of 16 px of 3 ADU noise.
    assertEquals(TexturedTiles.DARK_ADU, made.quality().darkAdu(), 3);
  }

  @Test
  void masksStrayLightAtTheLeftEdgeAndNothingElse() {
    Random random = new Random(8);
    double[] stray = new double[30];
    for (int x = 0; x < stray.length; x++) {
      stray[x] = 60 * Math.exp(-x / 3.0);
    }
    FlatfieldEstimate estimate = new FlatfieldEstimate(SIZE, SIZE, GIVEN_DARK);
    for (int i = 0; i < 60; i++) {
      estimate.offer(TexturedTiles.tissue(stray, random), i);
    }
    Estimated made = assertInstanceOf(Estimated.class, estimate.estimate());
    UsefulEdges edges = made.quality().edges();
    // 60 e- of some 250 fall to 2 % after 7 px; the statistics may see it a little less far.
    assertTrue(edges.leftPx() >= 4 && edges.leftPx() <= 12, "left " + edges.leftPx());
    assertEquals(new UsefulEdges(edges.leftPx(), 0, 0, 0), edges);
    assertEquals(0, made.flatfield().maskAt(50 * SIZE), 0);
    assertEquals(1, made.flatfield().maskAt(50 * SIZE + 20), 0);
    assertTrue(TexturedTiles.error(made.flatfield()) <= 0.02, "rms error");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 9})
  void fewTilesGiveAReasonAndNoFlatField(int tiles) {
    Random random = new Random(3);
    FlatfieldEstimate estimate = new FlatfieldEstimate(SIZE, SIZE, EstimateParams.defaults());
    for (int i = 0; i < tiles; i++) {
      estimate.offer(TexturedTiles.tissue(NO_STRAY, random), i);
    }
    TooFewTiles refused = assertInstanceOf(TooFewTiles.class, estimate.estimate());
    assertEquals(10, refused.needed());
    assertEquals(tiles, refused.found());
  }

  @Test
  void fewTilesNeverDoHarm() {
    Random random = new Random(12);
    FlatfieldEstimate estimate = new FlatfieldEstimate(SIZE, SIZE, GIVEN_DARK.withMinTiles(3));
    for (int i = 0; i < 4; i++) {
      estimate.offer(TexturedTiles.tissue(NO_STRAY, random), i);
    }
    Estimated made = assertInstanceOf(Estimated.class, estimate.estimate());
    double nothing = TexturedTiles.error(Flatfield.identity(SIZE, SIZE));
    double error = TexturedTiles.error(made.flatfield());
    assertTrue(error < nothing, "error %s, without any %s".formatted(error, nothing));
  }

  @Tag("slow")
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void overlapsCorrectWhatRepeatingTissueImprints(long seed) {
    int overlap = SIZE / 10;
    int step = SIZE - overlap;
    int n = 5;
    int width = n * step + overlap + 8;
    Random random = new Random(seed);
    float[] base = specimen(width, random);
    FlatfieldEstimate estimate = new FlatfieldEstimate(SIZE, SIZE, EstimateParams.defaults());
    OverlapSamples samples = new OverlapSamples();
    for (int section = 0; section < 8; section++) {
      float[] electrons = section(base, width, random);
      List<RandomAccessibleInterval<UnsignedShortType>> tiles = new ArrayList<>();
      for (int t = 0; t < n * n; t++) {
        int x = t % n * step + 4;
        int y = t / n * step + 4;
        tiles.add(TexturedTiles.expose(electrons, width, x, y, NO_STRAY, random));
        estimate.offer(tiles.get(t), t);
      }
      for (int t = 0; t < n * n; t++) {
        if (t % n + 1 < n) {
          samples.addPair(tiles.get(t), tiles.get(t + 1), shift(step, 0), 5);
        }
        if (t / n + 1 < n) {
          samples.addPair(tiles.get(t), tiles.get(t + n), shift(0, step), 5);
        }
      }
    }
    Estimated alone = assertInstanceOf(Estimated.class, estimate.estimate());
    Estimated joint = assertInstanceOf(Estimated.class, estimate.estimate(samples));
    double nothing = TexturedTiles.error(Flatfield.identity(SIZE, SIZE));
    double errorAlone = TexturedTiles.error(alone.flatfield());
    double errorJoint = TexturedTiles.error(joint.flatfield());
    double before = samples.relativeDifference(darkOnly(alone), 200);
    double after = samples.relativeDifference(joint.flatfield(), 200);
    String seen =
        "nothing %.4f, stack %.4f (said %.4f), joint %.4f (said %.4f); overlaps %.4f -> %.4f"
            .formatted(
                nothing,
                errorAlone,
                alone.quality().uncertainty(),
                errorJoint,
                joint.quality().uncertainty(),
                before,
                after);
    assertTrue(errorJoint <= 0.02, seen);
    assertTrue(errorJoint < errorAlone, seen);
    assertTrue(after <= before / 3, seen);
  }

  private static OverlapMap shift(int x, int y) {
    return new OverlapMap(Distortion.identity(SIZE, SIZE, 1), x, y);
  }

  /** Compact tissue over a third of the width, and two satellites, of 40 % contrast. */
  private static float[] specimen(int width, Random random) {
    float[] electrons = TexturedTiles.texture(width, width, 4, 0.28, random);
    float[] large = TexturedTiles.texture(width, width, 25, 0.15, random);
    for (int i = 0; i < electrons.length; i++) {
      double x = (i % width) / (double) width - 0.48;
      double y = (i / width) / (double) width - 0.53;
      boolean tissue =
          x * x / 0.045 + y * y / 0.07 < 1
              || Math.hypot(x - 0.33, y + 0.3) < 0.08
              || Math.hypot(x + 0.35, y - 0.1) < 0.06;
      electrons[i] = tissue ? 300 * electrons[i] * large[i] : 0;
    }
    return electrons;
  }

  /** A section alike but not equal to its neighbours. */
  private static float[] section(float[] base, int width, Random random) {
    float[] change = TexturedTiles.texture(width, width, 4, 0.15, random);
    for (int i = 0; i < change.length; i++) {
      change[i] *= base[i];
    }
    return change;
  }

  private static Flatfield darkOnly(Estimated made) {
    float[] dark = new float[SIZE * SIZE];
    Arrays.fill(dark, (float) made.quality().darkAdu());
    float[] one = Flatfield.identity(SIZE, SIZE).gain();
    return Flatfield.of(SIZE, SIZE, one, dark, made.flatfield().mask());
  }

  @Test
  void refusesATileOfAnotherSize() {
    FlatfieldEstimate estimate = new FlatfieldEstimate(SIZE, SIZE, GIVEN_DARK);
    assertThrows(
        IllegalArgumentException.class,
        () -> estimate.offer(ArrayImgs.unsignedShorts(SIZE, SIZE - 1), 0));
  }
}
