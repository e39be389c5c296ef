package org.imaxt.core.algo.stitch;

import java.util.Arrays;
import org.imaxt.core.algo.numeric.SparseLeastSquares;

/** Positions along one axis for given weights, with residuals and covariance. */
final class AxisSolution {

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
   * @param group tiles whose mean is held
   * @param common error of all links alike, for one standard error of it: what each step gains, px
   */
  double[] sigmas(boolean[] group, double[] common) {
    double[] member = new double[graph.size];
    double norm = 0;
    for (int i = 0; i < member.length; i++) {
      member[i] = group[i] ? 1 : 0;
    }
    double[] held = factor.solveNormal(member);
    for (int i = 0; i < member.length; i++) {
      norm += member[i] * held[i];
    }
    double[] drawn = factor.solve(common, new double[graph.size]);
    double[] sigmas = new double[graph.size];
    for (int i = 0; i < sigmas.length; i++) {
      double known = group[i] ? held[i] * held[i] / norm : 0;
      double own = Math.max(1e-12, factor.covariance(i, i) - known);
      sigmas[i] = Math.hypot(Math.sqrt(own), drawn[i]);
    }
    return sigmas;
  }
}
