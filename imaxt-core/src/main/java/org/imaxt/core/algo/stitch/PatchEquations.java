package org.imaxt.core.algo.stitch;

import org.imaxt.core.algo.distortion.OverlapEquations;

/**
 * Weighted normal equations of one patch for wanted unknowns beside unknowns of the patch alone,
 * which are eliminated in the end.
 */
final class PatchEquations {

  /** Relative ridge that keeps an empty nuisance from stopping the elimination. */
  private static final double RIDGE = 1e-9;

  private final int wanted;
  private final int all;
  private final double[][] matrix;
  private final double[] right;
  private final double[] row;

  PatchEquations(int wanted, int own) {
    this.wanted = wanted;
    this.all = wanted + own;
    this.matrix = new double[all][all];
    this.right = new double[all];
    this.row = new double[all];
  }

  /** Slopes of the next observation: first the wanted unknowns', then the patch's own. */
  double[] row() {
    return row;
  }

  void clear() {
    java.util.Arrays.fill(right, 0);
    for (double[] line : matrix) {
      java.util.Arrays.fill(line, 0);
    }
  }

  /** Adds an observation with the slopes in {@link #row}. */
  void add(double value, double weight) {
    for (int i = 0; i < all; i++) {
      double factor = weight * row[i];
      right[i] += factor * value;
      double[] line = matrix[i];
      for (int j = 0; j <= i; j++) {
        line[j] += factor * row[j];
      }
    }
  }

  /**
   * Eliminates the patch's own unknowns and adds the rest.
   *
   * @param trust share of the squares of the wanted slopes that is not noise, 0 to 1
   */
  void addTo(OverlapEquations equations, double trust) {
    for (int k = all - 1; k >= wanted; k--) {
      double pivot = matrix[k][k] * (1 + RIDGE);
      for (int i = 0; i < k && pivot > 0; i++) {
        double factor = matrix[k][i] / pivot;
        right[i] -= factor * right[k];
        for (int j = 0; j <= i; j++) {
          matrix[i][j] -= factor * matrix[k][j];
        }
      }
    }
    for (int i = 0; i < wanted; i++) {
      for (int j = 0; j <= i; j++) {
        matrix[i][j] *= trust;
      }
    }
    equations.add(matrix, right);
  }
}
