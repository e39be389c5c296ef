package org.imaxt.core.algo.stitch;

import java.util.Arrays;
import java.util.List;
import org.imaxt.core.model.Displacement;

/**
 * Residuals of links that others check, gathered over axes and sections, and the error common to
 * all links that they show.
 *
 * <p>The common error is the c that maximises the likelihood of residuals of variance redundancy ·
 * (σ² + c²), each standardised residual limited as in Huber's proposal 2 (Ann. Math. Stat. 35
 * (1964) 73-101), together with a prior that counts as so many checks.
 */
final class LinkChecks {

  /** A link that only loops of little redundancy check says nothing about the common error. */
  static final double LEAST_REDUNDANCY = 0.1;

  /** Low enough that a third of all checks may be wild. */
  private static final double LIMIT_SIGMAS = 1.5;

  private static final double MEAN_SQUARE = Winsor.meanSquare(LIMIT_SIGMAS);

  private static final int HALVINGS = 36;

  /** Squares of residuals over redundancy, px². */
  private double[] squares = new double[64];

  private double[] variances = new double[64];
  private double[] redundancies = new double[64];
  private int count;

  /** Adds the links of a section but those that were set aside, which tell of no common error. */
  void add(List<Displacement> links, double[] share, AxisSolution x, AxisSolution y) {
    for (int k = 0; k < links.size(); k++) {
      if (share[k] < LinkErrors.NO_SAY) {
        continue;
      }
      add(x.residual(k), links.get(k).sigmaXPx(), x.redundancy(k));
      add(y.residual(k), links.get(k).sigmaYPx(), y.redundancy(k));
    }
  }

  private void add(double residual, double sigma, double redundancy) {
    if (redundancy <= LEAST_REDUNDANCY) {
      return;
    }
    if (count == squares.length) {
      squares = Arrays.copyOf(squares, 2 * count);
      variances = Arrays.copyOf(variances, 2 * count);
      redundancies = Arrays.copyOf(redundancies, 2 * count);
    }
    squares[count] = residual * residual / redundancy;
    variances[count] = sigma * sigma;
    redundancies[count++] = redundancy;
  }

  /** Independent checks: loops closed, both axes counted. */
  double size() {
    double sum = 0;
    for (int k = 0; k < count; k++) {
      sum += redundancies[k];
    }
    return sum;
  }

  /** The common error, px; what the prior says if nothing is checked. */
  double common(double priorPx, double priorChecks) {
    if (count == 0) {
      return priorPx;
    }
    double[] sorted = Arrays.copyOf(variances, count);
    Arrays.sort(sorted);
    Prior prior = new Prior(sorted[count / 2], priorPx * priorPx, priorChecks);
    double high = prior.extra;
    for (int k = 0; k < count; k++) {
      high = Math.max(high, squares[k]);
    }
    if (slope(0, prior) <= 0) {
      return 0;
    }
    double low = 0;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = 0.5 * (low + high);
      if (slope(middle, prior) > 0) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return Math.sqrt(0.5 * (low + high));
  }

  /** Checks that were seen before: links of a variance, their extra variance, how many. */
  private record Prior(double variance, double extra, double checks) {}

  /** Twice the slope of the log likelihood with the extra variance. */
  private double slope(double extra, Prior prior) {
    double before = prior.variance + extra;
    double sum = prior.checks / before * ((prior.variance + prior.extra) / before - 1);
    for (int k = 0; k < count; k++) {
      double variance = variances[k] + extra;
      double t2 = Math.min(squares[k] / variance, LIMIT_SIGMAS * LIMIT_SIGMAS);
      sum += redundancies[k] / variance * (t2 / MEAN_SQUARE - 1);
    }
    return sum;
  }
}
