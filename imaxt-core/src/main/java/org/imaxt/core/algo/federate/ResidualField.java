package org.imaxt.core.algo.federate;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.imaxt.core.algo.numeric.Cholesky;

/**
 * A smooth field that takes out what an affine leaves: kriging with a linear trend (Cressie,
 * Statistics for Spatial Data (1993) 151-155), its range and stiffness chosen by the error that it
 * makes at pairs left out, and only taken where it makes that significantly smaller.
 *
 * <p>Far from all beads the field goes over into the trend.
 */
public final class ResidualField {

  private static final double[] RANGES_UM = {700, 1500, 3000};
  private static final double[] NOISES = {0.03, 0.1, 0.3, 1, 3};
  private static final int LEAST_PAIRS = 12;

  /** The gain must be so many of its standard errors, and such a share of the error. */
  private static final double SIGNIFICANT = 2;

  private static final double WORTH = 0.95;

  private final double[] x;
  private final double[] y;
  private final double range;

  /** Weights of the kernels, then (1, x, y) of the trend, for either axis. */
  private final double[][] weights;

  private final double leaveOneOutRmsUm;

  private ResidualField(double[] x, double[] y, double range, double[][] weights, double rms) {
    this.x = x;
    this.y = y;
    this.range = range;
    this.weights = weights;
    leaveOneOutRmsUm = rms;
  }

  /**
   * Fits the field.
   *
   * @param pairs the pairs that the transform was fitted to
   * @param transform that transform
   * @return the field; empty where it would not predict beads better than the transform alone
   */
  public static Optional<ResidualField> fit(List<BeadPair> pairs, FittedTransform transform) {
    int n = pairs.size();
    if (n < LEAST_PAIRS) {
      return Optional.empty();
    }
    double[] x = pairs.stream().mapToDouble(BeadPair::fromX).toArray();
    double[] y = pairs.stream().mapToDouble(BeadPair::fromY).toArray();
    double[][] rest = new double[2][n];
    for (int i = 0; i < n; i++) {
      rest[0][i] = pairs.get(i).toX() - transform.affine().x(x[i], y[i]);
      rest[1][i] = pairs.get(i).toY() - transform.affine().y(x[i], y[i]);
    }
    clip(rest, transform.residualUm());
    double least = Double.POSITIVE_INFINITY;
    Trial best = null;
    for (double range : RANGES_UM) {
      for (double noise : NOISES) {
        Trial trial = new Trial(x, y, rest, range, noise);
        double sum = Arrays.stream(trial.squares).sum();
        if (sum < least) {
          least = sum;
          best = trial;
        }
      }
    }
    double[] before = transform.leaveOneOutUm().stream().mapToDouble(d -> d * d).toArray();
    return best.better(before)
        ? Optional.of(new ResidualField(x, y, best.range, best.weights, Math.sqrt(least / n)))
        : Optional.empty();
  }

  /** Pulls wild residuals in, so that a wrong pair does not bend the field. */
  private static void clip(double[][] rest, double sigma) {
    for (double[] axis : rest) {
      for (int i = 0; i < axis.length; i++) {
        axis[i] = Math.max(-4 * sigma, Math.min(4 * sigma, axis[i]));
      }
    }
  }

  private static double kernel(double distance, double range) {
    double d = distance / range;
    return (1 + d) * Math.exp(-d);
  }

  /** One choice of range and noise. */
  private static final class Trial {
    private static final int TREND = 3;
    private final double range;
    private final double[][] weights;

    /** Squared error at each pair left out. */
    private final double[] squares;

    Trial(double[] x, double[] y, double[][] rest, double range, double noise) {
      this.range = range;
      int n = x.length;
      double[][] k = new double[n][n];
      double[][] trend = new double[TREND][n];
      for (int i = 0; i < n; i++) {
        trend[0][i] = 1;
        trend[1][i] = x[i] / 1000;
        trend[2][i] = y[i] / 1000;
        for (int j = 0; j <= i; j++) {
          k[i][j] = kernel(Math.hypot(x[i] - x[j], y[i] - y[j]), range);
        }
      }
      double[] nugget = new double[n];
      Arrays.fill(nugget, noise);
      double[][] inverse = Cholesky.of(k, nugget).inverse();
      double[][] seen = new double[TREND][];
      double[][] normal = new double[TREND][TREND];
      for (int t = 0; t < TREND; t++) {
        seen[t] = times(inverse, trend[t]);
        for (int u = 0; u < TREND; u++) {
          normal[t][u] = dot(seen[t], trend[u]);
        }
      }
      Cholesky ofTrend = Cholesky.of(normal, new double[TREND]);
      weights = new double[2][n + TREND];
      squares = new double[n];
      for (int axis = 0; axis < 2; axis++) {
        solve(rest[axis], inverse, seen, ofTrend, weights[axis]);
      }
    }

    /** Weights for one axis; adds its part to the errors left out. */
    private void solve(
        double[] rest, double[][] inverse, double[][] seen, Cholesky ofTrend, double[] out) {
      int n = rest.length;
      double[] right = new double[TREND];
      for (int t = 0; t < TREND; t++) {
        right[t] = dot(seen[t], rest);
      }
      double[] beta = ofTrend.solve(right);
      double[] own = times(inverse, rest);
      for (int i = 0; i < n; i++) {
        double[] row = {seen[0][i], seen[1][i], seen[2][i]};
        double[] back = ofTrend.solve(row);
        out[i] = own[i] - dot(row, beta);
        double left = out[i] / (inverse[i][i] - dot(row, back));
        squares[i] += left * left;
      }
      System.arraycopy(beta, 0, out, n, TREND);
    }

    boolean better(double[] before) {
      int n = before.length;
      double mean = 0;
      double sumBefore = 0;
      for (int i = 0; i < n; i++) {
        mean += (before[i] - squares[i]) / n;
        sumBefore += before[i];
      }
      double variance = 0;
      for (int i = 0; i < n; i++) {
        double odd = before[i] - squares[i] - mean;
        variance += odd * odd / (n - 1) / n;
      }
      double after = sumBefore - n * mean;
      return mean > SIGNIFICANT * Math.sqrt(variance) && after < WORTH * WORTH * sumBefore;
    }

    private static double[] times(double[][] matrix, double[] v) {
      double[] out = new double[v.length];
      for (int i = 0; i < out.length; i++) {
        out[i] = dot(matrix[i], v);
      }
      return out;
    }

    private static double dot(double[] a, double[] b) {
      double sum = 0;
      for (int i = 0; i < a.length; i++) {
        sum += a[i] * b[i];
      }
      return sum;
    }
  }

  /**
   * What is added to the transform's x and y.
   *
   * @param px source, µm
   * @param py source, µm
   * @return (along x, along y) of the target, µm
   */
  public double[] at(double px, double py) {
    int n = x.length;
    double[] trend = {1, px / 1000, py / 1000};
    double[] out = new double[2];
    for (int axis = 0; axis < 2; axis++) {
      for (int t = 0; t < trend.length; t++) {
        out[axis] += weights[axis][n + t] * trend[t];
      }
    }
    for (int i = 0; i < n; i++) {
      double k = kernel(Math.hypot(x[i] - px, y[i] - py), range);
      out[0] += weights[0][i] * k;
      out[1] += weights[1][i] * k;
    }
    return out;
  }

  /**
   * Root mean square error at pairs left out.
   *
   * @return distance, µm
   */
  public double leaveOneOutRmsUm() {
    return leaveOneOutRmsUm;
  }
}
