package org.imaxt.core.algo.distortion;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.imaxt.core.model.DistortionModel;

/**
 * What is expected of a distortion before any overlap is seen.
 *
 * <p>To third order the distortion of a lens or a scanner that is well centred is a linear map of n
 * times r² (Seidel's). The polynomial allows more: second powers, of optics out of centre, and
 * third powers in other proportions. Narrow overlaps hardly show some of these, so they are
 * expected to stay within a limit that the overlaps themselves set where they can.
 */
final class DistortionPrior {

  /** Limits that are tried for what goes beyond third-order optics, µm. */
  private static final double[] LIMITS_UM = {0.02, 0.06, 0.2, 0.6, 2, 6, 20, 60};

  /** Powers along one axis: three second ones, then nx³, nx²·ny, nx·ny², ny³. */
  private static final int POWERS = 7;

  private static final int SECOND = 3;

  private DistortionPrior() {}

  /**
   * The prior with the limit that makes the data most probable (empirical Bayes).
   *
   * @param model the model
   * @param data equations with honest weights
   * @param wideUm how large third-order coefficients are expected to be, µm
   * @return inverse covariance of the coefficients about 0, µm⁻²
   */
  static RealMatrix fitted(DistortionModel model, OverlapEquations.Reduced data, double wideUm) {
    return Arrays.stream(LIMITS_UM)
        .filter(limit -> limit <= wideUm)
        .mapToObj(limit -> precision(model, wideUm, limit))
        .max((p, q) -> Double.compare(data.logEvidence(p), data.logEvidence(q)))
        .orElseGet(() -> precision(model, wideUm, wideUm));
  }

  /**
   * A prior.
   *
   * @param model the model
   * @param wideUm how large third-order coefficients are expected to be, µm
   * @param limitUm how large all others are expected to be, µm
   * @return inverse covariance of the coefficients about 0, µm⁻²
   */
  static RealMatrix precision(DistortionModel model, double wideUm, double limitUm) {
    double wide = 1 / (wideUm * wideUm);
    double narrow = 1 / (limitUm * limitUm);
    if (model != DistortionModel.POLYNOMIAL) {
      return MatrixUtils.createRealIdentityMatrix(model.size()).scalarMultiply(wide);
    }
    RealMatrix precision = new Array2DRowRealMatrix(model.size(), model.size());
    for (int axis = 0; axis < 2; axis++) {
      int at = axis * POWERS;
      for (int k = 0; k < SECOND; k++) {
        precision.setEntry(at + k, at + k, narrow);
      }
      couple(precision, at + 3, at + 5, wide, narrow);
      couple(precision, at + 4, at + 6, wide, narrow);
    }
    return precision;
  }

  /** Sum wide, difference narrow: nx³ with nx·ny², and nx²·ny with ny³, make n·r². */
  private static void couple(RealMatrix precision, int i, int j, double wide, double narrow) {
    precision.setEntry(i, i, 0.5 * (wide + narrow));
    precision.setEntry(j, j, 0.5 * (wide + narrow));
    precision.setEntry(i, j, 0.5 * (wide - narrow));
    precision.setEntry(j, i, 0.5 * (wide - narrow));
  }
}
