package org.imaxt.core.algo.stitch;

import org.imaxt.core.model.Displacement;

/** How far links miss, measured against their own σ and a σ common to all. */
final class LinkErrors {

  /** A link of less weight than this has no say: its tiles are not measured by it. */
  static final double NO_SAY = 1e-3;

  private LinkErrors() {}

  /** Root mean square of both axes' residuals in standard errors. */
  static double standardised(Displacement d, double residualX, double residualY, double common) {
    double vx = d.sigmaXPx() * d.sigmaXPx() + common * common;
    double vy = d.sigmaYPx() * d.sigmaYPx() + common * common;
    return Math.sqrt(0.5 * (residualX * residualX / vx + residualY * residualY / vy));
  }

  /** Whether nothing but the stage checks a link, and the stage contradicts it. */
  static boolean wild(int link, AxisSolution x, AxisSolution y, double stageSigma, double sigmas) {
    boolean unchecked =
        x.redundancy(link) < LinkChecks.LEAST_REDUNDANCY
            && y.redundancy(link) < LinkChecks.LEAST_REDUNDANCY;
    double limit = sigmas * Math.sqrt(2) * stageSigma;
    return unchecked && Math.max(Math.abs(x.surprise(link)), Math.abs(y.surprise(link))) > limit;
  }
}
