package org.imaxt.core.algo.stitch;

import org.apache.commons.math3.special.Erf;

/** Moments of a standard normal variable whose tails are drawn in to a limit. */
final class Winsor {

  private Winsor() {}

  /** Mean square of the variable limited to ± limit. */
  static double meanSquare(double limit) {
    double inside = Erf.erf(limit / Math.sqrt(2));
    double density = Math.exp(-0.5 * limit * limit) / Math.sqrt(2 * Math.PI);
    return inside - 2 * limit * density + limit * limit * (1 - inside);
  }
}
