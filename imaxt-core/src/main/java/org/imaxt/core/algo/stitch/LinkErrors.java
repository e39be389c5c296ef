package org.imaxt.core.algo.stitch;

import java.util.Arrays;
import java.util.List;
import org.imaxt.core.algo.numeric.RobustScale;
import org.imaxt.core.model.Displacement;

/** How far links miss, measured against their own σ and a σ common to all. */
final class LinkErrors {

  /** A link that only loops of little redundancy check says nothing about the common error. */
  private static final double LEAST_REDUNDANCY = 0.1;

  private static final int LEAST_CHECKS = 6;

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
        x.redundancy(link) < LEAST_REDUNDANCY && y.redundancy(link) < LEAST_REDUNDANCY;
    double limit = sigmas * Math.sqrt(2) * stageSigma;
    return unchecked && Math.max(Math.abs(x.surprise(link)), Math.abs(y.surprise(link))) > limit;
  }

  /**
   * The common error that makes the robust spread of residuals what redundancy says it should be; 0
   * if the links' own σ explain them or too few links are checked by others.
   */
  static double common(List<Displacement> links, AxisSolution x, AxisSolution y) {
    double[] residuals = new double[2 * links.size()];
    double[] variances = new double[residuals.length];
    double[] redundancies = new double[residuals.length];
    int count = 0;
    for (int k = 0; k < links.size(); k++) {
      for (int axis = 0; axis < 2; axis++) {
        AxisSolution s = axis == 0 ? x : y;
        double sigma = axis == 0 ? links.get(k).sigmaXPx() : links.get(k).sigmaYPx();
        double redundancy = s.redundancy(k);
        if (redundancy > LEAST_REDUNDANCY) {
          residuals[count] = s.residual(k);
          variances[count] = sigma * sigma;
          redundancies[count++] = redundancy;
        }
      }
    }
    return count < LEAST_CHECKS ? 0 : solve(residuals, variances, redundancies, count);
  }

  private static double solve(
      double[] residuals, double[] variances, double[] redundancies, int count) {
    double low = 0;
    double high = 0;
    for (int k = 0; k < count; k++) {
      high = Math.max(high, Math.abs(residuals[k]) / Math.sqrt(redundancies[k]));
    }
    double[] t = new double[count];
    if (spread(t, residuals, variances, redundancies, 0) <= 1) {
      return 0;
    }
    for (int round = 0; round < 50; round++) {
      double middle = 0.5 * (low + high);
      if (spread(t, residuals, variances, redundancies, middle) > 1) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  private static double spread(
      double[] t, double[] residuals, double[] variances, double[] redundancies, double common) {
    for (int k = 0; k < t.length; k++) {
      t[k] = residuals[k] / Math.sqrt(redundancies[k] * (variances[k] + common * common));
    }
    return RobustScale.sigmaAbout(0, Arrays.copyOf(t, t.length));
  }
}
