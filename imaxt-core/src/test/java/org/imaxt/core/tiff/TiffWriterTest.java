package org.imaxt.core.tiff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reads what {@link TiffWriter} wrote with the JDK's own reader. */
class TiffWriterTest {
  @TempDir Path folder;

  @ParameterizedTest(name = "{0} x {1}")
  @CsvSource({"1, 1", "7, 3", "416, 416", "131, 700", "40000, 2"})
  void sixteenBitsComeBack(int width, int height) throws IOException {
    short[] pixels = new short[width * height];
    Random random = new Random(3);
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (short) random.nextInt();
    }
    Path file = folder.resolve("image.tif");
    TiffWriter.write(file, pixels, width, height);
    Raster raster = read(file);
    assertEquals(width, raster.getWidth());
    assertEquals(height, raster.getHeight());
    int[] values = raster.getSamples(0, 0, width, height, 0, (int[]) null);
    for (int i = 0; i < pixels.length; i++) {
      assertEquals(pixels[i] & 0xffff, values[i], "pixel " + i);
    }
  }

  @Test
  void eightBitsComeBack() throws IOException {
    byte[] pixels = new byte[300 * 257];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i * 31);
    }
    Path file = folder.resolve("image.tif");
    TiffWriter.write(file, pixels, 300, 257);
    int[] values = read(file).getSamples(0, 0, 300, 257, 0, (int[]) null);
    for (int i = 0; i < pixels.length; i++) {
      assertEquals(pixels[i] & 0xff, values[i], "pixel " + i);
    }
  }

  @Test
  void floatsComeBack() throws IOException {
    float[] pixels = new float[130 * 200];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) Math.sin(i) * 1e4f;
    }
    Path file = folder.resolve("image.tif");
    TiffWriter.write(file, pixels, 130, 200);
    float[] values = read(file).getSamples(0, 0, 130, 200, 0, (float[]) null);
    for (int i = 0; i < pixels.length; i++) {
      assertEquals(pixels[i], values[i], "pixel " + i);
    }
  }

  @Test
  void refusesSizesThatDoNotFit() {
    Path file = folder.resolve("image.tif");
    assertThrows(IllegalArgumentException.class, () -> TiffWriter.write(file, new short[5], 2, 3));
  }

  private static Raster read(Path file) throws IOException {
    ImageReader reader = ImageIO.getImageReadersByFormatName("tiff").next();
    try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
      reader.setInput(in);
      return reader.readRaster(0, null);
    } catch (UnsupportedOperationException e) {
      try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
        reader.setInput(in);
        return reader.read(0).getRaster();
      }
    } finally {
      reader.dispose();
    }
  }
}
