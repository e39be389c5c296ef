package org.imaxt.core.algo.beads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.commons.math3.special.Erf;
import org.junit.jupiter.api.Test;

/** Edges interpolated at all fractions of a pixel. */
class InterpolationShiftTest {

  private static final double PIXEL_UM = 2.8;

  /** σ of the optics, with the pixels' own integration, µm. */
  private static final double EDGE_UM = Math.sqrt(1.5 * 1.5 + PIXEL_UM * PIXEL_UM / 12);

  /** The third moment is the first term of a series; the next is a seventh of it here. */
  private static final double SHARE_TOL = 0.2;

  private static final int FRACTIONS = 100;

  @Test
  void tellsHowFarFittedEdgesMove() {
    double square = 0;
    for (int i = 0; i < FRACTIONS; i++) {
      double shift = fitted((i + 0.5) / FRACTIONS);
      square += shift * shift / FRACTIONS;
    }
    double blur = Math.sqrt(1.5 * 1.5 + PIXEL_UM * PIXEL_UM / 6);
    double told = InterpolationShift.sigmaUm(PIXEL_UM, blur);
    assertEquals(Math.sqrt(square), told, SHARE_TOL * told);
  }

  @Test
  void smallPixelsMoveNothing() {
    assertTrue(InterpolationShift.sigmaUm(0.56, 1.5) < 0.001);
  }

  /** Shift of the symmetric edge that fits best one interpolated at a fraction, µm. */
  private static double fitted(double f) {
    double sigma = Math.sqrt(EDGE_UM * EDGE_UM + f * (1 - f) * PIXEL_UM * PIXEL_UM);
    double shift = 0;
    for (int pass = 0; pass < 20; pass++) {
      double gradient = 0;
      double curvature = 0;
      for (double x = -15; x <= 15; x += 0.05) {
        double seen =
            (1 - f) * edge(x + f * PIXEL_UM, EDGE_UM) + f * edge(x - (1 - f) * PIXEL_UM, EDGE_UM);
        double u = (x - shift) / sigma;
        double slope = -Math.exp(-0.5 * u * u) / (sigma * Math.sqrt(2 * Math.PI));
        gradient += slope * (seen - edge(x - shift, sigma));
        curvature += slope * slope;
      }
      shift += gradient / curvature;
    }
    return shift;
  }

  private static double edge(double x, double sigma) {
    return 0.5 * (1 + Erf.erf(x / (sigma * Math.sqrt(2))));
  }
}
