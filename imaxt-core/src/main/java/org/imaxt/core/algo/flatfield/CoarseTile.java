package org.imaxt.core.algo.flatfield;

import java.util.Arrays;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.type.numeric.integer.UnsignedShortType;

/**
 * What is kept of a tile: means over square bins, and the profiles that run inwards from its four
 * edges at full resolution.
 *
 * @param site place of the specimen that the tile shows
 * @param bins means over bins, ADU, row-major; NaN-free, −1 where a bin is all saturated
 * @param profiles mean over each line, counted inwards from left, top, right and bottom edge, ADU
 */
record CoarseTile(int site, float[] bins, float[][] profiles) {

  /** Number of lines kept of each profile: the searched edge and twice as much to compare with. */
  static final int PROFILE_EDGES = 3;

  private static final int SATURATED = 65535;

  /** Bins of a tile. */
  record Grid(int width, int height, int binPx) {
    static Grid of(int width, int height, int largestSide) {
      int bin = Math.max(1, (Math.max(width, height) + largestSide - 1) / largestSide);
      return new Grid(width, height, bin);
    }

    int columns() {
      return (width + binPx - 1) / binPx;
    }

    int rows() {
      return (height + binPx - 1) / binPx;
    }

    int count() {
      return columns() * rows();
    }

    double centreX(int bin) {
      int from = bin % columns() * binPx;
      return 0.5 * (from + Math.min(width, from + binPx));
    }

    double centreY(int bin) {
      int from = bin / columns() * binPx;
      return 0.5 * (from + Math.min(height, from + binPx));
    }
  }

  /**
   * Reads a tile, a row of bins at a time.
   *
   * @param tile raw tile in the camera frame
   * @param site place of the specimen
   * @param grid bins
   * @param edgePx widest edge searched for stray light, px
   * @return what is kept
   */
  static CoarseTile of(
      RandomAccessibleInterval<UnsignedShortType> tile, int site, Grid grid, int edgePx) {
    int w = grid.width();
    int h = grid.height();
    long[] columnSums = new long[w];
    long[] rowSums = new long[h];
    float[] bins = new float[grid.count()];
    short[] band = new short[w * grid.binPx()];
    PrimitiveBlocks<UnsignedShortType> blocks = PrimitiveBlocks.of(tile);
    int[] bandSums = new int[w];
    for (int row = 0; row < grid.rows(); row++) {
      int y0 = row * grid.binPx();
      int rows = Math.min(grid.binPx(), h - y0);
      blocks.copy(new long[] {tile.min(0), tile.min(1) + y0}, band, new int[] {w, rows});
      Arrays.fill(bandSums, 0);
      for (int y = 0; y < rows; y++) {
        rowSums[y0 + y] = addRow(band, y * w, bandSums);
      }
      boolean saturated = saturated(band, rows * w);
      for (int x = 0; x < w; x++) {
        columnSums[x] += bandSums[x];
      }
      for (int c = 0; c < grid.columns(); c++) {
        int end = Math.min(w, (c + 1) * grid.binPx());
        bins[row * grid.columns() + c] =
            saturated
                ? meanBelow(band, bandSums, c * grid.binPx(), end, rows)
                : mean(bandSums, c * grid.binPx(), end, rows);
      }
    }
    int lines = PROFILE_EDGES * edgePx;
    float[][] profiles = {
      inwards(columnSums, h, lines, false),
      inwards(rowSums, w, lines, false),
      inwards(columnSums, h, lines, true),
      inwards(rowSums, w, lines, true)
    };
    return new CoarseTile(site, bins, profiles);
  }

  /** Adds a row to the sums of its columns; the sum of the row. */
  private static long addRow(short[] band, int from, int[] sums) {
    long all = 0;
    for (int x = 0; x < sums.length; x++) {
      int v = band[from + x] & 0xffff;
      sums[x] += v;
      all += v;
    }
    return all;
  }

  private static boolean saturated(short[] band, int length) {
    boolean any = false;
    for (int i = 0; i < length; i++) {
      any |= band[i] == (short) SATURATED;
    }
    return any;
  }

  private static float mean(int[] bandSums, int x0, int x1, int rows) {
    long sum = 0;
    for (int x = x0; x < x1; x++) {
      sum += bandSums[x];
    }
    return (float) sum / (rows * (x1 - x0));
  }

  /** Mean of a bin without its saturated pixels; −1 if it has no other. */
  private static float meanBelow(short[] band, int[] bandSums, int x0, int x1, int rows) {
    int saturated = 0;
    for (int y = 0; y < rows; y++) {
      for (int i = y * bandSums.length + x0; i < y * bandSums.length + x1; i++) {
        saturated += (band[i] & 0xffff) == SATURATED ? 1 : 0;
      }
    }
    long sum = -(long) SATURATED * saturated;
    for (int x = x0; x < x1; x++) {
      sum += bandSums[x];
    }
    int count = rows * (x1 - x0) - saturated;
    return count == 0 ? -1 : (float) sum / count;
  }

  private static float[] inwards(long[] sums, int count, int lines, boolean fromEnd) {
    float[] profile = new float[Math.min(lines, sums.length)];
    for (int k = 0; k < profile.length; k++) {
      profile[k] = (float) sums[fromEnd ? sums.length - 1 - k : k] / count;
    }
    return profile;
  }
}
