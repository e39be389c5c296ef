package org.imaxt.core.algo.federate;

import java.util.Arrays;

/**
 * A weighted affine fit that is held near a similarity of scale 1 where few points fix it, by
 * normal equations in six unknowns; source points are taken from a centre, unmirrored.
 *
 * <p>Gathered point by point; not thread-safe.
 */
final class AffineFit {

  /** Prior standard deviations: half the difference of the axes' scales, half the shear. */
  private static final double UNEVEN = 0.015;

  private static final double SCALE = 0.02;

  private final double[] moments = new double[6];
  private final double[] right = new double[6];

  /** Order (a, b, tx, c, d, ty). */
  final double[] values = new double[6];

  /** Lower factor of the normal matrix. */
  private final double[][] factor = new double[6][6];

  void clear() {
    Arrays.fill(moments, 0);
    Arrays.fill(right, 0);
  }

  /** Adds a pair of points with its inverse variance. */
  void add(double x, double y, double toX, double toY, double weight) {
    moments[0] += weight * x * x;
    moments[1] += weight * x * y;
    moments[2] += weight * x;
    moments[3] += weight * y * y;
    moments[4] += weight * y;
    moments[5] += weight;
    right[0] += weight * x * toX;
    right[1] += weight * y * toX;
    right[2] += weight * toX;
    right[3] += weight * x * toY;
    right[4] += weight * y * toY;
    right[5] += weight * toY;
  }

  /** Solves with the scale held near 1 at an angle that is nearly right. */
  void solve(double angle) {
    double[][] m = factor;
    for (int o = 0; o < 6; o += 3) {
      m[o][o] = moments[0];
      m[o + 1][o] = moments[1];
      m[o + 1][o + 1] = moments[3];
      m[o + 2][o] = moments[2];
      m[o + 2][o + 1] = moments[4];
      m[o + 2][o + 2] = moments[5] + 1e-12;
    }
    for (int i = 3; i < 6; i++) {
      for (int j = 0; j < 3; j++) {
        m[i][j] = 0;
      }
    }
    double even = 0.25 / (UNEVEN * UNEVEN);
    m[0][0] += even;
    m[4][4] += even;
    m[4][0] -= even;
    m[1][1] += even;
    m[3][3] += even;
    m[3][1] += even;
    double cos = 0.5 * Math.cos(angle);
    double sin = 0.5 * Math.sin(angle);
    double unit = 1 / (SCALE * SCALE);
    double[] row = {cos, -sin, 0, sin, cos, 0};
    double[] b = right.clone();
    for (int i = 0; i < 6; i++) {
      b[i] += unit * row[i];
      for (int j = 0; j <= i; j++) {
        m[i][j] += unit * row[i] * row[j];
      }
    }
    factorise();
    solve(b, values);
  }

  private void factorise() {
    for (int i = 0; i < 6; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = factor[i][j];
        for (int k = 0; k < j; k++) {
          sum -= factor[i][k] * factor[j][k];
        }
        factor[i][j] = i == j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / factor[j][j];
      }
    }
  }

  private void solve(double[] b, double[] out) {
    for (int i = 0; i < 6; i++) {
      double sum = b[i];
      for (int k = 0; k < i; k++) {
        sum -= factor[i][k] * out[k];
      }
      out[i] = sum / factor[i][i];
    }
    for (int i = 5; i >= 0; i--) {
      double sum = out[i];
      for (int k = i + 1; k < 6; k++) {
        sum -= factor[k][i] * out[k];
      }
      out[i] = sum / factor[i][i];
    }
  }

  double mapX(double x, double y) {
    return values[0] * x + values[1] * y + values[2];
  }

  double mapY(double x, double y) {
    return values[3] * x + values[4] * y + values[5];
  }

  double angle() {
    return Math.atan2(values[3] - values[1], values[0] + values[4]);
  }

  /** Variance of a mapped point, the larger of the two axes', µm². */
  double variance(double x, double y) {
    return Math.max(axisVariance(x, y, 0), axisVariance(x, y, 3));
  }

  /** |L⁻¹ J|² for the row J of one axis. */
  private double axisVariance(double x, double y, int o) {
    double sum = 0;
    double[] z = new double[6];
    for (int i = o; i < 6; i++) {
      double v = i == o ? x : i == o + 1 ? y : i == o + 2 ? 1 : 0;
      for (int k = o; k < i; k++) {
        v -= factor[i][k] * z[k];
      }
      z[i] = v / factor[i][i];
      sum += z[i] * z[i];
    }
    return sum;
  }

  /** Half of the logarithm of the normal matrix's determinant. */
  double halfLogDeterminant() {
    double sum = 0;
    for (int i = 0; i < 6; i++) {
      sum += Math.log(factor[i][i]);
    }
    return sum;
  }

  /** Logarithm of the prior density of the values, up to the area that translations may take. */
  double logPrior() {
    double u = 0.5 * (values[0] - values[4]) / UNEVEN;
    double v = 0.5 * (values[1] + values[3]) / UNEVEN;
    double p = 0.5 * (values[0] + values[4]);
    double q = 0.5 * (values[3] - values[1]);
    double s = Math.hypot(p, q);
    double off = (s - 1) / SCALE;
    return -0.5 * (u * u + v * v + off * off)
        - 2 * Math.log(UNEVEN)
        - Math.log(SCALE)
        - 1.5 * Math.log(2 * Math.PI)
        - Math.log(2 * Math.PI * s)
        - Math.log(4);
  }
}
