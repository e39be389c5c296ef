package org.imaxt.core.algo.augment;

/**
 * An image and the object each of its pixels belongs to. Arrays are not copied.
 *
 * @param image values, (channel, x, y): the channels of a pixel side by side, row by row
 * @param channels channels of the image, at least 1
 * @param labels number of the object, 0 for none, row by row; what other signs and values mean is
 *     the business of whoever makes targets of them
 * @param width columns, px
 * @param height rows, px
 */
public record LabelledImage(float[] image, int channels, int[] labels, int width, int height) {

  /** Refuses arrays of other lengths. */
  public LabelledImage {
    long pixels = (long) width * height;
    boolean fits = image.length == pixels * channels && labels.length == pixels;
    if (width < 1 || height < 1 || channels < 1 || !fits) {
      throw new IllegalArgumentException(
          "%s x %s px of %s channels need as many values and labels, got %s and %s"
              .formatted(width, height, channels, image.length, labels.length));
    }
  }

  /**
   * An image of one channel.
   *
   * @param image values, width × height, row by row
   * @param labels number of the object, 0 for none, likewise
   * @param width columns, px
   * @param height rows, px
   */
  public LabelledImage(float[] image, int[] labels, int width, int height) {
    this(image, 1, labels, width, height);
  }

  /**
   * The same labels with another image.
   *
   * @param other values, (channel, x, y), of as many channels
   * @return the changed pair
   */
  public LabelledImage withImage(float[] other) {
    return new LabelledImage(other, channels, labels, width, height);
  }

  /**
   * One channel.
   *
   * @param index the channel, from 0
   * @return a copy of its values, row by row; of the only channel the values themselves
   */
  public float[] channel(int index) {
    if (channels == 1) {
      return image;
    }
    float[] values = new float[labels.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = image[i * channels + index];
    }
    return values;
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
    float[] values = new float[edge * edge * channels];
    int[] numbers = new int[edge * edge];
    for (int row = 0; row < edge; row++) {
      int from = mirrored(y + row, height) * width;
      for (int i = 0; i < edge; i++) {
        int at = from + mirrored(x + i, width);
        int to = row * edge + i;
        numbers[to] = labels[at];
        for (int c = 0; c < channels; c++) {
          values[to * channels + c] = image[at * channels + c];
        }
      }
    }
    return new LabelledImage(values, channels, numbers, edge, edge);
  }

  static int mirrored(int i, int n) {
    int at = Math.floorMod(i, 2 * n);
    return at < n ? at : 2 * n - 1 - at;
  }
}
