package org.imaxt.core.algo.numeric;

import org.jtransforms.fft.DoubleFFT_1D;

/**
 * Two-dimensional complex Fourier transform of a fixed size, in place, on one thread.
 *
 * <p>Arrays hold (re, im) pairs, x fastest: length 2·width·height. Built from one-dimensional
 * plans, because the library's two-dimensional ones start threads of their own. Not thread-safe.
 */
public final class Fft2d {

  private static final int BLOCK = 8;

  private final int width;
  private final int height;
  private final DoubleFFT_1D alongX;
  private final DoubleFFT_1D alongY;
  private final double[][] columns;

  /**
   * Plans transforms of one size; lengths made of factors 2, 3 and 5 are fast.
   *
   * @param width pixels along x, at least 1
   * @param height pixels along y, at least 1
   */
  public Fft2d(int width, int height) {
    this.width = width;
    this.height = height;
    alongX = new DoubleFFT_1D(width);
    alongY = new DoubleFFT_1D(height);
    columns = new double[BLOCK][2 * height];
  }

  /**
   * Smallest length made of factors 2, 3 and 5 that is not below the one asked for.
   *
   * @param least length needed, at least 1
   * @return a length that transforms fast, at least 2
   */
  public static int goodLength(int least) {
    int n = Math.max(2, least);
    while (!smooth(n)) {
      n++;
    }
    return n;
  }

  private static boolean smooth(int n) {
    int rest = n;
    for (int factor : new int[] {2, 3, 5}) {
      while (rest % factor == 0) {
        rest /= factor;
      }
    }
    return rest == 1;
  }

  /**
   * Forward transform without scaling.
   *
   * @param data (re, im) pairs, replaced by the spectrum
   * @param filledRows rows from the first that are not all zero; the others are taken as zero
   */
  public void forward(double[] data, int filledRows) {
    for (int y = 0; y < filledRows; y++) {
      alongX.complexForward(data, 2 * y * width);
    }
    alongColumns(data, true);
  }

  /**
   * Inverse transform, scaled by 1 / (width·height).
   *
   * @param data (re, im) pairs of the spectrum, replaced by the image
   */
  public void inverse(double[] data) {
    inverse(data, 0, height);
  }

  /**
   * Inverse transform of which only some rows are wanted, scaled by 1 / (width·height).
   *
   * @param data (re, im) pairs of the spectrum; the wanted rows are replaced by the image's, the
   *     others mean nothing afterwards
   * @param firstRow first row wanted, any whole number: rows repeat after the height
   * @param rows number of rows wanted
   */
  public void inverse(double[] data, int firstRow, int rows) {
    alongColumns(data, false);
    for (int y = firstRow; y < firstRow + Math.min(rows, height); y++) {
      alongX.complexInverse(data, 2 * Math.floorMod(y, height) * width, true);
    }
  }

  private void alongColumns(double[] data, boolean forward) {
    for (int x0 = 0; x0 < width; x0 += BLOCK) {
      int count = Math.min(BLOCK, width - x0);
      for (int y = 0; y < height; y++) {
        int at = 2 * (y * width + x0);
        for (int c = 0; c < count; c++) {
          columns[c][2 * y] = data[at + 2 * c];
          columns[c][2 * y + 1] = data[at + 2 * c + 1];
        }
      }
      for (int c = 0; c < count; c++) {
        if (forward) {
          alongY.complexForward(columns[c]);
        } else {
          alongY.complexInverse(columns[c], true);
        }
      }
      for (int y = 0; y < height; y++) {
        int at = 2 * (y * width + x0);
        for (int c = 0; c < count; c++) {
          data[at + 2 * c] = columns[c][2 * y];
          data[at + 2 * c + 1] = columns[c][2 * y + 1];
        }
      }
    }
  }
}
