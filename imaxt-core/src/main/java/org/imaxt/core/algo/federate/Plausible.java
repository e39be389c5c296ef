package org.imaxt.core.algo.federate;

import java.util.Locale;

/** What no section, however treated, does. */
final class Plausible {

  private static final double LARGEST_SCALE_OFF = 0.1;
  private static final double LARGEST_SHEAR = 0.05;

  private Plausible() {}

  /**
   * Why no section could lie like that.
   *
   * @param affine a transform from µm to µm
   * @return the reason, empty if it could
   */
  static String doubt(Affine affine) {
    double large = affine.largestScale();
    double small = affine.smallestScale();
    if (large > 1 + LARGEST_SCALE_OFF || small < 1 - LARGEST_SCALE_OFF) {
      double worst = large - 1 > 1 - small ? large : small;
      return String.format(
          Locale.ROOT,
          "the fitted scale is %.3f, at most 10 %% off 1 is possible; check the pixel sizes",
          worst);
    }
    return affine.shear() > LARGEST_SHEAR
        ? String.format(
            Locale.ROOT, "the fitted shear is %.3f, at most 0.05 is possible", affine.shear())
        : "";
  }
}
