package org.imaxt.imc.probability;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.imaxt.core.algo.segment.Box;
import org.imaxt.core.stage.InputException;
import org.imaxt.core.tiff.PixelType;
import org.imaxt.core.tiff.TiffPage;
import org.imaxt.core.tiff.TiffReader;
import org.imaxt.core.tiff.TiffRegion;

/**
 * A probability map in a TIFF file: three pages, or one of three samples a pixel, as ilastik writes
 * it and steinbock keeps it; 8 or 16 bits of which the largest number is 1, or floats of 0 to 1.
 *
 * @param path the file
 * @param order classes in the order of the file: {@code nucleus}, {@code cytoplasm} and {@code
 *     background}, each once
 */
public record MapFile(Path path, List<String> order) {

  /** The order of ilastik's classes in steinbock. */
  public static final String STEINBOCK = "nucleus,cytoplasm,background";

  private static final List<String> CLASSES = List.of("background", "nucleus", "cytoplasm");

  /** Of whole numbers, of rounded halves, and a little. */
  private static final float SUM_TOL = 0.02f;

  /** Refuses orders that are none. */
  public MapFile {
    order = List.copyOf(order);
    if (!isOrder(String.join(",", order))) {
      throw new IllegalArgumentException(
          "classes must be nucleus, cytoplasm and background in some order, got " + order);
    }
  }

  /**
   * Whether a text names each class once.
   *
   * @param text names separated by commas
   * @return true for an order
   */
  public static boolean isOrder(String text) {
    List<String> names = names(text);
    return names.size() == CLASSES.size() && names.containsAll(CLASSES);
  }

  /**
   * The classes of a text.
   *
   * @param text names separated by commas
   * @return the names in small letters
   */
  public static List<String> names(String text) {
    return Arrays.stream(text.split(",", -1)).map(s -> s.strip().toLowerCase(Locale.ROOT)).toList();
  }

  /**
   * Refuses a file that is no map of an image, by its headers.
   *
   * @param width columns of the image
   * @param height rows of the image
   * @throws InputException if the file cannot be read, or size, classes or numbers are others
   */
  public void check(int width, int height) {
    try (TiffReader tiff = TiffReader.openColour(path)) {
      checked(tiff, width, height);
    } catch (IOException e) {
      throw new InputException("%s cannot be read: %s".formatted(path, e.getMessage()), e);
    }
  }

  private List<TiffPage> checked(TiffReader tiff, int width, int height) {
    List<TiffPage> pages = tiff.pages().stream().filter(p -> !p.reduced()).toList();
    int classes = pages.stream().mapToInt(TiffPage::samples).sum();
    if (classes != CLASSES.size()) {
      throw new InputException(
          "%s must hold a map of %s, got %s channels"
              .formatted(path, String.join(", ", order), classes));
    }
    for (TiffPage page : pages) {
      if (page.width() != width || page.height() != height) {
        throw new InputException(
            "%s must be of the image's size, %s x %s px, got %s x %s; export the map at that scale"
                .formatted(path, width, height, page.width(), page.height()));
      }
      scale(page.pixelType());
    }
    return pages;
  }

  private float scale(PixelType type) {
    return switch (type) {
      case UINT8 -> 1 / 255f;
      case UINT16 -> 1 / 65535f;
      case FLOAT32 -> 1;
      default ->
          throw new InputException(
              "%s must hold uint8, uint16 or float32, got %s".formatted(path, type.key()));
    };
  }

  /**
   * Reads a rectangle of an image.
   *
   * @param width columns of the image
   * @param height rows of the image
   * @param box the rectangle
   * @return probabilities by class, in the order of {@link ProbabilitySource}; NaN where the file
   *     has 0 of all or NaN
   * @throws InputException if the file is no map of such an image, or classes do not add up to 1
   */
  public float[][] read(int width, int height, Box box) {
    float[][] maps = new float[CLASSES.size()][];
    try (TiffReader tiff = TiffReader.openColour(path)) {
      List<float[]> channels = new ArrayList<>();
      for (TiffPage page : checked(tiff, width, height)) {
        TiffRegion region = new TiffRegion(box.x(), box.y(), box.width(), box.height());
        for (Object sample : tiff.readSamples(page, region)) {
          channels.add(floats(page.pixelType(), sample, scale(page.pixelType())));
        }
      }
      for (int c = 0; c < maps.length; c++) {
        maps[CLASSES.indexOf(order.get(c))] = channels.get(c);
      }
    } catch (IOException e) {
      throw new InputException("%s cannot be read: %s".formatted(path, e.getMessage()), e);
    }
    requireProbabilities(maps);
    return maps;
  }

  private static float[] floats(PixelType type, Object pixels, float scale) {
    float[] values = new float[type.length(pixels)];
    for (int i = 0; i < values.length; i++) {
      values[i] = TiffPixels.at(type, pixels, i) * scale;
    }
    return values;
  }

  private void requireProbabilities(float[][] maps) {
    for (int i = 0; i < maps[0].length; i++) {
      float sum = maps[0][i] + maps[1][i] + maps[2][i];
      float least = Math.min(maps[0][i], Math.min(maps[1][i], maps[2][i]));
      if (sum == 0 && least == 0 || Float.isNaN(sum)) {
        maps[0][i] = Float.NaN;
        maps[1][i] = Float.NaN;
        maps[2][i] = Float.NaN;
      } else if (Math.abs(sum - 1) > SUM_TOL || least < 0) {
        throw new InputException(
            "%s must hold probabilities that add up to 1, got %s, %s and %s in a pixel"
                .formatted(path, maps[0][i], maps[1][i], maps[2][i]));
      }
    }
  }
}
