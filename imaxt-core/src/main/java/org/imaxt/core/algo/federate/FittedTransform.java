package org.imaxt.core.algo.federate;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * A transform with what is known of its errors.
 *
 * @param affine source µm to target µm
 * @param model what was fitted
 * @param covariance of the coefficients in the order (a, b, tx, c, d, ty), 6 × 6
 * @param leaveOneOutUm distance of each pair from the transform that the others fix, µm
 * @param residualUm root mean square residual along an axis, µm
 * @param bendUm how far the source is bent along an axis where the transform does not follow it, µm
 * @param freedom degrees of freedom of the residuals, at least 1
 */
public record FittedTransform(
    Affine affine,
    TransformModel model,
    double[][] covariance,
    List<Double> leaveOneOutUm,
    double residualUm,
    double bendUm,
    int freedom)
    implements Serializable {

  private static final int POINTS = 12;

  /** Copies arrays and lists. */
  public FittedTransform {
    covariance = copy(covariance);
    leaveOneOutUm = List.copyOf(leaveOneOutUm);
  }

  @Override
  public double[][] covariance() {
    return copy(covariance);
  }

  private static double[][] copy(double[][] from) {
    return Arrays.stream(from).map(double[]::clone).toArray(double[][]::new);
  }

  /**
   * Standard errors of the coefficients.
   *
   * @return (a, b, tx, c, d, ty)
   */
  public double[] sigmas() {
    double[] out = new double[6];
    for (int i = 0; i < 6; i++) {
      out[i] = Math.sqrt(Math.max(0, covariance[i][i]));
    }
    return out;
  }

  /**
   * Root mean square of the leave-one-out distances.
   *
   * @return µm; 0 without pairs
   */
  public double leaveOneOutRmsUm() {
    return Math.sqrt(leaveOneOutUm.stream().mapToDouble(d -> d * d).average().orElse(0));
  }

  /** Variance of a mapped point from the coefficients, both axes together, µm². */
  private double coefficientVariance(double x, double y) {
    double[] row = {x, y, 1};
    double sum = 0;
    for (int o = 0; o < 6; o += 3) {
      for (int i = 0; i < 3; i++) {
        for (int j = 0; j < 3; j++) {
          sum += row[i] * row[j] * covariance[o + i][o + j];
        }
      }
    }
    return Math.max(0, sum);
  }

  /**
   * Distance by which a point is expected to be mapped wrongly (target registration error): the
   * coefficients' errors and the bend that an affine cannot follow.
   *
   * @param x source, µm
   * @param y source, µm
   * @return root mean square distance, µm
   */
  public double targetErrorUm(double x, double y) {
    return Math.sqrt(coefficientVariance(x, y) + 2 * bendUm * bendUm);
  }

  /**
   * The same over a field.
   *
   * @param field rectangle of the source
   * @return root mean square over the field with its 95 % interval
   */
  public TargetError targetError(Field field) {
    double sum = 0;
    for (int i = 0; i < POINTS * POINTS; i++) {
      double x = field.x0() + (i % POINTS + 0.5) / POINTS * (field.x1() - field.x0());
      double y = field.y0() + (i / POINTS + 0.5) / POINTS * (field.y1() - field.y0());
      double e = targetErrorUm(x, y);
      sum += e * e;
    }
    return TargetError.of(Math.sqrt(sum / (POINTS * POINTS)), freedom);
  }
}
