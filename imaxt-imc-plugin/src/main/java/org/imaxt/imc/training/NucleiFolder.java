package org.imaxt.imc.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.imaxt.core.planes.PlaneFiles;
import org.imaxt.core.stage.InputException;

/** Labelled images in files of equal names, in {@code image/} and {@code label/} of a folder. */
final class NucleiFolder {

  private static final List<String> IMAGES = List.of("image", "images");
  private static final List<String> LABELS = List.of("label", "labels", "masks");

  private final TreeMap<String, Path> images;
  private final TreeMap<String, Path> labels;

  private NucleiFolder(TreeMap<String, Path> images, TreeMap<String, Path> labels) {
    this.images = images;
    this.labels = labels;
  }

  /** The files of a folder, whose names are checked at once. */
  static NucleiFolder of(Path folder) {
    try {
      TreeMap<String, Path> images = PlaneFiles.in(first(folder, IMAGES));
      TreeMap<String, Path> labels = PlaneFiles.in(first(folder, LABELS));
      List<String> single = PlaneFiles.unpaired(images, labels);
      if (!single.isEmpty() || images.size() < 5) {
        throw new InputException(
            "%s must hold at least 5 pairs of equal names, it has %s images and these have no partner: %s"
                .formatted(folder, images.size(), single));
      }
      return new NucleiFolder(images, labels);
    } catch (IOException e) {
      throw new InputException(e.getMessage(), e);
    }
  }

  private static Path first(Path folder, List<String> names) {
    return names.stream()
        .map(folder::resolve)
        .filter(Files::isDirectory)
        .findFirst()
        .orElse(folder.resolve(names.get(0)));
  }

  /**
   * Names of images apart.
   *
   * @param training those to learn from and to judge by
   * @param test those that no training sees
   */
  record Split(List<String> training, List<String> test) {}

  /**
   * Splits the images; the same for equal names, shares and seeds.
   *
   * @param testShare share that no training sees
   * @param seed seed of the choice
   */
  Split split(double testShare, long seed) {
    List<String> names = new ArrayList<>(images.keySet());
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = names.size() - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      String name = names.set(i, names.get(j));
      names.set(j, name);
    }
    int tested = (int) Math.max(1, Math.round(testShare * names.size()));
    return new Split(
        names.subList(tested, names.size()).stream().sorted().toList(),
        names.subList(0, tested).stream().sorted().toList());
  }

  /** Reads an image and its labels. */
  LabelledNuclei read(String name) {
    return LabelledNuclei.read(name, images.get(name), labels.get(name));
  }
}
