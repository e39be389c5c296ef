package org.imaxt.imc.probability;

import org.imaxt.core.algo.segment.Box;

/** One channel of an image of any size. Safe for several threads. */
public interface Pixels {

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
   * @param box the rectangle
   * @param to intensities, row by row; NaN where nothing is known
   */
  void read(Box box, float[] to);

  /**
   * Reads a rectangle.
   *
   * @param box the rectangle
   * @return intensities, row by row; NaN where nothing is known
   */
  default float[] read(Box box) {
    float[] values = new float[box.pixels()];
    read(box, values);
    return values;
  }
}
