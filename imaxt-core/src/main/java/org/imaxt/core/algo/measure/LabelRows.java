package org.imaxt.core.algo.measure;

import java.util.Arrays;

/** Where the pixels of a label image come from, some rows at a time. */
public interface LabelRows {

  /**
   * Width of the image.
   *
   * @return px, at least 1
   */
  int width();

  /**
   * Height of the image.
   *
   * @return px, at least 1
   */
  int height();

  /**
   * Whole rows of the image.
   *
   * @param first first row, from 0
   * @param count number of rows, all of them in the image
   * @return labels row by row, 0 where there is none; the caller's own
   */
  int[] read(int first, int count);

  /**
   * An image in memory.
   *
   * @param labels labels row by row; not copied
   * @param width width of the image, px
   * @return its rows
   * @throws IllegalArgumentException if the array does not consist of whole rows
   */
  static LabelRows of(int[] labels, int width) {
    if (width < 1 || labels.length % width != 0) {
      throw new IllegalArgumentException(
          "labels must be whole rows of width px, got %d and %d".formatted(labels.length, width));
    }
    return new LabelRows() {
      @Override
      public int width() {
        return width;
      }

      @Override
      public int height() {
        return labels.length / width;
      }

      @Override
      public int[] read(int first, int count) {
        return Arrays.copyOfRange(labels, first * width, (first + count) * width);
      }
    };
  }

  /**
   * This image where another has no label.
   *
   * @param other labels of the same size
   * @return a view; pixels that the other labels are 0
   * @throws IllegalArgumentException if the sizes differ
   */
  default LabelRows outside(LabelRows other) {
    if (other.width() != width() || other.height() != height()) {
      throw new IllegalArgumentException(
          "label images must be of one size, got %d x %d and %d x %d"
              .formatted(width(), height(), other.width(), other.height()));
    }
    LabelRows own = this;
    return new LabelRows() {
      @Override
      public int width() {
        return own.width();
      }

      @Override
      public int height() {
        return own.height();
      }

      @Override
      public int[] read(int first, int count) {
        int[] labels = own.read(first, count);
        int[] hidden = other.read(first, count);
        for (int i = 0; i < labels.length; i++) {
          if (hidden[i] != 0) {
            labels[i] = 0;
          }
        }
        return labels;
      }
    };
  }
}
