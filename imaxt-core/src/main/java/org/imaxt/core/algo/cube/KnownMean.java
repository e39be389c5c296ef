package org.imaxt.core.algo.cube;

import org.imaxt.core.algo.image.BlockAverage;

/** Planes at half the size, one or two of them at a time, unknown pixels left out. */
public final class KnownMean {

  private KnownMean() {}

  /**
   * The mean of the known pixels of each block of 2 × 2 px in all planes given.
   *
   * @param width columns of each plane
   * @param height rows of each plane
   * @param planes uint16 numbers row by row, 0 = unknown; at least one
   * @return the halved plane, rounded to the nearest, halves to the even number; 0 where nothing is
   *     known
   */
  public static short[] halved(int width, int height, short[]... planes) {
    if (planes.length == 1) {
      return BlockAverage.known(planes[0], width, height);
    }
    int w = BlockAverage.halved(width);
    int h = BlockAverage.halved(height);
    short[] to = new short[w * h];
    for (int y = 0; y < h; y++) {
      for (int x = 0; x < w; x++) {
        to[y * w + x] = mean(x, y, width, height, planes);
      }
    }
    return to;
  }

  private static short mean(int x, int y, int width, int height, short[][] planes) {
    int sum = 0;
    int count = 0;
    for (short[] plane : planes) {
      for (int j = 2 * y; j < Math.min(height, 2 * y + 2); j++) {
        for (int i = 2 * x; i < Math.min(width, 2 * x + 2); i++) {
          int stored = plane[j * width + i] & 0xffff;
          sum += stored;
          count += stored == 0 ? 0 : 1;
        }
      }
    }
    return count == 0 ? 0 : (short) (int) Math.rint(sum / (double) count);
  }
}
