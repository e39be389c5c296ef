package org.imaxt.core.algo.numeric;

import org.apache.commons.math3.special.Erf;

/** Moments of a standard normal variable whose tails are drawn in to a limit. */
public final class Winsor {

  private Winsor() {}

  /**
   * Mean square of the variable limited to ± limit.
   *
   * @param limit standard deviations, positive
   * @return mean square, 0 to 1
   */
  public static double meanSquare(double limit) {
    double inside = Erf.erf(limit / Math.sqrt(2));
    double density = Math.exp(-0.5 * limit * limit) / Math.sqrt(2 * Math.PI);
    return inside - 2 * limit * density + limit * limit * (1 - inside);
  }
}
