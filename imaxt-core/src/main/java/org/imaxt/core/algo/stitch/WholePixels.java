package org.imaxt.core.algo.stitch;

import org.imaxt.core.model.Displacement;

/** Steps rounded to whole pixels, for comparison with programs that know no others. */
public final class WholePixels {

  /** Standard deviation of what rounding takes away, px. */
  private static final double ROUNDING_SIGMA_PX = Math.sqrt(1 / 12.0);

  private WholePixels() {}

  /**
   * Rounds a step.
   *
   * @param d the step
   * @return the nearest whole-pixel step, halves away from zero; rounding is in its σ
   */
  public static Displacement of(Displacement d) {
    return new Displacement(
        d.a(),
        d.b(),
        nearest(d.dxPx()),
        nearest(d.dyPx()),
        Math.hypot(d.sigmaXPx(), ROUNDING_SIGMA_PX),
        Math.hypot(d.sigmaYPx(), ROUNDING_SIGMA_PX),
        d.correlation());
  }

  private static double nearest(double value) {
    return Math.signum(value) * Math.round(Math.abs(value));
  }
}
