package org.imaxt.stitch.tiles;

import java.util.Arrays;

/** Sums of raw pixels over the squares of an image, line by line. */
final class SquareSums {

  /** Stands for a square of which a pixel says nothing. */
  static final int NOTHING = -1;

  private SquareSums() {}

  /**
   * Adds up the whole squares of an image from its first pixel on.
   *
   * @param raw row-major pixels
   * @param width columns of the image
   * @param binPx side of a square, px
   * @return row-major sums
   */
  static int[] of(short[] raw, int width, int binPx) {
    int columns = width / binPx;
    int rows = raw.length / width / binPx;
    int[] out = new int[columns * rows];
    int[] sums = new int[columns * binPx];
    int[] signs = new int[columns * binPx];
    for (int row = 0; row < rows; row++) {
      Arrays.fill(sums, 0);
      Arrays.fill(signs, 0);
      for (int y = row * binPx; y < (row + 1) * binPx; y++) {
        addLine(raw, y * width, sums, signs);
      }
      for (int column = 0; column < columns; column++) {
        out[row * columns + column] = across(sums, signs, column * binPx, binPx);
      }
    }
    return out;
  }

  /** Adds a line to the sums of its columns, and a negative sign where a pixel says nothing. */
  private static void addLine(short[] raw, int from, int[] sums, int[] signs) {
    for (int x = 0; x < sums.length; x++) {
      int value = raw[from + x] & 0xffff;
      sums[x] += value;
      signs[x] |= PixelCorrection.signOfNothing(value);
    }
  }

  private static int across(int[] sums, int[] signs, int from, int binPx) {
    int sum = 0;
    int sign = 0;
    for (int x = from; x < from + binPx; x++) {
      sum += sums[x];
      sign |= signs[x];
    }
    return sign < 0 ? NOTHING : sum;
  }
}
