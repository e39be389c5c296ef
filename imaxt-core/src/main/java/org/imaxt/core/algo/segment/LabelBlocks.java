package org.imaxt.core.algo.segment;

/**
 * A label image of any size that is written square by square and read back. Several threads may
 * read at once while none writes.
 */
public interface LabelBlocks {

  /**
   * Reads a rectangle.
   *
   * @param box the rectangle
   * @return labels row by row, 0 where nothing has been written
   */
  int[] read(Box box);

  /**
   * Writes a rectangle.
   *
   * @param box one of {@link Box#squares} of the segmentation's division
   * @param labels its labels, row by row; not kept
   */
  void write(Box box, int[] labels);
}
