package org.imaxt.imc.probability;

import java.io.IOException;
import java.util.Arrays;
import org.imaxt.core.algo.segment.Box;
import org.imaxt.core.stage.InputException;
import org.imaxt.core.tiff.PixelType;
import org.imaxt.core.tiff.TiffPage;
import org.imaxt.core.tiff.TiffReader;
import org.imaxt.core.tiff.TiffRegion;

/**
 * A page of a TIFF file; the mean where a pixel has several samples.
 *
 * @param reader the open file
 * @param page the page
 */
public record TiffPixels(TiffReader reader, TiffPage page) implements Pixels {

  @Override
  public int width() {
    return page.width();
  }

  @Override
  public int height() {
    return page.height();
  }

  @Override
  public void read(Box box, float[] to) {
    try {
      TiffRegion region = new TiffRegion(box.x(), box.y(), box.width(), box.height());
      Arrays.fill(to, 0);
      for (Object sample : reader.readSamples(page, region)) {
        for (int i = 0; i < to.length; i++) {
          to[i] += at(page.pixelType(), sample, i) / page.samples();
        }
      }
    } catch (IOException e) {
      throw new InputException("%s cannot be read: %s".formatted(reader.path(), e.getMessage()), e);
    }
  }

  /** A number of an array of pixels. */
  static float at(PixelType type, Object pixels, int i) {
    return switch (type) {
      case UINT8 -> ((byte[]) pixels)[i] & 0xff;
      case INT8 -> ((byte[]) pixels)[i];
      case UINT16 -> ((short[]) pixels)[i] & 0xffff;
      case INT16 -> ((short[]) pixels)[i];
      case UINT32 -> Integer.toUnsignedLong(((int[]) pixels)[i]);
      case INT32 -> ((int[]) pixels)[i];
      case FLOAT32 -> ((float[]) pixels)[i];
    };
  }
}
