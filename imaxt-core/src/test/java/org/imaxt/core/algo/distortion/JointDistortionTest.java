package org.imaxt.core.algo.distortion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.RealVector;
import org.imaxt.core.model.Distortion;
import org.imaxt.core.model.DistortionModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JointDistortionTest {

  private static final DistortionModel MODEL = DistortionModel.POLYNOMIAL;
  private static final int N = MODEL.size();
  private static final double WIDE_UM = 40;
  private static final int OVERLAPS = 40;

  /** Chance that one of 14 normal values lies beyond: 0.1 %. */
  private static final double SIGMAS = 4;

  private static final double NOISE = 0.1;

  /**
   * A section of 5 x 5 tiles.
   *
   * @param overlap share of the side that overlaps
   * @param pixels pixels an overlap
   * @param noise noise of their differences
   * @param claimed noise that their weights claim
   */
  private record Scene(double overlap, int pixels, double noise, double claimed) {
    static Scene of(double overlap) {
      return new Scene(overlap, 400, NOISE, NOISE);
    }
  }

  /** What turns steps along x: y that grows with nx·r². */
  private static final double[] CROSS = Bends.thirdOrder(0, 0, 0, 1);

  /** What turns steps along y. */
  private static final double[] OTHER_CROSS = Bends.thirdOrder(0, 1, 0, 0);

  /** Of 40 overlaps scatter is known to 0.04; what a fit to them spends is told roughly. */
  private static final double SCATTER_TOL = 0.12;

  private static final Scene NARROW = Scene.of(0.1);

  private static List<OverlapEquations> section(double[] truth, Scene scene, Random random) {
    List<OverlapEquations> out = new ArrayList<>();
    for (int i = 0; i < OVERLAPS; i++) {
      out.add(overlap(truth, scene, i % 2 == 0, random));
    }
    return out;
  }

  /** Differences of intensity at random places, of random slopes of spread 1. */
  private static OverlapEquations overlap(
      double[] truth, Scene scene, boolean alongX, Random random) {
    OverlapEquations equations = new OverlapEquations(new double[2], new double[N]);
    double[] step = {random.nextGaussian(), random.nextGaussian()};
    double[][] matrix = new double[2 + N][2 + N];
    double[] right = new double[2 + N];
    double[] row = new double[2 + N];
    double[][] t = new double[4][N];
    for (int k = 0; k < scene.pixels(); k++) {
      double across = 2 * random.nextDouble() - 1;
      double along = scene.overlap() * (2 * random.nextDouble() - 1);
      double first = along + 1 - scene.overlap();
      double second = along - 1 + scene.overlap();
      MODEL.terms(alongX ? first : across, alongX ? across : first, t[0], t[1]);
      MODEL.terms(alongX ? second : across, alongX ? across : second, t[2], t[3]);
      row[0] = random.nextGaussian();
      row[1] = random.nextGaussian();
      double value = row[0] * step[0] + row[1] * step[1] + scene.noise() * random.nextGaussian();
      for (int c = 0; c < N; c++) {
        row[2 + c] = (row[0] * (t[0][c] - t[2][c]) + row[1] * (t[1][c] - t[3][c])) / Bends.PIXEL_UM;
        value += row[2 + c] * truth[c];
      }
      double weight = 1 / (scene.claimed() * scene.claimed());
      for (int r = 0; r < row.length; r++) {
        right[r] += weight * row[r] * value;
        for (int c = 0; c <= r; c++) {
          matrix[r][c] += weight * row[r] * row[c];
        }
      }
    }
    equations.add(matrix, right);
    return equations;
  }

  private static JointDistortion solve(List<OverlapEquations> overlaps) {
    return JointDistortion.of(overlaps, MODEL, WIDE_UM);
  }

  private static void assertWithin(double sigmas, double[] truth, JointDistortion found) {
    for (int k = 0; k < N; k++) {
      double off = (found.coefficientsUm()[k] - truth[k]) / found.sigmasUm()[k];
      assertTrue(Math.abs(off) <= sigmas, MODEL.names().get(k) + " off by " + off + " sigma");
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void recoversThirdOrderOptics(long seed) {
    double[] truth = Bends.thirdOrder(7, 1, 8, -1);
    assertWithin(SIGMAS, truth, solve(section(truth, NARROW, new Random(seed))));
  }

  @Test
  void standardErrorsAreHonestWhateverTheWeightsClaim() {
    for (double claimed : new double[] {1, 0.25}) {
      int within = 0;
      for (long seed = 0; seed < 100; seed++) {
        Random random = new Random(seed);
        double[] optics = Bends.thirdOrder(7, 1, 8, -1);
        double[] truth = Bends.beyond(optics, 0.6, random);
        JointDistortion found = solve(section(truth, new Scene(0.1, 400, 1, claimed), random));
        for (int k = 0; k < N; k++) {
          double off = Math.abs(found.coefficientsUm()[k] - truth[k]);
          within += off <= found.sigmasUm()[k] ? 1 : 0;
        }
      }
      double share = within / (100.0 * N);
      // 68 % of a normal distribution; 1400 values, of which a third are independent, give ± 2 %
      assertTrue(share >= 0.60 && share <= 0.76, share + " within one sigma at " + claimed);
    }
  }

  /** The same overlaps in each of four sections. */
  private static List<OverlapEquations> fourTimes(List<OverlapEquations> section) {
    return Collections.nCopies(4, section).stream().flatMap(List::stream).toList();
  }

  private static GroupScatter scatter(
      List<OverlapEquations> overlaps, IntUnaryOperator group, JointDistortion fit) {
    int[] groups = IntStream.range(0, overlaps.size()).map(group).toArray();
    return GroupScatter.of(overlaps, groups, fit);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void copiesOfAnOverlapMakeNothingSurer(long seed) {
    List<OverlapEquations> once =
        section(Bends.thirdOrder(7, 1, 8, -1), Scene.of(0.5), new Random(seed));
    List<OverlapEquations> copies = fourTimes(once);
    JointDistortion fit = solve(copies);
    double sigma = scatter(once, i -> i, solve(once)).sigma(CROSS);
    double grouped = scatter(copies, i -> i % OVERLAPS, fit).sigma(CROSS);
    double apart = scatter(copies, i -> i, fit).sigma(CROSS);
    assertEquals(sigma, grouped, SCATTER_TOL * sigma);
    assertEquals(sigma / 2, apart, SCATTER_TOL * sigma);
  }

  /** Weights claim a quarter of the noise, and copies as if each had noise of its own. */
  @Test
  void scatterOfCopiesIsHonest() {
    RealVector truth = new ArrayRealVector(Bends.thirdOrder(7, 1, 8, -1));
    Scene scene = new Scene(0.1, 100, 1, 0.25);
    int within = 0;
    int seeds = 80;
    for (long seed = 0; seed < seeds; seed++) {
      List<OverlapEquations> copies = fourTimes(section(truth.toArray(), scene, new Random(seed)));
      JointDistortion found = solve(copies);
      GroupScatter scatter = scatter(copies, i -> i % OVERLAPS, found);
      RealVector off = new ArrayRealVector(found.coefficientsUm()).subtract(truth);
      for (double[] sum : List.of(CROSS, OTHER_CROSS)) {
        double error = Math.abs(off.dotProduct(new ArrayRealVector(sum)));
        within += error <= scatter.sigma(sum) ? 1 : 0;
      }
    }
    double share = within / (2.0 * seeds);
    // 68 % of a normal distribution, ± 3.7 % of 160 values
    assertTrue(share >= 0.58 && share <= 0.78, share + " within one sigma");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void oneOverlapThatContradictsAllOthersHardlyCounts(long seed) {
    double[] truth = Bends.thirdOrder(7, 1, 8, -1);
    List<OverlapEquations> overlaps = section(truth, NARROW, new Random(seed));
    JointDistortion without = solve(overlaps.subList(1, OVERLAPS));
    double[] other = Bends.beyond(new double[N], 20, new Random(seed + 100));
    overlaps.set(0, overlap(other, NARROW, true, new Random(seed + 200)));
    JointDistortion with = solve(overlaps);
    assertTrue(with.weights()[0] < 0.1, "weight " + with.weights()[0]);
    for (int k = 0; k < N; k++) {
      double moved = Math.abs(with.coefficientsUm()[k] - without.coefficientsUm()[k]);
      double sigma = without.sigmasUm()[k];
      assertTrue(moved <= sigma, MODEL.names().get(k) + " moved " + moved / sigma + " sigma");
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void expectationOfThirdOrderOpticsGivesWayToData(long seed) {
    Random random = new Random(seed);
    double[] truth = Bends.beyond(Bends.thirdOrder(7, 1, 8, -1), 5, random);
    JointDistortion found = solve(section(truth, Scene.of(0.5), random));
    assertWithin(SIGMAS, truth, found);
    // 8000 differences of noise 0.1; least seen are cubes, 0.22 of their size beside the step's
    double sigma = 0.1 * Bends.PIXEL_UM / (Math.sqrt(8000) * 0.22);
    for (int k = 0; k < N; k++) {
      assertTrue(found.sigmasUm()[k] < 2 * sigma, MODEL.names().get(k) + " " + found.sigmasUm()[k]);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void whatDataSayNothingOfStaysNearZero(long seed) {
    double[] truth = Bends.thirdOrder(7, 1, 8, -1);
    // lines instead of overlaps: nx², ny² and the steps' share of cubes cannot be told
    JointDistortion found = solve(section(truth, Scene.of(0), new Random(seed)));
    assertWithin(SIGMAS, truth, found);
    double[] c = found.coefficientsUm();
    for (int k : new int[] {0, 2, 7, 9}) {
      assertEquals(0, c[k], 0.02, MODEL.names().get(k));
    }
    // nx³ of x and ny³ of y show nowhere, but as nx·r² and ny·r² through their companions
    assertEquals(truth[3], c[3], 0.1, MODEL.names().get(3));
    assertEquals(truth[13], c[13], 0.1, MODEL.names().get(13));
  }

  @Test
  void stepThatFitsBestIsTheOverlapsOwn() {
    double[] truth = Bends.thirdOrder(7, 1, 8, -1);
    Random random = new Random(5);
    OverlapEquations one = overlap(truth, NARROW, true, random);
    double[] step = one.step(truth);
    Random again = new Random(5);
    assertEquals(again.nextGaussian(), step[0], SIGMAS * 0.1 / Math.sqrt(400));
    assertEquals(again.nextGaussian(), step[1], SIGMAS * 0.1 / Math.sqrt(400));
  }

  @Test
  void equationsWithoutNoiseAreFulfilledByTheTruth() {
    double[] truth = Bends.thirdOrder(7, 1, 8, -1);
    Scene clean = new Scene(0.1, 400, 0, 1);
    OverlapEquations.Reduced reduced = overlap(truth, clean, false, new Random(8)).reduced();
    double[] score = reduced.score(new ArrayRealVector(truth)).toArray();
    // the steps are held by a prior of 100 px, a 4·10⁶th of what 400 pixels say
    assertArrayEquals(new double[N], score, 1e-3);
  }

  @Test
  void noOverlapsShowNoDistortion() {
    JointDistortion found = solve(List.of());
    assertArrayEquals(new double[N], found.coefficientsUm());
    assertEquals(0, found.weights().length);
  }

  @Test
  void overlapsWithoutAnyWeightShowNoDistortion() {
    List<OverlapEquations> empty = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      empty.add(new OverlapEquations(new double[2], new double[N]));
    }
    assertArrayEquals(new double[N], solve(empty).coefficientsUm());
  }

  @Test
  void solutionNeedsNoPolynomial() {
    DistortionModel round = DistortionModel.RADIAL_TANGENTIAL;
    JointDistortion found = JointDistortion.of(List.of(), round, WIDE_UM);
    assertArrayEquals(new double[round.size()], found.coefficientsUm());
    double[] sigmas = found.sigmasUm();
    for (double sigma : sigmas) {
      assertEquals(WIDE_UM, sigma, 1e-9);
    }
  }

  @Test
  void fieldIsCloseToTheTruthFromNarrowOverlaps() {
    double[] truth = Bends.thirdOrder(7, 1, 8, -1);
    Distortion found = Bends.of(solve(section(truth, NARROW, new Random(1))).coefficientsUm());
    // noise 0.1 over slope 1 and 16000 differences: 0.001 px a coefficient, 4 that count, times 5
    double rms = Bends.rmsPx(Bends.of(truth), found);
    assertTrue(rms <= 0.01, "field off by " + rms + " px rms");
  }
}
