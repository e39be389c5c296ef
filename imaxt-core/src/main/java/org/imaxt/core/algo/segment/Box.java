package org.imaxt.core.algo.segment;

import java.util.ArrayList;
import java.util.List;

/**
 * A rectangle of an image.
 *
 * @param x first column, px
 * @param y first row, px
 * @param width columns, at least 1
 * @param height rows, at least 1
 */
public record Box(int x, int y, int width, int height) {

  /**
   * Squares that cover an image, row by row; the last of a row or column may be cut off.
   *
   * @param width columns of the image
   * @param height rows of the image
   * @param side side of a square, px
   * @return the squares in reading order
   */
  public static List<Box> squares(int width, int height, int side) {
    List<Box> squares = new ArrayList<>();
    for (int y = 0; y < height; y += side) {
      for (int x = 0; x < width; x += side) {
        squares.add(new Box(x, y, Math.min(side, width - x), Math.min(side, height - y)));
      }
    }
    return squares;
  }

  /**
   * Number of pixels.
   *
   * @return width times height
   */
  public int pixels() {
    return Math.multiplyExact(width, height);
  }

  /** The rectangle with a margin, as far as the image goes. */
  Box grown(int margin, int imageWidth, int imageHeight) {
    int left = Math.max(0, x - margin);
    int top = Math.max(0, y - margin);
    int right = (int) Math.min(imageWidth, (long) x + width + margin);
    int bottom = (int) Math.min(imageHeight, (long) y + height + margin);
    return new Box(left, top, right - left, bottom - top);
  }

  private int offset(Box inner, int row) {
    return (inner.y - y + row) * width + inner.x - x;
  }

  /** Copies the part of an array of this rectangle that lies in one inside it. */
  void crop(Object from, Box inner, Object to) {
    for (int row = 0; row < inner.height; row++) {
      System.arraycopy(from, offset(inner, row), to, row * inner.width, inner.width);
    }
  }

  int[] crop(int[] from, Box inner) {
    int[] to = new int[inner.pixels()];
    crop(from, inner, to);
    return to;
  }

  char[] crop(char[] from, Box inner) {
    char[] to = new char[inner.pixels()];
    crop(from, inner, to);
    return to;
  }
}
