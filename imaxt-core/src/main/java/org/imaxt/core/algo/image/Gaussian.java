package org.imaxt.core.algo.image;

/** Gaussian smoothing of float images; separable, truncated at 4 σ, mirrored at the borders. */
public final class Gaussian {

  private Gaussian() {}

  /**
   * Neighbourhood that a smoothed pixel depends on.
   *
   * @param sigmaPx standard deviation, px
   * @return halo, px
   */
  public static int halo(double sigmaPx) {
    return (int) Math.ceil(4 * sigmaPx);
  }

  /**
   * Smooths an image.
   *
   * @param from width × height values, row-major
   * @param width columns
   * @param height rows
   * @param sigmaPx standard deviation, px, at least 0
   * @return smoothed copy
   * @throws IllegalArgumentException if the array has another length or σ is negative
   */
  public static float[] blur(float[] from, int width, int height, double sigmaPx) {
    if (from.length != (long) width * height) {
      throw new IllegalArgumentException(
          "an image of %d x %d px needs as many values, got %d"
              .formatted(width, height, from.length));
    }
    if (!(sigmaPx >= 0) || Double.isInfinite(sigmaPx)) {
      throw new IllegalArgumentException(
          "sigmaPx must be at least 0 px and finite, got " + sigmaPx);
    }
    float[] kernel = kernel(sigmaPx);
    float[] along = new float[from.length];
    int radius = kernel.length - 1;
    float[] row = new float[width + 2 * radius];
    for (int y = 0; y < height; y++) {
      int at = y * width;
      widen(from, at, width, radius, row);
      for (int x = 0; x < width; x++) {
        along[at + x] = kernel[0] * row[radius + x];
      }
      for (int k = 1; k < kernel.length; k++) {
        addRows(row, radius - k, radius + k, kernel[k], along, at, width);
      }
    }
    float[] to = new float[from.length];
    for (int y = 0; y < height; y++) {
      addRows(along, y * width, y * width, kernel[0] / 2, to, y * width, width);
      for (int k = 1; k < kernel.length; k++) {
        int above = mirrored(y - k, height) * width;
        int below = mirrored(y + k, height) * width;
        addRows(along, above, below, kernel[k], to, y * width, width);
      }
    }
    return to;
  }

  /** Copies a row and what lies mirrored beyond its ends. */
  private static void widen(float[] from, int at, int width, int radius, float[] row) {
    System.arraycopy(from, at, row, radius, width);
    for (int i = 1; i <= radius; i++) {
      row[radius - i] = from[at + mirrored(-i, width)];
      row[radius + width - 1 + i] = from[at + mirrored(width - 1 + i, width)];
    }
  }

  private static void addRows(
      float[] from, int above, int below, float factor, float[] to, int at, int n) {
    for (int i = 0; i < n; i++) {
      to[at + i] += factor * (from[above + i] + from[below + i]);
    }
  }

  private static float[] kernel(double sigmaPx) {
    int radius = halo(sigmaPx);
    double[] half = new double[radius + 1];
    double sum = 0;
    for (int k = 0; k <= radius; k++) {
      half[k] = sigmaPx == 0 ? 1 : Math.exp(-0.5 * k * k / (sigmaPx * sigmaPx));
      sum += k == 0 ? half[k] : 2 * half[k];
    }
    float[] kernel = new float[radius + 1];
    for (int k = 0; k <= radius; k++) {
      kernel[k] = (float) (half[k] / sum);
    }
    return kernel;
  }

  private static int mirrored(int i, int n) {
    int period = 2 * n;
    int at = Math.floorMod(i, period);
    return at < n ? at : period - 1 - at;
  }
}
