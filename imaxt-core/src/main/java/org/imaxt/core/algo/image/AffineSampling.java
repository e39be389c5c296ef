package org.imaxt.core.algo.image;

import java.util.Arrays;

/**
 * Images seen through an affine, as new arrays; row-major, pixel centres at whole numbers. What
 * lies outside the source is unknown.
 */
public final class AffineSampling {

  /** A value needs this much weight of known pixels; an image then ends where its pixels end. */
  private static final double LEAST_KNOWN = 0.5;

  private AffineSampling() {}

  /**
   * Bilinear values. Unknown neighbours are left out; where they have more than half of the weight
   * the value is unknown.
   *
   * @param source width × height values, NaN where unknown
   * @param width columns of the source
   * @param map pixels of the result to pixels of the source
   * @param columns columns of the result
   * @param rows rows of the result
   * @return columns × rows values, NaN where unknown
   */
  public static float[] bilinear(float[] source, int width, PixelMap map, int columns, int rows) {
    int height = height(source.length, width);
    float[] out = new float[columns * rows];
    for (int j = 0; j < rows; j++) {
      for (int i = 0; i < columns; i++) {
        double u = map.u(i, j);
        double v = map.v(i, j);
        out[j * columns + i] =
            u > -1 && v > -1 && u < width && v < height
                ? value(source, width, height, u, v)
                : Float.NaN;
      }
    }
    return out;
  }

  private static float value(float[] source, int width, int height, double u, double v) {
    int x = (int) Math.floor(u);
    int y = (int) Math.floor(v);
    double sum = 0;
    double known = 0;
    for (int k = 0; k < 4; k++) {
      int column = x + (k & 1);
      int row = y + (k >> 1);
      double weight = (1 - Math.abs(u - column)) * (1 - Math.abs(v - row));
      if (weight > 0 && column >= 0 && row >= 0 && column < width && row < height) {
        float value = source[row * width + column];
        if (!Float.isNaN(value)) {
          sum += weight * value;
          known += weight;
        }
      }
    }
    return known >= LEAST_KNOWN ? (float) (sum / known) : Float.NaN;
  }

  /**
   * Nearest values, for labels.
   *
   * @param source width × height labels
   * @param width columns of the source
   * @param map pixels of the result to pixels of the source
   * @param columns columns of the result
   * @param rows rows of the result
   * @return columns × rows labels, 0 outside the source
   */
  public static int[] nearest(int[] source, int width, PixelMap map, int columns, int rows) {
    int height = height(source.length, width);
    int[] out = new int[columns * rows];
    for (int j = 0; j < rows; j++) {
      for (int i = 0; i < columns; i++) {
        double u = Math.floor(map.u(i, j) + 0.5);
        double v = Math.floor(map.v(i, j) + 0.5);
        if (u >= 0 && v >= 0 && u < width && v < height) {
          out[j * columns + i] = source[(int) v * width + (int) u];
        }
      }
    }
    return out;
  }

  /**
   * Means of blocks of known values.
   *
   * @param source (columns · times) × (rows · times) values, NaN where unknown
   * @param columns columns of the result
   * @param times edge of a block, px
   * @return one value a block; NaN where more than half of it is unknown
   */
  public static float[] blockMean(float[] source, int columns, int times) {
    int rows = height(source.length, columns * times) / times;
    float[] out = new float[columns * rows];
    Arrays.fill(out, Float.NaN);
    for (int j = 0; j < rows; j++) {
      for (int i = 0; i < columns; i++) {
        double sum = 0;
        int known = 0;
        for (int k = 0; k < times * times; k++) {
          int at = (j * times + k / times) * columns * times + i * times + k % times;
          if (!Float.isNaN(source[at])) {
            sum += source[at];
            known++;
          }
        }
        if (known >= LEAST_KNOWN * times * times) {
          out[j * columns + i] = (float) (sum / known);
        }
      }
    }
    return out;
  }

  private static int height(int length, int width) {
    if (width < 1 || length % width != 0) {
      throw new IllegalArgumentException(
          "an image of %s px has no rows of %s".formatted(length, width));
    }
    return length / width;
  }
}
