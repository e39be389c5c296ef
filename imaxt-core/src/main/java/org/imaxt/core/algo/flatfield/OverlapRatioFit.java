package org.imaxt.core.algo.flatfield;

import org.apache.commons.math3.linear.RealMatrix;

/**
 * Fits a smooth log gain to the ratios of overlaps, together with what the stack knows.
 *
 * <p>log I_a − log I_b = log F(u_a) − log F(u_b) whatever the specimen shows. The overlaps alone
 * leave surfaces undetermined that repeat with the step of the grid; the stack, weighted with its
 * own uncertainty, and a weak prior of smoothness settle these. Robust by iterated Huber weights.
 */
final class OverlapRatioFit {

  private static final int ROUNDS = 6;

  /** Huber's constant: 95 % efficiency for Gaussian residuals. */
  private static final double HUBER = 1.345;

  /** Samples used at most; more do not lower the error, which neighbouring samples share. */
  private static final int MOST_SAMPLES = 60_000;

  /** Smallest error of a log ratio: what registration by the stage leaves at best. */
  private static final double LEAST_SIGMA = 0.002;

  private OverlapRatioFit() {}

  /**
   * The joint fit.
   *
   * @param coefficients of the Legendre series of the log gain
   * @param uncertainty expected rms error of the log gain over the tile
   */
  record Result(double[] coefficients, double uncertainty) {}

  /**
   * What a sample must be like to be used.
   *
   * @param darkAdu dark level, ADU
   * @param leastAdu least intensity above the dark level, ADU
   * @param edges masked edges
   * @param grid gives the size of the tile
   */
  record Selection(double darkAdu, double leastAdu, UsefulEdges edges, CoarseTile.Grid grid) {
    boolean holds(OverlapSamples s, int i) {
      return s.intensityA(i) - darkAdu > leastAdu
          && s.intensityB(i) - darkAdu > leastAdu
          && useful(s.placeA(i))
          && useful(s.placeB(i));
    }

    private boolean useful(OverlapSamples.Place p) {
      return p.x() > edges.leftPx()
          && p.y() > edges.topPx()
          && p.x() < grid.width() - edges.rightPx()
          && p.y() < grid.height() - edges.bottomPx();
    }
  }

  /**
   * Fits.
   *
   * @param samples overlaps
   * @param selection which of them to use
   * @param degree largest total degree
   * @param stack fit of the stack alone
   * @return joint fit
   */
  static Result fit(
      OverlapSamples samples, Selection selection, int degree, StackFit.Result stack) {
    int n = LegendreSurface.count(degree);
    int stride = 1 + samples.size() / MOST_SAMPLES;
    double[][] rows = new double[samples.size() / stride + 1][];
    double[] ratios = new double[rows.length];
    int used = 0;
    double[] termsB = new double[n];
    for (int i = 0; i < samples.size(); i += stride) {
      if (selection.holds(samples, i)) {
        double[] row = new double[n];
        terms(degree, samples.placeA(i), selection.grid(), row);
        terms(degree, samples.placeB(i), selection.grid(), termsB);
        for (int k = 0; k < n; k++) {
          row[k] -= termsB[k];
        }
        rows[used] = row;
        ratios[used++] =
            Math.log(samples.intensityA(i) - selection.darkAdu())
                - Math.log(samples.intensityB(i) - selection.darkAdu());
      }
    }
    return solve(rows, ratios, used, degree, stack);
  }

  private static Result solve(
      double[][] rows, double[] ratios, int used, int degree, StackFit.Result stack) {
    double[] prior = LegendreSurface.priorPrecision(degree);
    double[] coefficients = stack.coefficients();
    LegendreSurface.Normal joint = new LegendreSurface.Normal(prior.length);
    for (int round = 0; round < ROUNDS; round++) {
      double[] residuals = residuals(rows, ratios, used, coefficients);
      double sigma = sigma(residuals);
      joint = new LegendreSurface.Normal(prior.length);
      joint.addScaled(stack.normal(), 1);
      for (int i = 0; i < used; i++) {
        double size = Math.abs(residuals[i]) / sigma;
        double weight = size <= HUBER ? 1 : HUBER / size;
        joint.add(rows[i], ratios[i], weight / (sigma * sigma));
      }
      prior = LegendreSurface.fittedPrior(degree, joint);
      coefficients = joint.solve(prior);
    }
    RealMatrix covariance = joint.inverse(prior);
    return new Result(coefficients, Math.sqrt(covariance.getTrace()));
  }

  private static double[] residuals(
      double[][] rows, double[] ratios, int used, double[] coefficients) {
    double[] residuals = new double[used];
    for (int i = 0; i < used; i++) {
      double sum = ratios[i];
      for (int k = 0; k < coefficients.length; k++) {
        sum -= rows[i][k] * coefficients[k];
      }
      residuals[i] = sum;
    }
    return residuals;
  }

  private static double sigma(double[] residuals) {
    if (residuals.length == 0) {
      return LEAST_SIGMA;
    }
    double[] sizes = new double[residuals.length];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = Math.abs(residuals[i]);
    }
    return Math.max(LEAST_SIGMA, 1.4826 * StrayLight.median(sizes));
  }

  private static void terms(
      int degree, OverlapSamples.Place p, CoarseTile.Grid grid, double[] out) {
    LegendreSurface.terms(degree, 2 * p.x() / grid.width() - 1, 2 * p.y() / grid.height() - 1, out);
  }
}
