package org.imaxt.core.algo.distortion;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;

/**
 * The coefficients that minimise the intensity differences in all overlaps at once, each overlap
 * with a step of its own.
 *
 * <p>Standard errors do not trust the noise of single pixels: they follow from how much the
 * overlaps contradict one another (the sandwich estimate with one cluster an overlap; White,
 * Econometrica 48 (1980) 817-838). Overlaps that contradict all others grossly lose their weight.
 *
 * @param coefficientsUm coefficients, µm
 * @param covariance of the coefficients, µm²
 * @param weights share of its weight that each overlap kept, 0 to 1
 */
public record JointDistortion(double[] coefficientsUm, double[][] covariance, double[] weights) {

  private static final int ROUNDS = 8;
  private static final double HUBER = 3;

  /**
   * Solves.
   *
   * @param overlaps equations of the overlaps
   * @param prior coefficients expected, µm
   * @param priorUm how far they are expected to be off, µm
   * @return the solution; the prior if there are no overlaps
   */
  public static JointDistortion of(
      List<OverlapEquations> overlaps, double[] prior, double priorUm) {
    List<OverlapEquations.Reduced> reduced =
        overlaps.stream().map(OverlapEquations::reduced).toList();
    double[] weights = new double[reduced.size()];
    Arrays.fill(weights, 1);
    RealVector expected = new ArrayRealVector(prior);
    RealVector solution = expected;
    OverlapEquations.Reduced sum = sum(reduced, weights, prior.length);
    for (int round = 0; round < ROUNDS && !reduced.isEmpty(); round++) {
      sum = sum(reduced, weights, prior.length);
      solution = sum.solve(expected, priorUm);
      reweight(reduced, solution, sum.inverse(priorUm), weights);
    }
    return new JointDistortion(
        solution.toArray(), covariance(reduced, sum, solution, weights, priorUm), weights);
  }

  private static OverlapEquations.Reduced sum(
      List<OverlapEquations.Reduced> reduced, double[] weights, int n) {
    RealMatrix matrix = new Array2DRowRealMatrix(n, n);
    RealVector right = new ArrayRealVector(n);
    for (int i = 0; i < weights.length; i++) {
      matrix = matrix.add(reduced.get(i).matrix().scalarMultiply(weights[i]));
      right = right.add(reduced.get(i).right().mapMultiply(weights[i]));
    }
    return new OverlapEquations.Reduced(matrix, right);
  }

  /** Weights by how far an overlap pulls the solution, over what its own knowledge lets expect. */
  private static void reweight(
      List<OverlapEquations.Reduced> reduced,
      RealVector solution,
      RealMatrix inverse,
      double[] weights) {
    double[] t = new double[weights.length];
    for (int i = 0; i < t.length; i++) {
      RealVector score = reduced.get(i).score(solution);
      double expected = inverse.multiply(reduced.get(i).matrix()).getTrace();
      double pull = score.dotProduct(inverse.operate(score));
      t[i] = expected > 0 ? Math.sqrt(pull / expected) : 0;
    }
    double[] sorted = t.clone();
    Arrays.sort(sorted);
    double limit = HUBER * sorted[sorted.length / 2];
    for (int i = 0; i < t.length; i++) {
      weights[i] = t[i] > limit ? limit / t[i] * (limit / t[i]) : 1;
    }
  }

  private static double[][] covariance(
      List<OverlapEquations.Reduced> reduced,
      OverlapEquations.Reduced sum,
      RealVector solution,
      double[] weights,
      double priorUm) {
    int n = solution.getDimension();
    RealMatrix inner = new Array2DRowRealMatrix(n, n);
    for (int i = 0; i < weights.length; i++) {
      RealVector score = reduced.get(i).score(solution).mapMultiply(weights[i]);
      inner = inner.add(score.outerProduct(score));
    }
    RealMatrix inverse = sum.inverse(priorUm);
    double freedom = Math.max(1, weights.length) / Math.max(1.0, weights.length - n / 2.0);
    return inverse
        .multiply(inner)
        .multiply(inverse)
        .scalarMultiply(freedom)
        .add(inverse.multiply(inverse).scalarMultiply(1 / (priorUm * priorUm)))
        .getData();
  }

  /**
   * Standard errors of the coefficients.
   *
   * @return µm
   */
  public double[] sigmasUm() {
    double[] sigmas = new double[covariance.length];
    for (int k = 0; k < sigmas.length; k++) {
      sigmas[k] = Math.sqrt(covariance[k][k]);
    }
    return sigmas;
  }

  /**
   * How far the coefficients are from 0, all together: chi-square with one degree of freedom a
   * coefficient if there is no distortion.
   *
   * @return chi-square
   */
  public double significance() {
    RealVector c = new ArrayRealVector(coefficientsUm);
    return c.dotProduct(
        new CholeskyDecomposition(new Array2DRowRealMatrix(covariance), 1e-6, 0)
            .getSolver()
            .solve(c));
  }
}
