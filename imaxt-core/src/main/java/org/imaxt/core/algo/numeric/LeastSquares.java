package org.imaxt.core.algo.numeric;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * Small dense weighted linear least squares with a ridge, gathered row by row.
 *
 * <p>Not thread-safe. The ridge is the inverse square of a prior σ about zero, so a parameter that
 * the rows do not fix stays near zero and its error near the prior's.
 */
public final class LeastSquares {

  private final double[][] normal;
  private final double[] right;

  /**
   * An empty problem.
   *
   * @param priorSigmas standard deviation of each parameter about zero before any row is seen,
   *     positive
   * @throws IllegalArgumentException if a σ is not positive
   */
  public LeastSquares(double... priorSigmas) {
    int n = priorSigmas.length;
    normal = new double[n][n];
    right = new double[n];
    for (int i = 0; i < n; i++) {
      if (!(priorSigmas[i] > 0)) {
        throw new IllegalArgumentException(
            "prior sigma must be positive, got " + priorSigmas[i] + " for parameter " + i);
      }
      normal[i][i] = 1 / (priorSigmas[i] * priorSigmas[i]);
    }
  }

  /**
   * Adds one equation: row · parameters = value.
   *
   * @param row coefficients, one a parameter
   * @param value right-hand side
   * @param weight inverse variance of the value, not negative
   */
  public void add(double[] row, double value, double weight) {
    for (int i = 0; i < row.length; i++) {
      right[i] += weight * row[i] * value;
      for (int j = 0; j <= i; j++) {
        normal[i][j] += weight * row[i] * row[j];
        normal[j][i] = normal[i][j];
      }
    }
  }

  /**
   * Solves what has been gathered so far.
   *
   * @return the parameters and their standard errors
   */
  public Fit solve() {
    RealMatrix matrix = new Array2DRowRealMatrix(normal);
    CholeskyDecomposition factor = new CholeskyDecomposition(matrix, 0, 0);
    double[] values = factor.getSolver().solve(new ArrayRealVector(right)).toArray();
    RealMatrix inverse = factor.getSolver().getInverse();
    double[] sigmas = new double[values.length];
    for (int i = 0; i < sigmas.length; i++) {
      sigmas[i] = Math.sqrt(inverse.getEntry(i, i));
    }
    return new Fit(values, sigmas);
  }

  /** Fitted parameters of a least-squares problem and their standard errors. */
  public static final class Fit {
    private final double[] values;
    private final double[] sigmas;

    private Fit(double[] values, double[] sigmas) {
      this.values = values;
      this.sigmas = sigmas;
    }

    /**
     * Value of a parameter.
     *
     * @param parameter index from 0
     * @return the fitted value
     */
    public double value(int parameter) {
      return values[parameter];
    }

    /**
     * Standard error of a parameter.
     *
     * @param parameter index from 0
     * @return σ under the weights given
     */
    public double sigma(int parameter) {
      return sigmas[parameter];
    }
  }
}
