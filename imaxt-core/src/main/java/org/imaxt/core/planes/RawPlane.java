package org.imaxt.core.planes;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.imaxt.core.tiff.PixelType;
import org.imaxt.core.tiff.TiffPage;
import org.imaxt.core.tiff.TiffReader;

/** Pixels as a file holds them; {@code palette} where they are numbers of colours. */
record RawPlane(Object pixels, PixelType type, int width, int height, boolean palette) {

  static RawPlane read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("there is no file " + file);
    }
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".png") ? png(file) : tiff(file);
  }

  private static RawPlane tiff(Path file) throws IOException {
    try (TiffReader reader = TiffReader.open(file)) {
      if (reader.pages().size() != 1) {
        throw new IOException(
            "%s must hold one plane, it has %s".formatted(file, reader.pages().size()));
      }
      TiffPage page = reader.pages().get(0);
      return new RawPlane(
          reader.readPlane(page), page.pixelType(), page.width(), page.height(), false);
    }
  }

  private static RawPlane png(Path file) throws IOException {
    BufferedImage image = ImageIO.read(file.toFile());
    if (image == null) {
      throw new IOException(file + " is no PNG that can be read");
    }
    Raster raster = image.getRaster();
    if (raster.getNumBands() != 1) {
      throw new IOException(
          "%s must have one channel, it has %s; save it as grey"
              .formatted(file, raster.getNumBands()));
    }
    int width = raster.getWidth();
    int height = raster.getHeight();
    int[] samples = raster.getSamples(0, 0, width, height, 0, (int[]) null);
    boolean palette = image.getColorModel() instanceof IndexColorModel;
    return new RawPlane(samples, PixelType.UINT32, width, height, palette);
  }

  double value(int i) {
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
