package org.imaxt.core.algo.stitch;

/**
 * By how much the variance of a score grows because neighbouring differences share noise: smoothing
 * and interpolation spread each pixel's noise over its neighbours.
 */
final class NoiseCorrelation {

  private static final int REACH = 4;
  private static final int SPAN = 2 * REACH + 1;
  private static final int BUDGET = 16_000;

  private final double[] residuals = new double[SPAN * SPAN];
  private final double[] forces = new double[SPAN * SPAN];

  /** Correlation that noise has at least; 0 at every lag if nothing is known of it. */
  private final double[] known = new double[SPAN * SPAN];

  private final int step;
  private int used;

  /** Lags are sampled at this step, px: 1, or 2 where smoothing spreads noise twice as far. */
  NoiseCorrelation(int step) {
    this.step = step;
  }

  /**
   * Of noise that was smoothed after it was compared. Few pixels tell less of how it goes together
   * than smoothing is known to make of it, as most of it was fitted away.
   *
   * @param kernel smoothing along each axis
   */
  static NoiseCorrelation ofSmoothed(float... kernel) {
    NoiseCorrelation out = new NoiseCorrelation(1);
    double none = overlap(kernel, 0);
    for (int k = 0; k < out.known.length; k++) {
      double along = overlap(kernel, k % SPAN - REACH) / none;
      out.known[k] = along * overlap(kernel, k / SPAN) / none;
    }
    return out;
  }

  private static double overlap(float[] kernel, int lag) {
    double sum = 0;
    for (int i = Math.max(0, -lag); i < Math.min(kernel.length, kernel.length - lag); i++) {
      sum += kernel[i] * kernel[i + lag];
    }
    return sum;
  }

  /** Adds a patch of standardised differences and of the score's weights on them. */
  void add(float[] residual, float[] forceX, float[] forceY, int width, int height) {
    if (used > 0 && used + residual.length > BUDGET) {
      return;
    }
    used += residual.length;
    for (int ty = 0; ty <= REACH; ty++) {
      for (int tx = -REACH; tx <= REACH; tx++) {
        if (ty > 0 || tx >= 0) {
          addLag(residual, forceX, forceY, width, height, tx, ty);
        }
      }
    }
  }

  private void addLag(
      float[] r, float[] fx, float[] fy, int width, int height, int lagX, int lagY) {
    double sumR = 0;
    double sumF = 0;
    int tx = step * lagX;
    int ty = step * lagY;
    int move = ty * width + tx;
    int x1 = Math.min(width, width - tx);
    for (int y = 0; y < height - ty; y++) {
      for (int i = y * width + Math.max(0, -tx); i < y * width + x1; i++) {
        sumR += r[i] * r[i + move];
        sumF += fx[i] * fx[i + move] + fy[i] * fy[i + move];
      }
    }
    residuals[lagY * SPAN + lagX + REACH] += sumR;
    forces[lagY * SPAN + lagX + REACH] += sumF;
  }

  /** Pixels whose noise counts as one, at least 1. */
  double cell() {
    double found = 1;
    double least = 1;
    for (int k = REACH + 1; k < residuals.length && residuals[REACH] > 0; k++) {
      found += 2 * residuals[k] / residuals[REACH];
      least += 2 * known[k];
    }
    return Math.max(least, step * step * found);
  }

  /**
   * Factor on the variance of the score, 1 for white noise; at least 0.2, or what the kernel alone
   * leaves of noise that it is known to have smoothed.
   */
  double factor() {
    double r0 = residuals[REACH];
    double f0 = forces[REACH];
    if (!(r0 > 0 && f0 > 0)) {
      return 1;
    }
    double found = 1;
    double least = 1;
    boolean smoothed = false;
    for (int k = REACH + 1; k < residuals.length; k++) {
      found += 2 * residuals[k] / r0 * (forces[k] / f0);
      least += 2 * known[k] * (forces[k] / f0);
      smoothed |= known[k] > 0;
    }
    return Math.max(smoothed ? least : 0.2, step * step * found);
  }
}
