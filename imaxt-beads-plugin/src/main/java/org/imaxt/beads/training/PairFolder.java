package org.imaxt.beads.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.imglib2.img.array.ArrayImgs;
import org.imaxt.core.algo.augment.LabelledImage;
import org.imaxt.core.algo.image.Components;
import org.imaxt.core.algo.network.IntensityRange;
import org.imaxt.core.network.ModelInfo;
import org.imaxt.core.stage.InputException;
import org.imaxt.core.stage.Progress;
import org.imaxt.core.tiff.PixelType;
import org.imaxt.core.tiff.TiffPage;
import org.imaxt.core.tiff.TiffReader;

/**
 * Images and labels in TIFF files of equal names, in {@code images/} and in {@code labels/} or
 * {@code masks/}. In a label file 0 is background and every other value an object; where there is
 * but one other value, what hangs together is an object.
 */
final class PairFolder {

  private static final String IMAGES = "images";
  private static final List<String> LABELS = List.of("labels", "masks");

  private final Path images;
  private final Path labels;
  private final List<String> names;

  private PairFolder(Path images, Path labels, List<String> names) {
    this.images = images;
    this.labels = labels;
    this.names = names;
  }

  /** The pairs of a folder, whose names are checked at once. */
  static PairFolder of(Path folder) {
    Path images = folder.resolve(IMAGES);
    Path labels =
        LABELS.stream()
            .map(folder::resolve)
            .filter(Files::isDirectory)
            .findFirst()
            .orElse(folder.resolve(LABELS.get(0)));
    List<String> names = tiffs(images);
    List<String> others = tiffs(labels);
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
    if (names.size() < 2) {
      throw new InputException(
          "%s must hold at least 2 pairs of TIFF files in images/ and in labels/ or masks/, got %s"
              .formatted(folder, names.size()));
    }
    return new PairFolder(images, labels, names);
  }

  private static List<String> tiffs(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(f -> f.getFileName().toString())
          .filter(n -> n.matches("(?i)[^.].*\\.tiff?"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new InputException("%s cannot be read: %s".formatted(folder, e.getMessage()), e);
    }
  }

  /** Reads and normalises all pairs. */
  TrainingSet read(double pixelSizeUm, Progress progress) {
    List<LabelledImage> pairs = new ArrayList<>();
    List<Double> radii = new ArrayList<>();
    for (String name : names) {
      progress.checkCancelled();
      LabelledImage pair = pair(name);
      Map<Integer, Integer> areas = new TreeMap<>();
      for (int label : pair.labels()) {
        areas.merge(label, 1, Integer::sum);
      }
      areas.remove(0);
      areas.values().forEach(area -> radii.add(Math.sqrt(area / Math.PI)));
      pairs.add(pair);
    }
    if (radii.isEmpty()) {
      throw new InputException(
          "%s must label at least one bead, all its files are 0 throughout".formatted(labels));
    }
    radii.sort(null);
    ModelInfo.ImageScale usual = PhantomSet.SCALE;
    ModelInfo.ImageScale scale =
        new ModelInfo.ImageScale(
            pixelSizeUm,
            radii.get(radii.size() / 2),
            usual.lowPercentile(),
            usual.highPercentile());
    String source = "%s pairs with %s beads".formatted(pairs.size(), radii.size());
    return new TrainingSet(pairs, scale, source, "that of the images learnt from");
  }

  private LabelledImage pair(String name) {
    Plane image = Plane.read(images.resolve(name));
    Plane label = Plane.read(labels.resolve(name));
    if (image.width != label.width || image.height != label.height) {
      throw new InputException(
          "image and labels of %s must be of one size, they have %s x %s and %s x %s px"
              .formatted(name, image.width, image.height, label.width, label.height));
    }
    float[] values = image.values;
    IntensityRange.ofPercentiles(
            ArrayImgs.floats(values, image.width, image.height),
            PhantomSet.SCALE.lowPercentile(),
            PhantomSet.SCALE.highPercentile())
        .apply(values);
    return new LabelledImage(values, objects(label), image.width, image.height);
  }

  private static int[] objects(Plane plane) {
    int n = plane.values.length;
    int[] labels = new int[n];
    Map<Float, Integer> numbers = new HashMap<>();
    for (int i = 0; i < n; i++) {
      float value = plane.values[i];
      labels[i] = value == 0 ? 0 : numbers.computeIfAbsent(value, v -> numbers.size() + 1);
    }
    if (numbers.size() != 1) {
      return labels;
    }
    boolean[] object = new boolean[n];
    for (int i = 0; i < n; i++) {
      object[i] = labels[i] != 0;
    }
    return Components.of(object, plane.width, plane.height, Components.Connectivity.EIGHT);
  }

  /** The only page of a file. */
  private record Plane(float[] values, int width, int height) {

    static Plane read(Path file) {
      try (TiffReader reader = TiffReader.open(file)) {
        if (reader.pages().size() != 1) {
          throw new InputException(
              "%s must hold one image, it has %s".formatted(file, reader.pages().size()));
        }
        TiffPage page = reader.pages().get(0);
        return new Plane(
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
}
