package org.imaxt.core.algo.flatfield;

import org.imaxt.core.algo.numeric.Cholesky;

/**
 * Symmetric equations of a least-squares fit, and what is left of them when the first unknowns also
 * carry noise of their own.
 *
 * @param matrix symmetric, both halves filled
 * @param right right-hand side
 */
record GainEquations(double[][] matrix, double[] right) {

  /** No equations yet. */
  static GainEquations none(int size) {
    return new GainEquations(new double[size][size], new double[size]);
  }

  /**
   * The equations of rows.
   *
   * @param rows one an observation
   * @param values observed values
   * @param weights inverse variances
   * @return AᵀWA and AᵀWy
   */
  static GainEquations of(double[][] rows, double[] values, double[] weights) {
    GainEquations made = none(rows.length == 0 ? 0 : rows[0].length);
    int n = made.right.length;
    for (int p = 0; p < rows.length; p++) {
      if (weights[p] > 0) {
        double[] row = rows[p];
        for (int i = 0; i < n; i++) {
          double factor = weights[p] * row[i];
          made.right[i] += factor * values[p];
          double[] line = made.matrix[i];
          for (int j = 0; j <= i; j++) {
            line[j] += factor * row[j];
          }
        }
      }
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        made.matrix[j][i] = made.matrix[i][j];
      }
    }
    return made;
  }

  /** Adds other equations. */
  void add(GainEquations other) {
    for (int i = 0; i < right.length; i++) {
      right[i] += other.right[i];
      for (int j = 0; j < right.length; j++) {
        matrix[i][j] += other.matrix[i][j];
      }
    }
  }

  /** Matrix times vector. */
  double[] times(double[] x) {
    double[] y = new double[right.length];
    for (int i = 0; i < y.length; i++) {
      for (int j = 0; j < y.length; j++) {
        y[i] += matrix[i][j] * x[j];
      }
    }
    return y;
  }

  /**
   * The same equations for data whose structure looks like the first unknowns: y = A(x + ν) + ε
   * with ν of the given variances. By Woodbury's identity nothing is inverted that may be singular.
   */
  Coloured coloured(double[] variances) {
    int n = variances.length;
    int size = right.length;
    double[] h = new double[n];
    double[][] k = new double[n][n];
    double[] one = new double[n];
    for (int i = 0; i < n; i++) {
      h[i] = Math.sqrt(variances[i]);
      one[i] = 1;
      for (int j = 0; j <= i; j++) {
        k[i][j] = h[i] * matrix[i][j] * h[j];
      }
    }
    Cholesky factor = Cholesky.of(k, one);
    double[][] b = new double[size][];
    for (int i = 0; i < size; i++) {
      b[i] = factor.forward(scaled(h, matrix[i]));
    }
    double[] z = factor.forward(scaled(h, right));
    GainEquations left = none(size);
    for (int i = 0; i < size; i++) {
      left.right[i] = right[i] - dot(b[i], z);
      for (int j = 0; j <= i; j++) {
        left.matrix[i][j] = matrix[i][j] - dot(b[i], b[j]);
        left.matrix[j][i] = left.matrix[i][j];
      }
    }
    return new Coloured(left, h, factor, b, z, 0.5 * dot(z, z) - factor.logDiagonal());
  }

  private static double[] scaled(double[] h, double[] v) {
    double[] s = new double[h.length];
    for (int i = 0; i < s.length; i++) {
      s[i] = h[i] * v[i];
    }
    return s;
  }

  /** Inner product over the shorter length. */
  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < Math.min(a.length, b.length); i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /**
   * Equations under coloured noise.
   *
   * @param equations what is left
   * @param h roots of the variances
   * @param factor of I + hGh
   * @param b what each unknown shares with the noise
   * @param z what the data share with it
   * @param logProbability log probability of the data at x = 0, up to what the noise leaves alone
   */
  record Coloured(
      GainEquations equations,
      double[] h,
      Cholesky factor,
      double[][] b,
      double[] z,
      double logProbability) {

    /** What a further column shares with the noise, given its products with the others. */
    double[] share(double[] products) {
      return factor.forward(scaled(h, products));
    }
  }
}
