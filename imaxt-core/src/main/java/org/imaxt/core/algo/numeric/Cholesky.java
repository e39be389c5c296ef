package org.imaxt.core.algo.numeric;

import java.util.Arrays;

/** Factor L of a positive definite symmetric matrix A = LLᵀ, for systems of some hundred rows. */
public final class Cholesky {

  private final double[][] factor;

  private Cholesky(double[][] factor) {
    this.factor = factor;
  }

  /**
   * Factorises.
   *
   * @param matrix symmetric; only its lower half is read
   * @param diagonal added to its diagonal
   * @return the factor
   */
  public static Cholesky of(double[][] matrix, double[] diagonal) {
    int n = matrix.length;
    double[][] factor = new double[n][];
    for (int i = 0; i < n; i++) {
      double[] row = Arrays.copyOf(matrix[i], i + 1);
      row[i] += diagonal[i];
      for (int j = 0; j < i; j++) {
        row[j] = (row[j] - dot(row, factor[j], j)) / factor[j][j];
      }
      // Rounding may leave next to nothing of a direction that the data know of already.
      row[i] = Math.sqrt(Math.max(1e-12, row[i] - dot(row, row, i)));
      factor[i] = row;
    }
    return new Cholesky(factor);
  }

  private static double dot(double[] a, double[] b, int n) {
    double sum = 0;
    for (int k = 0; k < n; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }

  /**
   * Sum of the logarithms of the factor's diagonal.
   *
   * @return half of log |A|
   */
  public double logDiagonal() {
    double sum = 0;
    for (int i = 0; i < factor.length; i++) {
      sum += Math.log(factor[i][i]);
    }
    return sum;
  }

  /**
   * Solves L z = b.
   *
   * @param b right-hand side, not altered
   * @return z
   */
  public double[] forward(double[] b) {
    double[] z = new double[factor.length];
    for (int i = 0; i < z.length; i++) {
      z[i] = (b[i] - dot(factor[i], z, i)) / factor[i][i];
    }
    return z;
  }

  /**
   * Solves A x = b.
   *
   * @param b right-hand side, not altered
   * @return x
   */
  public double[] solve(double[] b) {
    double[] x = forward(b);
    for (int i = x.length - 1; i >= 0; i--) {
      x[i] /= factor[i][i];
      for (int j = 0; j < i; j++) {
        x[j] -= factor[i][j] * x[i];
      }
    }
    return x;
  }

  /**
   * The inverse of A.
   *
   * @return A⁻¹, whole
   */
  public double[][] inverse() {
    int n = factor.length;
    double[][] inverse = new double[n][];
    for (int i = 0; i < n; i++) {
      double[] unit = new double[n];
      unit[i] = 1;
      inverse[i] = solve(unit);
    }
    return inverse;
  }
}
