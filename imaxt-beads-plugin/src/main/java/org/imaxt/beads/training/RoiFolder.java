package org.imaxt.beads.training;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.imaxt.core.stage.InputException;

/**
 * Images in TIFF files, and beside each what was drawn on it in ImageJ: {@code a.tif} with {@code
 * a.zip}, the set that the ROI Manager saves, or with {@code a.roi}, a single one.
 */
final class RoiFolder {

  private static final List<String> ENDINGS = List.of(".zip", ".roi");

  private RoiFolder() {}

  /** The images of a folder, whose names are checked at once. */
  static List<LabelledFile> files(Path folder) {
    List<String> images = TiffPlane.names(folder);
    List<String> sets = TiffPlane.names(folder, "(?i)[^.].*\\.(zip|roi)");
    List<LabelledFile> files = new ArrayList<>();
    List<String> single = new ArrayList<>();
    List<String> left = new ArrayList<>(sets);
    for (String image : images) {
      List<String> own =
          ENDINGS.stream()
              .flatMap(e -> sets.stream().filter(s -> s.equalsIgnoreCase(stem(image) + e)))
              .toList();
      if (own.isEmpty()) {
        single.add(image);
      }
      left.removeAll(own);
      files.add(
          new LabelledFile(
              folder.resolve(image),
              (width, height) ->
                  RoiLabels.of(own.stream().map(folder::resolve).toList(), width, height)));
    }
    if (!single.isEmpty()) {
      throw new InputException(
          ("%s must hold a set of ROIs beside each image, a.zip or a.roi beside a.tif; there is"
                  + " none for %s")
              .formatted(folder, single));
    }
    if (!left.isEmpty()) {
      throw new InputException(
          "%s must hold an image beside each set of ROIs, a.tif beside a.zip; there is none for %s"
              .formatted(folder, left));
    }
    return files;
  }

  private static String stem(String image) {
    return TiffPlane.stem(image);
  }
}
