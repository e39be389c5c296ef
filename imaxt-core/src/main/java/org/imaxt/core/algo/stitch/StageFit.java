package org.imaxt.core.algo.stitch;

import java.util.List;
import org.imaxt.core.algo.numeric.LeastSquares;
import org.imaxt.core.algo.numeric.RobustScale;
import org.imaxt.core.model.PixelSize;
import org.imaxt.core.model.StagePosition;

/** What the measured tiles tell of the stage: its error, rotation and scale. */
final class StageFit {

  /** Turns and scales larger than these are not expected, so few links cannot invent them. */
  private static final double PRIOR_ROTATION_RAD = 0.02;

  private static final double PRIOR_SCALE = 0.005;
  private static final double HUBER_SIGMAS = 2;

  /** With fewer measured tiles the stage's error is not learnt. */
  private static final int LEAST_TILES = 6;

  /** The stage's error is never taken for less, px: weak priors must stay weak. */
  private static final double LEAST_SIGMA_PX = 0.3;

  private StageFit() {}

  /** Standard error of a stage position from the departures of measured tiles. */
  static double sigma(boolean[] measured, AxisSolution x, AxisSolution y, double given) {
    double[] departures = new double[2 * measured.length];
    int count = 0;
    for (int i = 0; i < measured.length; i++) {
      if (measured[i]) {
        departures[count++] = x.departure(i);
        departures[count++] = y.departure(i);
      }
    }
    if (count < 2 * LEAST_TILES) {
      return given;
    }
    double spread = RobustScale.sigmaAbout(0, java.util.Arrays.copyOf(departures, count));
    return Math.max(LEAST_SIGMA_PX, spread * Math.sqrt(count / (count - 2.0)));
  }

  /** The stage model that the measured positions agree with best, free of an offset per axis. */
  static StageModel of(
      LinkGraph graph,
      List<StagePosition> stage,
      PixelSize pixel,
      boolean[] measured,
      AxisSolution x,
      AxisSolution y,
      SolverParams params,
      double stageSigma) {
    double scalePrior = params.fit() == SolverParams.Fit.ROTATION ? 1e-9 : PRIOR_SCALE;
    LeastSquares system = new LeastSquares(PRIOR_ROTATION_RAD, scalePrior, scalePrior, 1e6, 1e6);
    double[] centre = centre(stage, measured);
    double[] positionsX = x.positions();
    double[] positionsY = y.positions();
    StageModel start = params.start();
    for (int i = 0; i < measured.length; i++) {
      if (measured[i]) {
        double sx = stage.get(i).xUm() - centre[0];
        double sy = stage.get(i).yUm() - centre[1];
        double weightX = weight(x.departure(i), stageSigma);
        double weightY = weight(y.departure(i), stageSigma);
        system.add(
            new double[] {-sy / pixel.xUm(), sx / pixel.xUm(), 0, 1, 0},
            positionsX[i] - start.xPx(stage.get(i), pixel),
            weightX);
        system.add(
            new double[] {sx / pixel.yUm(), 0, sy / pixel.yUm(), 0, 1},
            positionsY[i] - start.yPx(stage.get(i), pixel),
            weightY);
      }
    }
    LeastSquares.Fit fit = system.solve();
    return new StageModel(
        start.rotationRad() + fit.value(0),
        start.scaleX() + fit.value(1),
        start.scaleY() + fit.value(2));
  }

  private static double[] centre(List<StagePosition> stage, boolean[] measured) {
    double[] sum = new double[2];
    int count = 0;
    for (int i = 0; i < measured.length; i++) {
      if (measured[i]) {
        sum[0] += stage.get(i).xUm();
        sum[1] += stage.get(i).yUm();
        count++;
      }
    }
    return new double[] {sum[0] / Math.max(1, count), sum[1] / Math.max(1, count)};
  }

  private static double weight(double departure, double sigma) {
    double t = Math.abs(departure) / sigma;
    return (t > HUBER_SIGMAS ? HUBER_SIGMAS / t : 1) / (sigma * sigma);
  }
}
