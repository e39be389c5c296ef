package org.imaxt.core.algo.distortion;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.imaxt.core.algo.numeric.Winsor;

/**
 * How many times larger the variance of scores of groups is than their equations say: Huber's
 * proposal 2 (Ann. Math. Statist. 35 (1964) 73-101) of their independent components, each of which
 * counts by what it moves the coefficients.
 */
final class ScoreDispersion {

  /** Low enough that a third of all components may be wild. */
  private static final double LIMIT_SIGMAS = 1.5;

  private static final double MEAN_SQUARE = Winsor.meanSquare(LIMIT_SIGMAS);

  /** Variances below this share of a group's largest are rounding. */
  private static final double ROUNDING = 1e-9;

  private static final int HALVINGS = 50;

  private final RealMatrix inverse;
  private final RealMatrix root;

  /** Weight and square of each component, the latter in units of its variance. */
  private final List<double[]> components = new ArrayList<>();

  /**
   * Of no groups yet.
   *
   * @param covariance of the coefficients that were fitted to all groups
   */
  ScoreDispersion(double[][] covariance) {
    this.inverse = new Array2DRowRealMatrix(covariance);
    this.root = new CholeskyDecomposition(symmetric(inverse)).getL();
  }

  /**
   * Adds a group.
   *
   * @param score what draws the coefficients away from the fit
   * @param matrix normal matrix
   */
  void add(RealVector score, RealMatrix matrix) {
    RealMatrix left = matrix.subtract(matrix.multiply(inverse).multiply(matrix));
    RealMatrix variance = root.transpose().multiply(left).multiply(root);
    EigenDecomposition own = new EigenDecomposition(symmetric(variance));
    RealVector moved = root.preMultiply(score);
    double least = ROUNDING * own.getRealEigenvalue(0);
    for (int k = 0; k < moved.getDimension(); k++) {
      double expected = own.getRealEigenvalue(k);
      if (expected > least) {
        double along = own.getEigenvector(k).dotProduct(moved);
        components.add(new double[] {expected, along * along / expected});
      }
    }
  }

  /** Free of what rounding leaves between both halves. */
  private static RealMatrix symmetric(RealMatrix matrix) {
    return matrix.add(matrix.transpose()).scalarMultiply(0.5);
  }

  /** The factor; 1 if there are no groups. */
  double size() {
    double high = components.stream().mapToDouble(c -> c[1]).max().orElse(1) / MEAN_SQUARE;
    double low = 0;
    for (int i = 0; i < HALVINGS && !components.isEmpty(); i++) {
      double middle = 0.5 * (low + high);
      if (excess(middle) > 0) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return components.isEmpty() ? 1 : 0.5 * (low + high);
  }

  /** By how much limited squares exceed what they would be if the factor were right. */
  private double excess(double size) {
    double sum = 0;
    for (double[] c : components) {
      double limited = Math.min(c[1] / size, LIMIT_SIGMAS * LIMIT_SIGMAS);
      sum += c[0] * (limited - MEAN_SQUARE);
    }
    return sum;
  }
}
