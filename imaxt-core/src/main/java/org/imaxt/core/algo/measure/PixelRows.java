package org.imaxt.core.algo.measure;

/** Where the pixels of a channel come from, some rows at a time. */
@FunctionalInterface
public interface PixelRows {

  /**
   * Whole rows of the channel.
   *
   * @param first first row
   * @param count number of rows
   * @return values row by row; NaN where nothing is known; not changed
   */
  float[] read(int first, int count);
}
