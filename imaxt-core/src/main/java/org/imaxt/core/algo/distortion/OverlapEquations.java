package org.imaxt.core.algo.distortion;

import java.io.Serializable;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;

/**
 * What the intensity differences in one overlap say of the step between its tiles and of the
 * coefficients of the distortion: normal equations of a weighted least-squares fit, linearised at a
 * state near the truth.
 *
 * <p>Unknowns are the step (x, y), px of the turned frame, and then the coefficients, µm. The
 * equations are matrix · (unknowns − state) = right. Mutable while it is filled, for one thread.
 */
public final class OverlapEquations implements Serializable {

  private static final long serialVersionUID = 1;

  private static final int STEP = 2;

  /** Steps that overlaps alone do not fix stay within this, px; far beyond any real one. */
  private static final double LOOSE_PX = 100;

  private final double[] state;
  private final double[][] matrix;
  private final double[] right;

  /**
   * Empty equations.
   *
   * @param step step at which they are linearised (x, y), px of the turned frame
   * @param coefficients coefficients at which they are linearised, µm
   */
  public OverlapEquations(double[] step, double[] coefficients) {
    state = new double[STEP + coefficients.length];
    state[0] = step[0];
    state[1] = step[1];
    System.arraycopy(coefficients, 0, state, STEP, coefficients.length);
    matrix = new double[state.length][state.length];
    right = new double[state.length];
  }

  /**
   * Adds equations for the same unknowns.
   *
   * @param moreMatrix matrix, lower half used
   * @param moreRight right-hand side
   */
  public void add(double[][] moreMatrix, double[] moreRight) {
    for (int i = 0; i < right.length; i++) {
      right[i] += moreRight[i];
      for (int j = 0; j <= i; j++) {
        matrix[i][j] += moreMatrix[i][j];
      }
    }
  }

  /**
   * Number of coefficients.
   *
   * @return count
   */
  public int coefficients() {
    return right.length - STEP;
  }

  /**
   * The step that fits best.
   *
   * @param values coefficients, µm
   * @return step (x, y), px of the turned frame
   */
  public double[] step(double[] values) {
    double[] left = {right[0], right[1]};
    for (int k = 0; k < values.length; k++) {
      double moved = values[k] - state[STEP + k];
      left[0] -= matrix[STEP + k][0] * moved;
      left[1] -= matrix[STEP + k][1] * moved;
    }
    double[] delta = steps().solve(new ArrayRealVector(left)).toArray();
    return new double[] {state[0] + delta[0], state[1] + delta[1]};
  }

  private Solver steps() {
    double loose = 1 / (LOOSE_PX * LOOSE_PX);
    double a = matrix[0][0] + loose;
    double b = matrix[1][0];
    double c = matrix[1][1] + loose;
    double det = a * c - b * b;
    return vector ->
        new ArrayRealVector(
            new double[] {
              (c * vector.getEntry(0) - b * vector.getEntry(1)) / det,
              (a * vector.getEntry(1) - b * vector.getEntry(0)) / det
            });
  }

  /** Solves for two unknowns. */
  private interface Solver {
    RealVector solve(RealVector right);
  }

  /** The equations of the coefficients alone, the step at its best for each of them. */
  Reduced reduced() {
    int n = coefficients();
    RealMatrix a = new Array2DRowRealMatrix(n, n);
    RealVector b = new ArrayRealVector(n);
    Solver steps = steps();
    RealVector best = steps.solve(new ArrayRealVector(new double[] {right[0], right[1]}));
    for (int i = 0; i < n; i++) {
      RealVector row =
          steps.solve(new ArrayRealVector(new double[] {matrix[STEP + i][0], matrix[STEP + i][1]}));
      for (int j = 0; j <= i; j++) {
        double value =
            matrix[STEP + i][STEP + j]
                - row.getEntry(0) * matrix[STEP + j][0]
                - row.getEntry(1) * matrix[STEP + j][1];
        a.setEntry(i, j, value);
        a.setEntry(j, i, value);
      }
      b.setEntry(
          i,
          right[STEP + i]
              - matrix[STEP + i][0] * best.getEntry(0)
              - matrix[STEP + i][1] * best.getEntry(1));
    }
    RealVector at = new ArrayRealVector(state, STEP, n);
    return new Reduced(a, b.add(a.operate(at)));
  }

  /** Equations matrix · coefficients = right. */
  record Reduced(RealMatrix matrix, RealVector right) {

    /** The score at some coefficients: 0 at those that fit best. */
    RealVector score(RealVector coefficients) {
      return right.subtract(matrix.operate(coefficients));
    }

    /** Solves with a prior about some coefficients. */
    RealVector solve(RealVector prior, RealMatrix precision) {
      return factor(precision).getSolver().solve(right.add(precision.operate(prior)));
    }

    /** Inverse of the matrix with a prior. */
    RealMatrix inverse(RealMatrix precision) {
      return factor(precision).getSolver().getInverse();
    }

    private CholeskyDecomposition factor(RealMatrix precision) {
      return new CholeskyDecomposition(matrix.add(precision), 1e-6, 0);
    }

    /** What these and other equations say together. */
    Reduced plus(Reduced other) {
      return new Reduced(matrix.add(other.matrix), right.add(other.right));
    }

    /** The same equations, all weights scaled. */
    Reduced scaled(double factor) {
      return new Reduced(matrix.scalarMultiply(factor), right.mapMultiply(factor));
    }

    /**
     * Logarithm of the probability of the data under a prior about 0, up to a constant: half of log
     * |P| − log |A| + bᵀA⁻¹b.
     */
    double logEvidence(RealMatrix precision) {
      CholeskyDecomposition all = factor(precision);
      double prior = Math.log(new CholeskyDecomposition(precision, 1e-6, 0).getDeterminant());
      return 0.5
          * (prior
              - Math.log(all.getDeterminant())
              + right.dotProduct(all.getSolver().solve(right)));
    }
  }
}
