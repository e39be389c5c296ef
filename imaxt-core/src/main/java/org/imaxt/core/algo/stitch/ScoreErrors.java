package org.imaxt.core.algo.stitch;

/**
 * The error of a Gauss-Newton step, from the score that each difference adds: its variance, how far
 * neighbouring differences share noise, and how much of it was fitted away.
 */
final class ScoreErrors {

  private final NoiseCorrelation noiseCorrelation;

  /** Variance of the score xx, xy, yy as if noise were white. */
  private final double[] scoreVariance = new double[3];

  private double pixels;
  private int fittedOffsets;
  private double forceSum;
  private double forceSquares;
  private float[] residual = new float[0];
  private float[] forceX = new float[0];
  private float[] forceY = new float[0];

  /** Errors under noise of which neighbours' correlation is still to be added. */
  ScoreErrors(NoiseCorrelation noiseCorrelation) {
    this.noiseCorrelation = noiseCorrelation;
  }

  /** Begins one channel of a patch of some pixels, ignored ones included. */
  void begin(int size) {
    residual = new float[size];
    forceX = new float[size];
    forceY = new float[size];
  }

  /**
   * Adds a pixel.
   *
   * @param i its index in the patch
   * @param r difference of the strips
   * @param variance variance of the difference
   * @param weight weight of the difference
   * @param gx slope along x
   * @param gy slope along y
   */
  void add(int i, double r, double variance, double weight, double gx, double gy) {
    double square = weight * weight * r * r;
    scoreVariance[0] += square * gx * gx;
    scoreVariance[1] += square * gx * gy;
    scoreVariance[2] += square * gy * gy;
    double force = weight * weight * variance * (gx * gx + gy * gy);
    forceSum += force;
    forceSquares += force * force;
    double sigma = Math.sqrt(variance);
    residual[i] = (float) (r / sigma);
    forceX[i] = (float) (weight * sigma * gx);
    forceY[i] = (float) (weight * sigma * gy);
  }

  /** Ends one channel of a patch of which so many pixels were added. */
  void end(int width, int height, double added) {
    noiseCorrelation.add(residual, forceX, forceY, width, height);
    pixels += added;
    fittedOffsets++;
  }

  /**
   * Variances (x, y) of the step, px².
   *
   * @param curvature curvature xx, xy, yy of the step, positive definite
   */
  double[] covariance(double... curvature) {
    double det = curvature[0] * curvature[2] - curvature[1] * curvature[1];
    double xx = curvature[2] / det;
    double xy = -curvature[1] / det;
    double yy = curvature[0] / det;
    double factor = noiseCorrelation.factor() * freedom();
    double[] v = scoreVariance;
    return new double[] {
      factor * (xx * xx * v[0] + 2 * xx * xy * v[1] + xy * xy * v[2]),
      factor * (xy * xy * v[0] + 2 * xy * yy * v[1] + yy * yy * v[2])
    };
  }

  /**
   * Growth of the variance because step, gains and offsets were fitted to the noise that it is
   * estimated from: offsets to all of it, step and gain to the few pixels (a single bead, say) that
   * carry the structure.
   */
  private double freedom() {
    double cell = noiseCorrelation.cell();
    double telling = forceSquares > 0 ? forceSum * forceSum / forceSquares : pixels;
    return growth(pixels / cell, fittedOffsets) * growth(telling / cell, 3);
  }

  private static double growth(double samples, double fitted) {
    return samples / (samples - Math.min(fitted, 0.75 * samples));
  }
}
