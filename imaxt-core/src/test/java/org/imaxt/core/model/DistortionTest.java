package org.imaxt.core.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DistortionTest {

  private static final int W = 832;
  private static final int H = 640;

  /** What the javadoc of the inverse promises. */
  private static final double INVERSE_TOL_PX = 1e-9;

  /** Sums of about twenty products of order one. */
  private static final double ROUNDING = 1e-12;

  /** Random coefficients, scaled to a displacement of 20 µm at the worst corner. */
  private static Distortion random(DistortionModel model, double pixelUm, long seed) {
    Random random = new Random(seed);
    List<Double> raw = new ArrayList<>();
    for (int k = 0; k < model.size(); k++) {
      raw.add(random.nextGaussian());
    }
    Distortion unit = new Distortion(model, W, H, pixelUm, 0, 0, raw);
    double factor = 20 / unit.cornerUm();
    return unit.withCoefficients(raw.stream().map(c -> c * factor).toList())
        .withMagnification(0.01, -0.008);
  }

  private static List<Double> zeros(DistortionModel model) {
    return Collections.nCopies(model.size(), 0.0);
  }

  @Test
  void identityMovesNothing() {
    Distortion none = Distortion.identity(W, H, 0.56);
    assertTrue(none.isIdentity());
    assertEquals(0, none.cornerUm());
    double[] at = new double[2];
    none.ideal(17.25, 630, at);
    assertEquals(17.25, at[0]);
    assertEquals(630, at[1]);
    none.camera(17.25, 630, at);
    assertEquals(17.25, at[0]);
    assertEquals(630, at[1]);
    assertFalse(none.withMagnification(1e-6, 0).isIdentity());
  }

  @Test
  void polynomialDisplacesAsTheFormulaSays() {
    List<Double> c = new ArrayList<>();
    for (int k = 0; k < 14; k++) {
      c.add(k - 5.5);
    }
    double p = 2.5;
    Distortion d = new Distortion(DistortionModel.POLYNOMIAL, W, H, p, 0.02, -0.03, c);
    double x = (700 - 416) / 416.0;
    double y = (100 - 320) / 416.0;
    double[] powers = {x * x, x * y, y * y, x * x * x, x * x * y, x * y * y, y * y * y};
    double dx = 0.02 * 284;
    double dy = -0.03 * -220;
    for (int k = 0; k < 7; k++) {
      dx += (k - 5.5) * powers[k] / p;
      dy += (k + 1.5) * powers[k] / p;
    }
    double[] at = new double[2];
    d.displacement(700, 100, at);
    assertEquals(dx, at[0], ROUNDING);
    assertEquals(dy, at[1], ROUNDING);
    d.ideal(700, 100, at);
    assertEquals(700 + dx, at[0], 1000 * ROUNDING);
    assertEquals(100 + dy, at[1], 1000 * ROUNDING);
  }

  @Test
  void radialTangentialDisplacesAsTheFormulaSays() {
    List<Double> c = List.of(3.0, -1.0, 0.5, 0.25);
    Distortion d = new Distortion(DistortionModel.RADIAL_TANGENTIAL, W, H, 2, 0, 0, c);
    double x = 0.5;
    double y = -0.25;
    double r2 = 0.3125;
    double[] at = new double[2];
    d.displacement(416 + 208, 320 - 104, at);
    double dx = 3 * x * r2 - x * r2 * r2 + 0.5 * 2 * x * y + 0.25 * (r2 + 2 * x * x);
    double dy = 3 * y * r2 - y * r2 * r2 + 0.5 * (r2 + 2 * y * y) + 0.25 * 2 * x * y;
    assertEquals(dx / 2, at[0], ROUNDING);
    assertEquals(dy / 2, at[1], ROUNDING);
  }

  @Test
  void middleStaysWhereItIs() {
    double[] at = new double[2];
    for (DistortionModel model : DistortionModel.values()) {
      random(model, 0.56, 3).displacement(W / 2.0, H / 2.0, at);
      assertEquals(0, Math.hypot(at[0], at[1]), model.toString());
    }
  }

  @ParameterizedTest(name = "{0}, {1} µm pixels")
  @CsvSource({
    "POLYNOMIAL, 2.8",
    "POLYNOMIAL, 0.56",
    "RADIAL_TANGENTIAL, 2.8",
    "RADIAL_TANGENTIAL, 0.56"
  })
  void inverseBringsEveryCameraPixelBack(DistortionModel model, double pixelUm) {
    double[] at = new double[2];
    double worst = 0;
    for (long seed = 0; seed < 5; seed++) {
      Distortion d = random(model, pixelUm, seed);
      for (double v = 0; v <= H; v += 20) {
        for (double u = 0; u <= W; u += 26) {
          d.ideal(u, v, at);
          d.camera(at[0], at[1], at);
          worst = Math.max(worst, Math.hypot(at[0] - u, at[1] - v));
        }
      }
    }
    assertTrue(worst <= INVERSE_TOL_PX, "largest error " + worst + " px");
  }

  @Test
  void foldedPlacesHaveNoInverse() {
    List<Double> folding = new ArrayList<>(zeros(DistortionModel.POLYNOMIAL));
    folding.set(3, -416.0);
    Distortion d = new Distortion(DistortionModel.POLYNOMIAL, W, H, 1, 0, 0, folding);
    double[] at = new double[2];
    d.camera(W, H / 2.0, at);
    assertTrue(Double.isNaN(at[0]) && Double.isNaN(at[1]), at[0] + ", " + at[1]);
    d.camera(W / 2.0, H / 2.0, at);
    assertEquals(W / 2.0, at[0], INVERSE_TOL_PX);
  }

  @Test
  void cornerIsTheFarthestOfFour() {
    List<Double> c = new ArrayList<>(zeros(DistortionModel.POLYNOMIAL));
    c.set(3, 6.0);
    c.set(0, 2.0);
    Distortion d = new Distortion(DistortionModel.POLYNOMIAL, W, H, 2.8, 0, 0, c);
    assertEquals(8, d.cornerUm(), ROUNDING);
    double linear = 0.01 * 0.5 * W * 2.8;
    assertEquals(8 + linear, d.withMagnification(0.01, 0).cornerUm(), 100 * ROUNDING);
  }

  @Test
  void otherMagnificationChangesNothingElse() {
    Distortion d = random(DistortionModel.POLYNOMIAL, 2.8, 1);
    Distortion other = d.withMagnification(0.05, 0.04);
    assertEquals(0.05, other.magnificationX());
    assertEquals(0.04, other.magnificationY());
    assertEquals(d, other.withMagnification(d.magnificationX(), d.magnificationY()));
  }

  @ParameterizedTest
  @CsvSource({"2", "4", "8"})
  void binnedImageHasTheSameFieldInMicrometres(int bin) {
    Distortion d = random(DistortionModel.POLYNOMIAL, 0.56, 9);
    Distortion coarse = d.binned(bin);
    assertEquals(W / bin, coarse.widthPx());
    assertEquals(0.56 * bin, coarse.pixelSizeUm(), ROUNDING);
    double[] fine = new double[2];
    double[] at = new double[2];
    for (double u = 0; u <= W; u += 104) {
      d.displacement(u, 77, fine);
      coarse.displacement(u / bin, 77.0 / bin, at);
      assertEquals(fine[0] * 0.56, at[0] * 0.56 * bin, 100 * ROUNDING);
      assertEquals(fine[1] * 0.56, at[1] * 0.56 * bin, 100 * ROUNDING);
    }
  }

  @Test
  void refusesAnotherNumberOfCoefficients() {
    refuses("one value a term of POLYNOMIAL, got 4", 0, zeros(DistortionModel.RADIAL_TANGENTIAL));
  }

  @Test
  void refusesMagnificationsOutOfRange() {
    List<Double> none = zeros(DistortionModel.POLYNOMIAL);
    refuses("magnifications must lie within ± 0.2, got 0.21, 0.0", 0.21, none);
    refuses("magnifications must lie within ± 0.2, got NaN, 0.0", Double.NaN, none);
  }

  @Test
  void refusesCoefficientsThatAreNoNumbers() {
    List<Double> c = new ArrayList<>(zeros(DistortionModel.POLYNOMIAL));
    c.set(4, Double.NaN);
    refuses("coefficientsUm must be finite, got [0.0, 0.0, 0.0, 0.0, NaN", 0, c);
  }

  @Test
  void refusesEmptyImagesAndPixelsWithoutSize() {
    List<Double> c = zeros(DistortionModel.POLYNOMIAL);
    DistortionModel model = DistortionModel.POLYNOMIAL;
    assertThrows(IllegalArgumentException.class, () -> new Distortion(model, 0, H, 1, 0, 0, c));
    assertThrows(
        IllegalArgumentException.class, () -> new Distortion(model, W, H, Double.NaN, 0, 0, c));
  }

  private static void refuses(String message, double magnification, List<Double> coefficients) {
    Exception refusal =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new Distortion(
                    DistortionModel.POLYNOMIAL, W, H, 1, magnification, 0, coefficients));
    assertTrue(refusal.getMessage().contains(message), refusal.getMessage());
  }
}
