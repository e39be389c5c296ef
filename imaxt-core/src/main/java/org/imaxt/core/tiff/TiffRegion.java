package org.imaxt.core.tiff;

/**
 * A rectangle of pixels of a page.
 *
 * @param x left column, from 0
 * @param y top row, from 0
 * @param width columns, at least 1
 * @param height rows, at least 1
 */
public record TiffRegion(int x, int y, int width, int height) {

  /** Refuses negative corners and empty rectangles. */
  public TiffRegion {
    if (x < 0 || y < 0 || width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "a region has a corner from (0, 0) and at least 1 x 1 px, got ("
              + x
              + ", "
              + y
              + ") "
              + width
              + " x "
              + height);
    }
  }
}
