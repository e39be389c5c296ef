package org.imaxt.core.algo.imc;

/**
 * Takes single bright pixels out of an image: one that exceeds the largest of its neighbours by
 * more than a threshold gets that value.
 */
public final class HotPixels {

  private HotPixels() {}

  /**
   * A filtered image.
   *
   * @param image the image without its hot pixels, row-major
   * @param changed number of pixels that were hot
   */
  public record Filtered(float[] image, long changed) {}

  /**
   * Filters an image. Each pixel is compared with the pixels as they came, so the order plays no
   * part. At the border the neighbours inside the image count. NaN is no neighbour and is never
   * hot; an image one pixel wide or high stays as it is.
   *
   * @param image row-major; not changed
   * @param width columns
   * @param threshold what a pixel may exceed its neighbours by, in the image's unit, at least 0
   * @return a new image of the same size
   * @throws IllegalArgumentException if the image is no whole number of rows or the threshold is
   *     negative
   */
  public static Filtered filter(float[] image, int width, double threshold) {
    if (width < 1 || image.length % width != 0) {
      throw new IllegalArgumentException(
          "an image of %d values has no rows of %d px".formatted(image.length, width));
    }
    if (!(threshold >= 0)) {
      throw new IllegalArgumentException(
          "threshold must be at least 0, got %s".formatted(threshold));
    }
    int height = image.length / width;
    float[] filtered = image.clone();
    if (width == 1 || height == 1) {
      return new Filtered(filtered, 0);
    }
    float limit = (float) threshold;
    long changed = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int at = y * width + x;
        // most pixels exceed not even the one beside them
        if (image[at] - image[x > 0 ? at - 1 : at + 1] <= limit) {
          continue;
        }
        float largest = largestNeighbour(image, width, x, y);
        if (image[at] - largest > limit) {
          filtered[at] = largest;
          changed++;
        }
      }
    }
    return new Filtered(filtered, changed);
  }

  /** The largest of up to eight neighbours, NaN if all are NaN. */
  private static float largestNeighbour(float[] image, int width, int x, int y) {
    int bottom = Math.min(image.length / width - 1, y + 1);
    int right = Math.min(width - 1, x + 1);
    float largest = Float.NaN;
    for (int j = Math.max(0, y - 1); j <= bottom; j++) {
      for (int i = Math.max(0, x - 1); i <= right; i++) {
        float value = image[j * width + i];
        if ((i != x || j != y) && !(value <= largest) && !Float.isNaN(value)) {
          largest = value;
        }
      }
    }
    return largest;
  }
}
