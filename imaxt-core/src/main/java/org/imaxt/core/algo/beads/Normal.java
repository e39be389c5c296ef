package org.imaxt.core.algo.beads;

/** Normal equations of a handful of parameters: H·step = gradient. Mutable, for one thread. */
final class Normal {
  final int n;
  final double[] gradient;
  final double[][] matrix;
  double deviance;

  Normal(int n) {
    this.n = n;
    gradient = new double[n];
    matrix = new double[n][n];
  }

  /** Adds an observation: derivatives j, residual over variance, one over variance. */
  void add(double[] j, double score, double weight) {
    for (int a = 0; a < n; a++) {
      if (j[a] == 0) {
        continue;
      }
      gradient[a] += j[a] * score;
      double w = j[a] * weight;
      double[] row = matrix[a];
      for (int b = 0; b <= a; b++) {
        row[b] += w * j[b];
      }
    }
  }

  /** Adds a Gaussian prior in one direction; {@code off} = value less expected, over σ. */
  void prior(double[] slopes, double off) {
    add(slopes, -off, 1);
    deviance += off * off;
  }

  /** The step of Levenberg and Marquardt; empty if the equations know nothing of a parameter. */
  double[] step(double damping) {
    double[][] factor = factor(damping);
    return factor.length == 0 ? new double[0] : backward(factor, gradient);
  }

  /** Inverse of the matrix; empty if there is none. */
  double[][] inverse() {
    double[][] factor = factor(0);
    if (factor.length == 0) {
      return factor;
    }
    double[][] inverse = new double[n][];
    for (int i = 0; i < n; i++) {
      double[] unit = new double[n];
      unit[i] = 1;
      inverse[i] = backward(factor, unit);
    }
    return inverse;
  }

  private double[][] factor(double damping) {
    double[][] l = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = matrix[i][j] * (i == j ? 1 + damping : 1);
        for (int k = 0; k < j; k++) {
          sum -= l[i][k] * l[j][k];
        }
        if (i == j) {
          if (!(sum > 1e-12 * matrix[i][i])) {
            return new double[0][];
          }
          l[i][i] = Math.sqrt(sum);
        } else {
          l[i][j] = sum / l[j][j];
        }
      }
    }
    return l;
  }

  private double[] backward(double[][] l, double[] b) {
    double[] x = b.clone();
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < i; k++) {
        x[i] -= l[i][k] * x[k];
      }
      x[i] /= l[i][i];
    }
    for (int i = n - 1; i >= 0; i--) {
      for (int k = i + 1; k < n; k++) {
        x[i] -= l[k][i] * x[k];
      }
      x[i] /= l[i][i];
    }
    return x;
  }
}
