package org.imaxt.core.algo.segment;

/** The probabilities of an image of any size. Safe for several threads. */
public interface ProbabilityBlocks {

  /**
   * Width of the image.
   *
   * @return columns, px
   */
  int width();

  /**
   * Height of the image.
   *
   * @return rows, px
   */
  int height();

  /**
   * Reads a rectangle.
   *
   * @param kind of what
   * @param box the rectangle
   * @param to probabilities, 0 to 1, row by row; NaN where nothing is known
   */
  void read(Kind kind, Box box, float[] to);

  /** Of what a probability is. */
  enum Kind {
    /** Of lying in a nucleus. */
    NUCLEUS,
    /** Of lying in a cell: in its nucleus or in its cytoplasm. */
    CELL
  }
}
