package org.imaxt.federation.slides;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.imaxt.core.czi.CziWriter;
import org.imaxt.core.czi.CziWriter.Packing;
import org.imaxt.core.tiff.OmeChannel;
import org.imaxt.core.tiff.OmeMetadata;
import org.imaxt.core.tiff.PixelType;
import org.imaxt.core.tiff.PyramidSpec;
import org.imaxt.core.tiff.PyramidTiffWriter;
import org.imaxt.core.tiff.TiffRegion;

/** Small slide scans for tests. */
public final class TestSlides {

  /** Side of a tile of {@link #mosaic}, px. */
  static final int TILE = 200;

  /** Step from tile to tile, px. */
  static final int STEP = 180;

  private TestSlides() {}

  /** Noise of uint16 as OME-TIFF. */
  public static Path tiff(Path file, int width, int height, int channels, double pixelUm)
      throws IOException {
    List<OmeChannel> names =
        IntStream.range(0, channels).mapToObj(c -> new OmeChannel("channel " + c, 0)).toList();
    OmeMetadata ome =
        new OmeMetadata(
            "slide",
            width,
            height,
            1,
            1,
            PixelType.UINT16,
            new OmeMetadata.Voxel(pixelUm, pixelUm, 0),
            names,
            Map.of());
    PyramidSpec spec = new PyramidSpec(ome, List.of(new PyramidSpec.Size(width, height)), 256, 1);
    PyramidTiffWriter.write(
        file,
        spec,
        (page, level, tileX, tileY) -> {
          TiffRegion region = spec.region(level, tileX, tileY);
          short[] pixels = new short[region.width() * region.height()];
          Random random = new Random(7L * page + 1000 * tileX + tileY);
          for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (short) random.nextInt(5000);
          }
          return pixels;
        });
    return file;
  }

  /** Puts other text, no longer and padded with spaces, in place of what a file says once. */
  static void replace(Path file, String text, String by) throws IOException {
    String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
    if (bytes.indexOf(text) < 0 || bytes.indexOf(text) != bytes.lastIndexOf(text)) {
      throw new IllegalArgumentException(file + " does not say '" + text + "' once");
    }
    String padded = by + " ".repeat(text.length() - by.length());
    Files.writeString(file, bytes.replace(text, padded), StandardCharsets.ISO_8859_1);
  }

  /** A grid of tiles of one channel under vignetting, with a pedestal of 100 ADU. */
  public static Path mosaic(Path file, int columns, int rows) throws IOException {
    return mosaic(file, columns, rows, STEP);
  }

  /** The same with another step from tile to tile, px. */
  static Path mosaic(Path file, int columns, int rows, int step) throws IOException {
    CziWriter writer = new CziWriter().metadata("5E-07", "EGFP");
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        int x = column * step;
        int y = row * step;
        writer.gray16(0, 0, row * columns + column, x, y, TILE, seen(x, y), Packing.ZSTD1_PACKED);
      }
    }
    return writer.write(file);
  }

  /** What the specimen is at a place of the mosaic of {@link #mosaic}, ADU above the pedestal. */
  static double specimen(int x, int y) {
    return 2000 + 800 * Math.sin(x / 31.0) * Math.cos(y / 23.0) + 600 * Math.sin((x + y) / 57.0);
  }

  /** Relative light at a place of a tile. */
  static double light(int u, int v) {
    double a = (u + 0.5) / TILE - 0.5;
    double b = (v + 0.5) / TILE - 0.45;
    return 1.1 - 0.9 * (a * a + b * b);
  }

  private static short[] seen(int x, int y) {
    Random random = new Random(31L * x + y);
    short[] pixels = new short[TILE * TILE];
    for (int v = 0; v < TILE; v++) {
      for (int u = 0; u < TILE; u++) {
        double value = 100 + specimen(x + u, y + v) * light(u, v) + 10 * random.nextGaussian();
        pixels[v * TILE + u] = (short) Math.round(value);
      }
    }
    return pixels;
  }
}
