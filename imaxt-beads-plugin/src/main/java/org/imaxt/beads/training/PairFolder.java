package org.imaxt.beads.training;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.imaxt.core.algo.image.Components;
import org.imaxt.core.stage.InputException;

/**
 * Images and labels in TIFF files of equal names, in {@code images/} and in {@code labels/} or
 * {@code masks/}. In a label file 0 is background and every other value an object; where there is
 * but one other value, what hangs together is an object.
 */
final class PairFolder {

  private static final String IMAGES = "images";
  private static final List<String> LABELS = List.of("labels", "masks");

  private PairFolder() {}

  /** Whether a folder is laid out so. */
  static boolean is(Path folder) {
    return Files.isDirectory(folder.resolve(IMAGES));
  }

  /** The pairs of a folder, whose names are checked at once. */
  static List<LabelledFile> files(Path folder) {
    Path images = folder.resolve(IMAGES);
    Path labels =
        LABELS.stream()
            .map(folder::resolve)
            .filter(Files::isDirectory)
            .findFirst()
            .orElse(folder.resolve(LABELS.get(0)));
    List<String> names = TiffPlane.names(images);
    List<String> others = TiffPlane.names(labels);
    List<String> single = new ArrayList<>();
    names.stream().filter(n -> !others.contains(n)).map(n -> IMAGES + "/" + n).forEach(single::add);
    others.stream()
        .filter(n -> !names.contains(n))
        .map(n -> labels.getFileName() + "/" + n)
        .forEach(single::add);
    if (!single.isEmpty()) {
      throw new InputException(
          "%s must hold pairs of equal names, these have no partner: %s".formatted(folder, single));
    }
    return names.stream()
        .map(
            n ->
                new LabelledFile(
                    images.resolve(n), (width, height) -> labels(labels.resolve(n), width, height)))
        .toList();
  }

  private static int[] labels(Path file, int width, int height) {
    TiffPlane plane = TiffPlane.read(file);
    if (width != plane.width() || height != plane.height()) {
      throw new InputException(
          "image and labels of %s must be of one size, they have %s x %s and %s x %s px"
              .formatted(file.getFileName(), width, height, plane.width(), plane.height()));
    }
    int n = plane.values().length;
    int[] labels = new int[n];
    Map<Float, Integer> numbers = new HashMap<>();
    for (int i = 0; i < n; i++) {
      float value = plane.values()[i];
      labels[i] = value == 0 ? 0 : numbers.computeIfAbsent(value, v -> numbers.size() + 1);
    }
    if (numbers.size() != 1) {
      return labels;
    }
    boolean[] object = new boolean[n];
    for (int i = 0; i < n; i++) {
      object[i] = labels[i] != 0;
    }
    return Components.of(object, width, height, Components.Connectivity.EIGHT);
  }
}
