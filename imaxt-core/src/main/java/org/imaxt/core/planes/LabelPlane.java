package org.imaxt.core.planes;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Numbers of objects of an image file.
 *
 * @param labels number of the object of each pixel, row by row, 0 for none; beyond 2³¹ − 1 as
 *     negative numbers
 * @param width columns, px
 * @param height rows, px
 */
public record LabelPlane(int[] labels, int width, int height) {

  private static final double MOST = 4_294_967_295.0;

  /**
   * Reads the only plane of a file.
   *
   * @param file TIFF or PNG of 8, 16 or 32 bits; floating point where all values are whole
   * @return the labels
   * @throws IOException if it cannot be read, has more than one plane or channel, or a value that
   *     is no number of an object
   */
  public static LabelPlane read(Path file) throws IOException {
    RawPlane raw = RawPlane.read(file);
    int[] labels = new int[raw.width() * raw.height()];
    for (int i = 0; i < labels.length; i++) {
      double value = raw.value(i);
      if (!(value >= 0 && value <= MOST) || value != Math.rint(value)) {
        throw new IOException(
            "%s must hold labels, whole numbers from 0, got %s at (%s, %s)"
                .formatted(file, value, i % raw.width(), i / raw.width()));
      }
      labels[i] = (int) (long) value;
    }
    return new LabelPlane(labels, raw.width(), raw.height());
  }
}
