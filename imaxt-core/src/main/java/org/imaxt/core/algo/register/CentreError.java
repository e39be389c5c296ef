package org.imaxt.core.algo.register;

import java.util.Arrays;

/**
 * Error of the detections' centres beside their own σ, from how far they lie off their beads.
 *
 * <p>Own errors say what photons allow; beads that are not quite round or touch each other add to
 * that. The median of squares is compared, so that wrong matches do not count.
 */
final class CentreError {

  /** Median of chi-squared with one degree of freedom. */
  private static final double MEDIAN_OF_SQUARE = 0.454936;

  private static final double LARGEST_UM = 5;
  private static final int HALVINGS = 13;

  /** So many squares tell a median to about a per cent. */
  private static final int SAMPLED = 30_000;

  private CentreError() {}

  /**
   * The error that makes the residuals what they should be.
   *
   * @param equations the detections
   * @param variances own variances, (axis, detection), µm²
   * @param residuals residuals about the beads' places, (axis, detection), µm
   * @param robust weights that the solution left them, 0 to 1
   * @return standard error along an axis, µm; 0 if their own errors suffice
   */
  static double of(
      BeadEquations equations, double[][] variances, double[][] residuals, double[] robust) {
    if (excess(equations, variances, residuals, robust, 0) <= 1) {
      return 0;
    }
    double low = 0;
    double high = LARGEST_UM;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = 0.5 * (low + high);
      if (excess(equations, variances, residuals, robust, middle) > 1) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return 0.5 * (low + high);
  }

  /** Median square of the residuals in units of what is expected. */
  private static double excess(
      BeadEquations equations,
      double[][] variances,
      double[][] residuals,
      double[] robust,
      double error) {
    double[] squares = new double[2 * equations.size()];
    int n = 0;
    int every = 1 + squares.length / SAMPLED;
    for (int axis = 0; axis < variances.length; axis++) {
      double[] weights = weights(equations, variances[axis], robust, error);
      double[] alone = equations.alone(variances[axis], error);
      for (int b = 0; b < equations.beads; b += every) {
        Deviation deviation = Deviation.of(equations, b, weights, alone);
        for (int i = equations.start[b]; i < equations.start[b + 1]; i++) {
          squares[n++] = deviation.square(residuals[axis][i], weights[i], alone[i]);
        }
      }
    }
    if (n == 0) {
      return 0;
    }
    Arrays.sort(squares, 0, n);
    return squares[n / 2] / MEDIAN_OF_SQUARE;
  }

  /** Weights of the detections for an error beside their own, 1/µm². */
  static double[] weights(
      BeadEquations equations, double[] variances, double[] robust, double error) {
    double[] own = new double[variances.length];
    for (int i = 0; i < own.length; i++) {
      own[i] = variances[i] + error * error;
    }
    double[] weights = equations.shared(own);
    for (int i = 0; i < own.length; i++) {
      weights[i] = robust[i] / weights[i];
    }
    return weights;
  }
}
