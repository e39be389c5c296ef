package org.imaxt.core.algo.distortion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.imaxt.core.model.Distortion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DistortionFitTest {

  private static final double NOISE_PX = 0.05;
  private static final double OUTLIERS = 0.05;
  private static final int POINTS = 16;
  private static final double PRIOR_UM = 40;
  private static final double RADIAL_UM = 7;

  /**
   * From 10 % overlaps nx³ shows in 1.35·s² only, s = nx of both within ± 0.1: 0.004 px a px, which
   * 320 points of 0.05 px leave uncertain by 0.7 px. Without the scales an eighth of that is left
   * along either axis, and the same again of second powers: 0.15 px, times 3 for chance.
   */
  private static final double NARROW_TOL_PX = 0.45;

  /** Half overlaps show every term by a third of its size: 14 of them at 0.01 px, times 3. */
  private static final double WIDE_TOL_PX = 0.03;

  private static Distortion truth(long seed) {
    return Bends.of(Bends.beyond(Bends.thirdOrder(RADIAL_UM, 1, 8, -1), 0.3, new Random(seed)));
  }

  /** Places in the 40 overlaps of 5 x 5 tiles. */
  private static List<OverlapPoint> points(Distortion truth, double overlap, long seed) {
    Random random = new Random(seed);
    List<OverlapPoint> points = new ArrayList<>();
    double[] a = new double[2];
    double[] b = new double[2];
    for (int pair = 0; pair < 40; pair++) {
      boolean alongX = pair % 2 == 0;
      double stepX = (alongX ? (1 - overlap) * Bends.W : 0) + 4 * random.nextGaussian();
      double stepY = (alongX ? 0 : (1 - overlap) * Bends.H) + 4 * random.nextGaussian();
      for (int k = 0; k < POINTS; k++) {
        double x = Math.max(0, stepX) + random.nextDouble() * (Bends.W - Math.abs(stepX));
        double y = Math.max(0, stepY) + random.nextDouble() * (Bends.H - Math.abs(stepY));
        truth.camera(x, y, a);
        truth.camera(x - stepX, y - stepY, b);
        boolean wrong = random.nextDouble() < OUTLIERS;
        double ex = wrong ? 10 * random.nextDouble() - 5 : NOISE_PX * random.nextGaussian();
        double ey = wrong ? 10 * random.nextDouble() - 5 : NOISE_PX * random.nextGaussian();
        points.add(new OverlapPoint(pair, a[0], a[1], b[0] + ex, b[1] + ey, NOISE_PX, NOISE_PX));
      }
    }
    return points;
  }

  private static Distortion fit(List<OverlapPoint> points) {
    Distortion none = Distortion.identity(Bends.W, Bends.H, Bends.PIXEL_UM);
    return DistortionFit.fit(points, none, PRIOR_UM);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void narrowOverlapsShowTheFieldRoughly(long seed) {
    Distortion truth = truth(seed);
    double rms = Bends.rmsPx(truth, fit(points(truth, 0.1, seed)));
    assertTrue(rms <= NARROW_TOL_PX, "field off by " + rms + " px rms");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void wideOverlapsShowTheFieldClosely(long seed) {
    Distortion truth = truth(seed);
    double rms = Bends.rmsPx(truth, fit(points(truth, 0.5, seed)));
    assertTrue(rms <= WIDE_TOL_PX, "field off by " + rms + " px rms");
  }

  @Test
  void residualsOfTheTruthAreTheNoise() {
    Distortion truth = truth(6);
    List<OverlapPoint> points = points(truth, 0.1, 6);
    List<OverlapResidual> left = new ArrayList<>();
    for (int pair = 0; pair < 40; pair++) {
      left.addAll(OverlapResidual.of(points.subList(pair * POINTS, (pair + 1) * POINTS), truth));
    }
    // 1200 values, the median of 16 taken out: ± 5 % and an outlier or two that look like noise
    assertEquals(NOISE_PX, OverlapResidual.rms(OverlapResidual.trusted(left)), 0.15 * NOISE_PX);
  }

  @Test
  void nothingToFitLeavesTheStart() {
    Distortion start = truth(7);
    assertEquals(start, DistortionFit.fit(List.of(), start, PRIOR_UM));
    List<OverlapPoint> two = points(start, 0.1, 7).subList(0, 2);
    assertEquals(start, DistortionFit.fit(two, start, PRIOR_UM));
  }
}
