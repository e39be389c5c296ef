package org.imaxt.core.roi;

import ij.gui.Roi;
import ij.io.RoiDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.imaxt.core.stage.InputException;

/** A file of ImageJ's ROIs: a set as the ROI Manager saves it ({@code .zip}), or a single one. */
public final class RoiFile {

  private RoiFile() {}

  /**
   * An ROI and what it is called in its file.
   *
   * @param name its name, with the ending {@code .roi} where the file has it
   * @param roi the ROI, px
   */
  public record Named(String name, Roi roi) {}

  /**
   * Reads all ROIs of a file.
   *
   * @param file {@code .zip} or {@code .roi}
   * @return at least one
   * @throws InputException if it cannot be read or holds none
   */
  public static List<Named> read(Path file) {
    boolean isSet = file.toString().toLowerCase(Locale.ROOT).endsWith(".zip");
    try (InputStream in = Files.newInputStream(file)) {
      if (!isSet) {
        return List.of(named(file.getFileName().toString(), in.readAllBytes()));
      }
      List<Named> rois = new ArrayList<>();
      ZipInputStream zip = new ZipInputStream(in);
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().toLowerCase(Locale.ROOT).endsWith(".roi")) {
          rois.add(named(entry.getName(), zip.readAllBytes()));
        }
      }
      if (rois.isEmpty()) {
        throw new InputException(
            file + " must hold at least one ROI; leave an image without objects out");
      }
      return rois;
    } catch (IOException | IndexOutOfBoundsException | NegativeArraySizeException e) {
      throw new InputException(
          "%s cannot be read as ROIs of ImageJ: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static Named named(String name, byte[] bytes) throws IOException {
    Roi roi = new RoiDecoder(bytes, name).getRoi();
    if (roi == null) {
      throw new IOException(name + " is no ROI");
    }
    return new Named(name, roi);
  }
}
