package org.imaxt.core.algo.flatfield;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.type.numeric.integer.UnsignedShortType;

/** Noise of a raw tile, from differences of neighbouring pixels, which structure hardly changes. */
public final class PixelNoise {

  /** Standard deviation of a Gaussian in units of its median absolute deviation, over √2. */
  private static final double PER_DIFFERENCE = 1.4826 / Math.sqrt(2);

  private static final int LINES = 16;

  /** Largest difference of two raw values, ADU. */
  private static final int LARGEST = 65535;

  private PixelNoise() {}

  /**
   * Standard deviation of a pixel's noise.
   *
   * @param tile raw tile, (x, y), any minimum, at least 2 px wide
   * @return median absolute difference of neighbours along x over evenly spread lines, as σ, ADU
   */
  public static double of(RandomAccessibleInterval<UnsignedShortType> tile) {
    int width = (int) tile.dimension(0);
    int height = (int) tile.dimension(1);
    int lines = Math.min(LINES, height);
    int[] counts = new int[LARGEST + 1];
    short[] line = new short[width];
    PrimitiveBlocks<UnsignedShortType> blocks = PrimitiveBlocks.of(tile);
    for (int i = 0; i < lines; i++) {
      long y = tile.min(1) + (long) i * height / lines;
      blocks.copy(new long[] {tile.min(0), y}, line, new int[] {width, 1});
      for (int x = 1; x < width; x++) {
        counts[Math.abs((line[x] & 0xffff) - (line[x - 1] & 0xffff))]++;
      }
    }
    return PER_DIFFERENCE * interpolatedMedian(counts, lines * (width - 1));
  }

  /** Median of whole numbers, each so many times, spread evenly inside the bin it falls into. */
  private static double interpolatedMedian(int[] counts, int all) {
    int median = 0;
    int below = 0;
    while (below + counts[median] <= all / 2) {
      below += counts[median++];
    }
    double inside = (all / 2.0 - below) / counts[median];
    return Math.max(0, median - 0.5 + inside);
  }
}
