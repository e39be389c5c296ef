package org.imaxt.core.algo.augment;

/**
 * An image and the object each of its pixels belongs to. Arrays are not copied.
 *
 * @param image values, width × height, row by row
 * @param labels number of the object, 0 for none, likewise
 * @param width columns, px
 * @param height rows, px
 */
public record LabelledImage(float[] image, int[] labels, int width, int height) {

  /** Refuses arrays of other lengths. */
  public LabelledImage {
    long pixels = (long) width * height;
    if (width < 1 || height < 1 || image.length != pixels || labels.length != pixels) {
      throw new IllegalArgumentException(
          "%s x %s px need as many values and labels, got %s and %s"
              .formatted(width, height, image.length, labels.length));
    }
  }

  /**
   * The same labels with another image.
   *
   * @param other values, width × height
   * @return the changed pair
   */
  public LabelledImage withImage(float[] other) {
    return new LabelledImage(other, labels, width, height);
  }

  /**
   * A square out of it, mirrored where it reaches beyond the border.
   *
   * @param x first column, px
   * @param y first row, px
   * @param edge columns and rows, px
   * @return a copy
   */
  public LabelledImage cut(int x, int y, int edge) {
    float[] values = new float[edge * edge];
    int[] numbers = new int[edge * edge];
    for (int row = 0; row < edge; row++) {
      int from = mirrored(y + row, height) * width;
      for (int i = 0; i < edge; i++) {
        int at = from + mirrored(x + i, width);
        values[row * edge + i] = image[at];
        numbers[row * edge + i] = labels[at];
      }
    }
    return new LabelledImage(values, numbers, edge, edge);
  }

  static int mirrored(int i, int n) {
    int at = Math.floorMod(i, 2 * n);
    return at < n ? at : 2 * n - 1 - at;
  }
}
