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

  /** Whether no loop of links checks a link, only the stage does. */
  static boolean unchecked(int link, AxisSolution x, AxisSolution y) {
    return x.redundancy(link) < LinkChecks.LEAST_REDUNDANCY
        && y.redundancy(link) < LinkChecks.LEAST_REDUNDANCY;
  }

  /** By how many standard errors a link misses what the others and the stage say without it. */
  static double contradiction(
      Displacement d, int link, AxisSolution x, AxisSolution y, double common) {
    return Math.max(
        x.contradiction(link, d.sigmaXPx() * d.sigmaXPx() + common * common),
        y.contradiction(link, d.sigmaYPx() * d.sigmaYPx() + common * common));
  }
}
