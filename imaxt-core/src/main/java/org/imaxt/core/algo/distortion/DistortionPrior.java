package org.imaxt.core.algo.distortion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
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
    RealMatrix precision = MatrixUtils.createRealIdentityMatrix(model.size()).scalarMultiply(wide);
    for (double[] row : beyondThirdOrder(model)) {
      RealVector beyond = new ArrayRealVector(row);
      precision = precision.add(beyond.outerProduct(beyond).scalarMultiply(narrow - wide));
    }
    return precision;
  }

  /**
   * What a lens of third order has none of: second powers, and nx³ without as much of nx·ny²,
   * nx²·ny without as much of ny³, which together make n·r².
   *
   * @param model the model
   * @return orthogonal directions of length 1 in the space of its coefficients; none for models
   *     that have nothing else
   */
  static List<double[]> beyondThirdOrder(DistortionModel model) {
    List<double[]> rows = new ArrayList<>();
    for (int axis = 0; axis < 2 && model == DistortionModel.POLYNOMIAL; axis++) {
      int at = axis * POWERS;
      for (int k = 0; k < SECOND; k++) {
        double[] row = new double[model.size()];
        row[at + k] = 1;
        rows.add(row);
      }
      for (int k = SECOND; k < SECOND + 2; k++) {
        double[] row = new double[model.size()];
        row[at + k] = Math.sqrt(0.5);
        row[at + k + 2] = -Math.sqrt(0.5);
        rows.add(row);
      }
    }
    return rows;
  }
}
