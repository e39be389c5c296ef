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
  private final int step;
  private int used;

  /** Lags are sampled at this step, px: 1, or 2 where smoothing spreads noise twice as far. */
  NoiseCorrelation(int step) {
    this.step = step;
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
    double sum = 1;
    for (int k = REACH + 1; k < residuals.length && residuals[REACH] > 0; k++) {
      sum += 2 * residuals[k] / residuals[REACH];
    }
    return Math.max(1, step * step * sum);
  }

  /** Factor on the variance of the score, at least 0.2; 1 for white noise. */
  double factor() {
    double r0 = residuals[REACH];
    double f0 = forces[REACH];
    if (!(r0 > 0 && f0 > 0)) {
      return 1;
    }
    double sum = 1;
    for (int k = REACH + 1; k < residuals.length; k++) {
      sum += 2 * residuals[k] / r0 * (forces[k] / f0);
    }
    return Math.max(0.2, step * step * sum);
  }
}
