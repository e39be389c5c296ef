package org.imaxt.core.algo.stitch;

import java.util.Arrays;

/** What the measured tiles tell of the stage's error. */
final class StageFit {

  /** Stage positions off by more than this count for less. */
  static final double LIMIT_SIGMAS = 2.5;

  /** The stage's error is never taken for less, px: weak priors must stay weak. */
  private static final double LEAST_SIGMA_PX = 0.3;

  private static final int ROUNDS = 20;

  /** Squares of departures over the share that shows, px², and that share. */
  private double[] squares = new double[64];

  private double[] shares = new double[64];
  private int count;

  /** Adds the tiles of a section. */
  void add(int tiles, AxisSolution x, AxisSolution y) {
    for (int i = 0; i < tiles; i++) {
      add(x.departure(i), x.stageRedundancy(i));
      add(y.departure(i), y.stageRedundancy(i));
    }
  }

  private void add(double departure, double share) {
    if (share < 1e-3) {
      return;
    }
    if (count == squares.length) {
      squares = Arrays.copyOf(squares, 2 * count);
      shares = Arrays.copyOf(shares, 2 * count);
    }
    squares[count] = departure * departure / share;
    shares[count++] = share;
  }

  /** Independent departures, both axes counted. */
  double size() {
    double sum = 0;
    for (int k = 0; k < count; k++) {
      sum += shares[k];
    }
    return sum;
  }

  /**
   * Standard error of a stage position: Huber's proposal 2.
   *
   * @param start where to start from, px
   * @param fitted how many parameters were fitted to the departures
   */
  double sigma(double start, int fitted) {
    double beta = Winsor.meanSquare(LIMIT_SIGMAS);
    double free = Math.max(1, size() - fitted);
    double variance = start * start;
    for (int round = 0; round < ROUNDS; round++) {
      double limit = LIMIT_SIGMAS * LIMIT_SIGMAS * variance;
      double sum = 0;
      for (int k = 0; k < count; k++) {
        sum += shares[k] * Math.min(squares[k], limit);
      }
      variance = Math.max(LEAST_SIGMA_PX * LEAST_SIGMA_PX, sum / (beta * free));
    }
    return Math.sqrt(variance);
  }

  /** Weights of the stage positions, those far off less. */
  static double[] weights(int tiles, AxisSolution axis, double sigma) {
    double[] weights = new double[tiles];
    for (int i = 0; i < tiles; i++) {
      double t = Math.abs(axis.departure(i)) / sigma;
      weights[i] = (t > LIMIT_SIGMAS ? LIMIT_SIGMAS / t : 1) / (sigma * sigma);
    }
    return weights;
  }
}
