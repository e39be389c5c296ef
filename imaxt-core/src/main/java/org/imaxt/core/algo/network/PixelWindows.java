package org.imaxt.core.algo.network;

/** An image as a network sees it: normalised, and without end. */
public interface PixelWindows {

  /**
   * Columns of the image.
   *
   * @return px
   */
  long width();

  /**
   * Rows of the image.
   *
   * @return px
   */
  long height();

  /**
   * Channels of the image.
   *
   * @return their number
   */
  int channels();

  /**
   * Reads a rectangle; beyond its border the image is mirrored.
   *
   * @param x first column, px, may be negative
   * @param y first row, likewise
   * @param width columns, px
   * @param height rows, px
   * @return normalised values, (channel, x, y), all finite; a new array
   */
  float[] read(long x, long y, int width, int height);
}
