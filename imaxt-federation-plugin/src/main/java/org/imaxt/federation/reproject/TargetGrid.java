package org.imaxt.federation.reproject;

/**
 * The pixels to be written: a canvas of the target frame, and pixels of its upper left corner on.
 *
 * @param xUm left edge in the target frame, µm
 * @param yUm upper edge, µm
 * @param pixelUm edge of a pixel of the finest level, µm
 * @param width columns of the finest level
 * @param height rows of the finest level
 */
record TargetGrid(double xUm, double yUm, double pixelUm, int width, int height) {

  /** Levels end when both sides are at most this, px. */
  private static final int COARSEST = 512;

  /** The same canvas with other pixels, the last ones reaching beyond it. */
  TargetGrid withPixel(double um) {
    return new TargetGrid(xUm, yUm, um, side(width * pixelUm / um), side(height * pixelUm / um));
  }

  private static int side(double pixels) {
    double whole = Math.ceil(pixels - 1e-6);
    if (whole > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "pixelSize makes an image of %.0f px along a side; give a larger one".formatted(whole));
    }
    return Math.max(1, (int) whole);
  }

  int levels() {
    int levels = 1;
    while (Math.max(width(levels - 1), height(levels - 1)) > COARSEST) {
      levels++;
    }
    return levels;
  }

  int width(int level) {
    return (int) ((width + (1L << level) - 1) >> level);
  }

  int height(int level) {
    return (int) ((height + (1L << level) - 1) >> level);
  }

  /** Edge of a pixel of a level, µm. */
  double pixelUm(int level) {
    return pixelUm * (1L << level);
  }
}
