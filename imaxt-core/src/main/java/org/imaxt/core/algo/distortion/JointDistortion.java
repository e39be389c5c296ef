package org.imaxt.core.algo.distortion;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.imaxt.core.model.DistortionModel;

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
 * @param worth what a unit of all these weights is worth, as noise that pixels share counts once, 0
 *     to 1
 */
public record JointDistortion(
    double[] coefficientsUm, double[][] covariance, double[] weights, double worth) {

  private static final int ROUNDS = 8;
  private static final double HUBER = 3;

  /** Share of the largest knowledge below which a coefficient is not shown at all. */
  private static final double UNSEEN = 1e-12;

  /**
   * Solves.
   *
   * @param overlaps equations of the overlaps
   * @param model what the coefficients are of
   * @param wideUm how large coefficients are expected to be at most, µm
   * @return the solution; all 0 if there are no overlaps
   */
  public static JointDistortion of(
      List<OverlapEquations> overlaps, DistortionModel model, double wideUm) {
    List<OverlapEquations.Reduced> reduced =
        overlaps.stream().map(OverlapEquations::reduced).toList();
    double[] weights = new double[reduced.size()];
    Arrays.fill(weights, 1);
    RealVector none = new ArrayRealVector(model.size());
    RealVector solution = none;
    RealMatrix prior = DistortionPrior.precision(model, wideUm, wideUm);
    OverlapEquations.Reduced sum = sum(reduced, weights, model.size());
    double worth = 1;
    for (int round = 0; round < ROUNDS && !reduced.isEmpty(); round++) {
      sum = sum(reduced, weights, model.size());
      // Neighbouring pixels share noise: the overlaps' contradictions say what a weight is worth.
      worth = worth(reduced, sum, solution, weights);
      sum = sum.scaled(worth);
      if (round > 0) {
        prior = DistortionPrior.fitted(model, sum, wideUm);
      }
      solution = sum.solve(none, prior);
      reweight(reduced, solution, sum.inverse(prior), weights);
    }
    return new JointDistortion(solution.toArray(), sum.inverse(prior).getData(), weights, worth);
  }

  /**
   * Expected over found squares of the scores, each in units of its own expectation: what a unit of
   * weight is worth.
   */
  private static double worth(
      List<OverlapEquations.Reduced> reduced,
      OverlapEquations.Reduced sum,
      RealVector solution,
      double[] weights) {
    int n = solution.getDimension();
    RealVector found = new ArrayRealVector(n);
    for (int i = 0; i < weights.length; i++) {
      RealVector score = reduced.get(i).score(solution).mapMultiply(weights[i]);
      found = found.add(score.ebeMultiply(score));
    }
    double logs = 0;
    int shown = 0;
    for (int k = 0; k < n; k++) {
      double expected = sum.matrix().getEntry(k, k);
      // Coefficients that the overlaps do not show leave nothing but rounding here.
      if (expected > UNSEEN * sum.matrix().getNorm() && found.getEntry(k) > 0) {
        logs += Math.log(expected / found.getEntry(k));
        shown++;
      }
    }
    double freedom = Math.max(1.0, weights.length - n / 2.0) / weights.length;
    return shown == 0 ? 1 : Math.min(1, freedom * Math.exp(logs / shown));
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
}
