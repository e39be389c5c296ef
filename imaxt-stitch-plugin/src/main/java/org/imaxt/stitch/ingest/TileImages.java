package org.imaxt.stitch.ingest;

import java.io.IOException;
import java.nio.file.Path;
import org.imaxt.core.stage.InputException;
import org.imaxt.core.tiff.TiffException;
import org.imaxt.core.tiff.TiffReader;

/** Reads the images of an acquisition. */
final class TileImages {

  private TileImages() {}

  /**
   * Reads an image.
   *
   * @param file TIFF file, uint16 or uint8
   * @param width width it must have, px
   * @param height height it must have, px
   * @return pixels row by row; uint8 is widened
   * @throws InputException if the file is not such an image
   */
  static short[] read(Path file, int width, int height) {
    try (TiffReader reader = TiffReader.open(file)) {
      Object plane = reader.readPlane(reader.pages().get(0));
      short[] pixels = plane instanceof byte[] bytes ? widened(bytes) : (short[]) plane;
      if (pixels.length != width * height) {
        throw new InputException(
            "%s must have %s x %s px, it has %s in all"
                .formatted(file, width, height, pixels.length));
      }
      return pixels;
    } catch (TiffException e) {
      throw new InputException(e.getMessage(), e);
    } catch (IOException e) {
      throw new InputException(file + " cannot be read: " + e, e);
    }
  }

  private static short[] widened(byte[] bytes) {
    short[] shorts = new short[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      shorts[i] = (short) (bytes[i] & 0xff);
    }
    return shorts;
  }
}
