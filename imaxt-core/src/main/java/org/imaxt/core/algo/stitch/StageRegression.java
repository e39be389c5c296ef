package org.imaxt.core.algo.stitch;

import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.imaxt.core.model.PixelSize;
import org.imaxt.core.model.StagePosition;

/**
 * Generalised least squares of rotation and scales, all tile positions eliminated: each group of
 * linked tiles is free to move as a whole, and tiles count by what links really fix of them.
 *
 * <p>Positions p minimise (Bp − d)ᵀΛ(Bp − d) + (p − Sθ)ᵀW(p − Sθ) for links d and stage S; with N
 * the normal matrix of p, the information on θ is Sᵀ(W − WN⁻¹W)S and its gradient SᵀW(p̂ − Sθ).
 */
final class StageRegression {

  private final StageModel at;
  private final PixelSize pixel;

  /** Information on rotation, scale along x, scale along y. */
  private final double[][] information = new double[3][3];

  private final double[] gradient = new double[3];

  /** Gathers sections about a model that all their solutions were made with. */
  StageRegression(StageModel at, PixelSize pixel) {
    this.at = at;
    this.pixel = pixel;
  }

  /**
   * A fitted model and its errors.
   *
   * @param model the model
   * @param rotationSigmaRad standard error of the rotation, rad
   * @param scaleSigmaX standard error of the scale along x
   * @param scaleSigmaY standard error of the scale along y
   */
  record Fit(StageModel model, double rotationSigmaRad, double scaleSigmaX, double scaleSigmaY) {}

  /** Adds a section, solved along both axes. */
  void add(List<StagePosition> stage, AxisSolution x, AxisSolution y) {
    int n = stage.size();
    double[] turnX = new double[n];
    double[] growX = new double[n];
    double[] turnY = new double[n];
    double[] growY = new double[n];
    for (int i = 0; i < n; i++) {
      growX[i] = at.turnedX(stage.get(i)) / pixel.xUm();
      growY[i] = at.turnedY(stage.get(i)) / pixel.yUm();
    }
    centre(growX);
    centre(growY);
    for (int i = 0; i < n; i++) {
      turnX[i] = -at.scaleX() * growY[i] * pixel.yUm() / pixel.xUm();
      turnY[i] = at.scaleY() * growX[i] * pixel.xUm() / pixel.yUm();
    }
    add(x, turnX, growX, 1);
    add(y, turnY, growY, 2);
  }

  /** A constant is free, so taking the mean out costs nothing and saves digits. */
  private static void centre(double[] values) {
    double mean = 0;
    for (double value : values) {
      mean += value / values.length;
    }
    for (int i = 0; i < values.length; i++) {
      values[i] -= mean;
    }
  }

  private void add(AxisSolution axis, double[] turn, double[] grow, int scale) {
    double[] seenTurn = axis.seen(turn);
    double[] seenGrow = axis.seen(grow);
    double mixed = dot(turn, seenGrow);
    information[0][0] += dot(turn, seenTurn);
    information[0][scale] += mixed;
    information[scale][0] += mixed;
    information[scale][scale] += dot(grow, seenGrow);
    double[] pull = axis.pull();
    gradient[0] += dot(turn, pull);
    gradient[scale] += dot(grow, pull);
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /**
   * The model that fits best, with a prior.
   *
   * @param prior the most likely model before
   * @param rotationSigmaRad its standard error in rotation, rad
   * @param scaleSigma its standard error in either scale
   */
  Fit solve(StageModel prior, double rotationSigmaRad, double scaleSigma) {
    double[] before = {
      prior.rotationRad() - at.rotationRad(),
      prior.scaleX() - at.scaleX(),
      prior.scaleY() - at.scaleY()
    };
    RealMatrix normal = new Array2DRowRealMatrix(information);
    double[] right = gradient.clone();
    for (int i = 0; i < 3; i++) {
      double sigma = i == 0 ? rotationSigmaRad : scaleSigma;
      normal.addToEntry(i, i, 1 / (sigma * sigma));
      right[i] += before[i] / (sigma * sigma);
    }
    CholeskyDecomposition factor = new CholeskyDecomposition(normal, 1e-9, 0);
    double[] step = factor.getSolver().solve(new ArrayRealVector(right)).toArray();
    RealMatrix covariance = factor.getSolver().getInverse();
    StageModel model =
        new StageModel(at.rotationRad() + step[0], at.scaleX() + step[1], at.scaleY() + step[2]);
    return new Fit(
        model,
        Math.sqrt(covariance.getEntry(0, 0)),
        Math.sqrt(covariance.getEntry(1, 1)),
        Math.sqrt(covariance.getEntry(2, 2)));
  }
}
