package org.imaxt.core.planes;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Intensities of an image file.
 *
 * @param values its pixels, row by row
 * @param width columns, px
 * @param height rows, px
 */
public record Plane(float[] values, int width, int height) {

  /**
   * Reads the only plane of a file.
   *
   * @param file TIFF of any type of pixel, or a grey PNG
   * @return the pixels
   * @throws IOException if it cannot be read, or has more than one plane or channel
   */
  public static Plane read(Path file) throws IOException {
    RawPlane raw = RawPlane.read(file);
    if (raw.palette()) {
      throw new IOException(file + " must hold intensities, its values are colours of a palette");
    }
    if (raw.pixels() instanceof float[] floats) {
      return new Plane(floats, raw.width(), raw.height());
    }
    float[] values = new float[raw.width() * raw.height()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) raw.value(i);
    }
    return new Plane(values, raw.width(), raw.height());
  }
}
