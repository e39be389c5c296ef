package org.imaxt.core.algo.stitch;

import java.util.Arrays;
import org.imaxt.core.algo.numeric.SparseLeastSquares;

/** Positions along one axis for given weights, with residuals and covariance. */
final class AxisSolution {

  /** Of what is held entirely rounding leaves nothing surer, px². */
  private static final double LEAST_VARIANCE = 1e-12;

  private final LinkGraph graph;
  private final SparseLeastSquares.Factor factor;
  private final double[] steps;
  private final double[] weights;
  private final double[] priors;
  private final double[] priorWeights;
  private final double[] positions;

  private AxisSolution(
      LinkGraph graph,
      SparseLeastSquares.Factor factor,
      double[] steps,
      double[] weights,
      double[] priors,
      double[] priorWeights) {
    this.graph = graph;
    this.factor = factor;
    this.steps = steps;
    this.weights = weights;
    this.priors = priors;
    this.priorWeights = priorWeights;
    this.positions = factor.solve(steps, priors);
  }

  static AxisSolution of(
      LinkGraph graph, double[] steps, double[] weights, double[] priors, double stageSigma) {
    double[] priorWeights = new double[priors.length];
    Arrays.fill(priorWeights, 1 / (stageSigma * stageSigma));
    return of(graph, steps, weights, priors, priorWeights);
  }

  static AxisSolution of(
      LinkGraph graph, double[] steps, double[] weights, double[] priors, double[] priorWeights) {
    return new AxisSolution(
        graph, graph.system.factor(weights, priorWeights), steps, weights, priors, priorWeights);
  }

  /** The same links with other weights of the stage. */
  AxisSolution with(double[] newPriorWeights) {
    return of(graph, steps, weights, priors, newPriorWeights);
  }

  double[] positions() {
    return positions.clone();
  }

  /** Position of a tile less what the stage model says, px. */
  double departure(int tile) {
    return positions[tile] - priors[tile];
  }

  /** Step of the positions less the measured one, px. */
  double residual(int link) {
    return positions[graph.to[link]] - positions[graph.from[link]] - steps[link];
  }

  /**
   * Share of a link's error that other links and the stage would show, 0 (nothing checks it) to 1.
   */
  double redundancy(int link) {
    return Math.max(0, 1 - weights[link] * stepVariance(link));
  }

  /**
   * By how many standard errors a link misses what the other links and the stage say without it.
   *
   * @param variance variance of the link, px²
   */
  double contradiction(int link, double variance) {
    double redundancy = Math.max(1e-12, redundancy(link));
    double without = stepVariance(link) / redundancy;
    return Math.abs(residual(link)) / redundancy / Math.sqrt(variance + without);
  }

  private double stepVariance(int link) {
    int i = graph.from[link];
    int j = graph.to[link];
    return Math.max(
        0, factor.covariance(i, i) + factor.covariance(j, j) - 2 * factor.covariance(i, j));
  }

  /** Departure times the weight of the stage: what pulls the stage model, 1/px. */
  double[] pull() {
    double[] pull = new double[graph.size];
    for (int i = 0; i < pull.length; i++) {
      pull[i] = priorWeights[i] * departure(i);
    }
    return pull;
  }

  /**
   * What links see of a deformation of the stage, positions being free to follow it: (W − WN⁻¹W)
   * times the deformation.
   */
  double[] seen(double[] deformation) {
    double[] seen = new double[graph.size];
    for (int i = 0; i < seen.length; i++) {
      seen[i] = priorWeights[i] * deformation[i];
    }
    double[] followed = factor.solveNormal(seen);
    for (int i = 0; i < seen.length; i++) {
      seen[i] -= priorWeights[i] * followed[i];
    }
    return seen;
  }

  /** Share of a stage position's error that links show, 0 (a lone tile) to 1. */
  double stageRedundancy(int tile) {
    return Math.max(0, 1 - priorWeights[tile] * factor.covariance(tile, tile));
  }

  /**
   * Standard errors with the mean of a group of linked tiles held fixed: those of other groups hold
   * what the stage leaves open between the groups, those of unlinked tiles are the stage's own.
   *
   * <p>As where positions are compared with others, tiles count for the mean by the inverse square
   * of what their error is about the plain mean, {@code common} left out. In a plain mean the error
   * of the tile known worst would be in those of all.
   *
   * @param group tiles whose mean is held
   * @param common error of all links alike, for one standard error of it: what each step gains, px
   */
  double[] sigmas(boolean[] group, double[] common) {
    double[] drawn = factor.solve(common, new double[graph.size]);
    double[] weights = new double[graph.size];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = group[i] ? 1 : 0;
    }
    double[] plain = sigmas(weights, new double[graph.size]);
    for (int i = 0; i < weights.length; i++) {
      weights[i] /= plain[i] * plain[i];
    }
    return sigmas(weights, drawn);
  }

  private double[] sigmas(double[] weights, double[] drawn) {
    double[] seen = factor.solveNormal(weights);
    double along = dot(weights, drawn);
    for (int i = 0; i < seen.length; i++) {
      seen[i] += along * drawn[i];
    }
    double variance = Math.max(LEAST_VARIANCE, dot(weights, seen)); // 0 where no tile is held
    double[] sigmas = new double[seen.length];
    for (int i = 0; i < sigmas.length; i++) {
      double free = factor.covariance(i, i) + drawn[i] * drawn[i];
      sigmas[i] = Math.sqrt(Math.max(LEAST_VARIANCE, free - seen[i] * seen[i] / variance));
    }
    return sigmas;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
