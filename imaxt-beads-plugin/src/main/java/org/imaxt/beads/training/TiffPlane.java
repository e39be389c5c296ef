package org.imaxt.beads.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.imaxt.core.stage.InputException;
import org.imaxt.core.tiff.PixelType;
import org.imaxt.core.tiff.TiffPage;
import org.imaxt.core.tiff.TiffReader;

/**
 * The only page of a TIFF file.
 *
 * @param values its pixels, row by row
 * @param width columns
 * @param height rows
 */
record TiffPlane(float[] values, int width, int height) {

  private static final String ENDING = "(?i)(\\.ome)?\\.tiff?$";

  /** Names of the TIFF files in a folder, in their order; none if there is no such folder. */
  static List<String> names(Path folder) {
    return names(folder, "(?i)[^.].*\\.tiff?");
  }

  /** Names of the files in a folder that match a pattern, in their order. */
  static List<String> names(Path folder, String pattern) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(f -> f.getFileName().toString())
          .filter(n -> n.matches(pattern))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new InputException("%s cannot be read: %s".formatted(folder, e.getMessage()), e);
    }
  }

  /** The name of a TIFF file without its ending. */
  static String stem(String name) {
    return name.replaceFirst(ENDING, "");
  }

  static TiffPlane read(Path file) {
    try (TiffReader reader = TiffReader.open(file)) {
      if (reader.pages().size() != 1) {
        throw new InputException(
            "%s must hold one image, it has %s".formatted(file, reader.pages().size()));
      }
      TiffPage page = reader.pages().get(0);
      return new TiffPlane(
          values(page.pixelType(), reader.readPlane(page)), page.width(), page.height());
    } catch (IOException e) {
      throw new InputException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static float[] values(PixelType type, Object pixels) {
    if (pixels instanceof float[] floats) {
      return floats;
    }
    float[] values = new float[type.length(pixels)];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (type) {
            case UINT8 -> ((byte[]) pixels)[i] & 0xff;
            case INT8 -> ((byte[]) pixels)[i];
            case UINT16 -> ((short[]) pixels)[i] & 0xffff;
            case INT16 -> ((short[]) pixels)[i];
            case UINT32 -> Integer.toUnsignedLong(((int[]) pixels)[i]);
            case INT32 -> ((int[]) pixels)[i];
            case FLOAT32 -> ((float[]) pixels)[i];
          };
    }
    return values;
  }
}
