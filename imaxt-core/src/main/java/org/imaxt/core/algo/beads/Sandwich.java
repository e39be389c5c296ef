package org.imaxt.core.algo.beads;

/** Covariance of a fit that took correlated pixels for independent. */
final class Sandwich {

  private Sandwich() {}

  /**
   * A·(Σ s·C·sᵀ)·A.
   *
   * @param scores derivative over σ, one image a parameter
   * @param inverse A, the inverse of the normal matrix
   * @param noise correlation C, relative to the variance of a pixel
   * @param patch shape of the images
   */
  static double[][] of(float[][] scores, double[][] inverse, BeadNoise noise, BeadPatch patch) {
    int n = scores.length;
    double next = noise.axisNeighbour() / noise.axisVariance();
    double[][] middle = new double[n][n];
    for (int a = 0; a < n; a++) {
      float[] spread = spread(scores[a], patch.width(), patch.height(), (float) next);
      for (int b = 0; b <= a; b++) {
        double sum = 0;
        for (int i = 0; i < spread.length; i++) {
          sum += spread[i] * scores[b][i];
        }
        middle[a][b] = sum;
        middle[b][a] = sum;
      }
    }
    return times(times(inverse, middle), inverse);
  }

  /** Convolution with (next, 1, next) along both axes. */
  private static float[] spread(float[] from, int width, int height, float next) {
    float[] rows = from.clone();
    float[] all = new float[from.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int i = y * width + x;
        rows[i] += next * ((x > 0 ? from[i - 1] : 0) + (x + 1 < width ? from[i + 1] : 0));
      }
    }
    for (int i = 0; i < all.length; i++) {
      float above = i >= width ? rows[i - width] : 0;
      float below = i + width < all.length ? rows[i + width] : 0;
      all[i] = rows[i] + next * (above + below);
    }
    return all;
  }

  private static double[][] times(double[][] a, double[][] b) {
    int n = a.length;
    double[][] c = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < n; k++) {
        for (int j = 0; j < n; j++) {
          c[i][j] += a[i][k] * b[k][j];
        }
      }
    }
    return c;
  }
}
