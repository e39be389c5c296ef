package org.imaxt.core.algo.numeric;

/** Cholesky factor L·Lᵀ of a symmetric positive definite band matrix, kept row by row. */
final class BandedCholesky {

  /** Lower half of a symmetric band matrix: row i holds columns i - halfBand … i. */
  static final class Matrix {
    private final int size;
    private final int halfBand;
    private final double[][] rows;

    Matrix(int size, int halfBand) {
      this.size = size;
      this.halfBand = halfBand;
      this.rows = new double[size][halfBand + 1];
    }

    void add(int i, int j, double value) {
      rows[Math.max(i, j)][Math.min(i, j) - Math.max(i, j) + halfBand] += value;
    }
  }

  private final int size;
  private final int halfBand;
  private final double[][] factor;

  /** Factorises in place: the matrix is used up. */
  BandedCholesky(Matrix matrix) {
    size = matrix.size;
    halfBand = matrix.halfBand;
    factor = matrix.rows;
    for (int i = 0; i < size; i++) {
      factorRow(i);
    }
  }

  private void factorRow(int i) {
    double[] row = factor[i];
    for (int j = Math.max(0, i - halfBand); j <= i; j++) {
      double[] other = factor[j];
      double sum = row[j - i + halfBand];
      for (int k = Math.max(0, i - halfBand); k < j; k++) {
        sum -= row[k - i + halfBand] * other[k - j + halfBand];
      }
      if (j < i) {
        row[j - i + halfBand] = sum / other[halfBand];
      } else if (sum > 0) {
        row[halfBand] = Math.sqrt(sum);
      } else {
        throw new IllegalArgumentException(
            "normal matrix must be positive definite, got pivot " + sum + " in row " + i);
      }
    }
  }

  /** Replaces the right-hand side by the solution. */
  void solve(double[] right) {
    for (int i = 0; i < size; i++) {
      double sum = right[i];
      for (int k = Math.max(0, i - halfBand); k < i; k++) {
        sum -= factor[i][k - i + halfBand] * right[k];
      }
      right[i] = sum / factor[i][halfBand];
    }
    for (int i = size - 1; i >= 0; i--) {
      right[i] /= factor[i][halfBand];
      for (int k = Math.max(0, i - halfBand); k < i; k++) {
        right[k] -= factor[i][k - i + halfBand] * right[i];
      }
    }
  }

  /** Entries of the inverse inside the band, by Takahashi's recursion from the last row up. */
  Inverse inverse() {
    double[][] z = new double[size][2 * halfBand + 1];
    double[] column = new double[halfBand + 1];
    for (int i = size - 1; i >= 0; i--) {
      int last = Math.min(size - 1, i + halfBand);
      for (int k = i + 1; k <= last; k++) {
        column[k - i] = factor[k][i - k + halfBand];
      }
      double pivot = factor[i][halfBand];
      for (int j = last; j >= i; j--) {
        double[] row = z[j];
        int offset = i - j + halfBand;
        double sum = i == j ? 1 / pivot : 0;
        for (int k = last - i; k > 0; k--) {
          sum -= column[k] * row[offset + k];
        }
        z[j][offset] = sum / pivot;
        z[i][j - i + halfBand] = sum / pivot;
      }
    }
    return new Inverse(z, halfBand);
  }

  /** The inverse inside the band: row i holds columns i - halfBand … i + halfBand. */
  static final class Inverse {
    private final double[][] rows;
    private final int halfBand;

    private Inverse(double[][] rows, int halfBand) {
      this.rows = rows;
      this.halfBand = halfBand;
    }

    double get(int i, int j) {
      if (Math.abs(i - j) > halfBand) {
        throw new IllegalArgumentException("unknowns must be equal or linked");
      }
      return rows[i][j - i + halfBand];
    }
  }
}
