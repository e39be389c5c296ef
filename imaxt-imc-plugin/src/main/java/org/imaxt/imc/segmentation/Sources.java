package org.imaxt.imc.segmentation;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.imaxt.core.stage.InputException;
import org.imaxt.imc.nuclei.NucleusModel;
import org.imaxt.imc.nuclei.NucleusNetwork;
import org.imaxt.imc.probability.ClassifierSource;
import org.imaxt.imc.probability.IntensitySource;
import org.imaxt.imc.probability.MapFile;
import org.imaxt.imc.probability.MapSource;
import org.imaxt.imc.probability.NetworkSource;
import org.imaxt.imc.probability.PixelClassifier;
import org.imaxt.imc.probability.ProbabilitySource;
import org.imaxt.imc.probability.Stains;

/**
 * What makes the probabilities of an image, and the files it needs for that.
 *
 * @param settings what is asked for
 */
record Sources(SegmentationParams settings) {

  /**
   * Opens what makes the probabilities; the classifier comes from wherever it is kept.
   *
   * @param threads threads that a network may use
   */
  ProbabilitySource open(
      String image, Stains stains, Supplier<PixelClassifier> classifier, int threads) {
    return switch (settings.choice()) {
      case UNET, AUTO -> network(stains, threads);
      case INTENSITY -> new IntensitySource(stains);
      case MAP -> new MapSource(map(image), stains);
      case CLASSIFIER -> new ClassifierSource(classifier.get(), stains);
    };
  }

  /** Refuses what can be told by headers; the text differs for other files. */
  String key(String image, int width, int height) {
    return switch (settings.choice()) {
      case UNET, AUTO -> "unet " + (bundled().isPresent() ? model() : state(Path.of(model())));
      case INTENSITY -> "intensity";
      case MAP -> {
        MapFile file = map(image);
        file.check(width, height);
        yield "map " + state(file.path());
      }
      case CLASSIFIER ->
          "classifier " + drawn().stream().map(f -> f.getFileName() + " " + state(f)).toList();
    };
  }

  /** Refuses a map whose classes are in another order than was said. */
  void check(String image, Stains stains) {
    if (settings.probabilities() == ProbabilityChoice.MAP) {
      new MapSource(map(image), stains).checkOrder();
    }
  }

  private String model() {
    return settings.model();
  }

  private Optional<NucleusModel> bundled() {
    return Arrays.stream(NucleusModel.values())
        .filter(kind -> kind.name().equalsIgnoreCase(model()))
        .findFirst();
  }

  private ProbabilitySource network(Stains stains, int threads) {
    NucleusNetwork network =
        bundled()
            .map(kind -> NucleusNetwork.bundled(kind, threads))
            .orElseGet(() -> NucleusNetwork.of(new File(model()), threads));
    try {
      return new NetworkSource(
          network, stains, settings.maps(network.kind(), stains.pixelSizeUm()));
    } catch (RuntimeException e) {
      network.close();
      throw e;
    }
  }

  private static String state(Path file) {
    try {
      return Files.size(file) + " bytes, " + Files.getLastModifiedTime(file);
    } catch (IOException e) {
      throw new InputException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }

  private MapFile map(String image) {
    Path path = settings.map().toPath();
    List<String> order = MapFile.names(settings.mapOrder());
    if (!Files.isDirectory(path)) {
      return new MapFile(path, order);
    }
    return files(path, image, ".tiff", ".tif", ".ome.tiff", ".ome.tif").stream()
        .findFirst()
        .map(file -> new MapFile(file, order))
        .orElseThrow(
            () ->
                new InputException(
                    "%s must hold a map of %s, %s.tiff; there is none"
                        .formatted(path, image, image)));
  }

  private static List<Path> files(Path folder, String stem, String... endings) {
    List<Path> found = new ArrayList<>();
    for (String ending : endings) {
      Path file = folder.resolve(stem + ending);
      if (Files.isRegularFile(file)) {
        found.add(file);
      }
    }
    return found;
  }

  /** All files of ROIs. */
  private List<Path> drawn() {
    File folder = settings.training();
    try (Stream<Path> files = Files.list(folder.toPath())) {
      List<Path> rois =
          files
              .filter(f -> f.getFileName().toString().matches("(?i)[^.].*\\.(zip|roi)"))
              .sorted()
              .toList();
      if (rois.isEmpty()) {
        throw new InputException(
            "%s must hold ROIs of ImageJ, NAME.zip or NAME.roi after the image; there are none"
                .formatted(folder));
      }
      return rois;
    } catch (IOException e) {
      throw new InputException("folder %s cannot be read: %s".formatted(folder, e), e);
    }
  }

  /** Images on which something was drawn. */
  List<String> learntFrom(List<String> images) {
    List<String> with = images.stream().filter(i -> !rois(i).isEmpty()).toList();
    if (with.isEmpty()) {
      throw new InputException(
          "%s must hold ROIs of one of the images %s at least, NAME.zip or NAME.roi"
              .formatted(settings.training(), images));
    }
    return with;
  }

  private List<Path> rois(String image) {
    return files(settings.training().toPath(), image, ".zip", ".roi");
  }

  /** Learns from the images on which something was drawn. */
  PixelClassifier learn(List<String> images, Function<String, Stains> stains) {
    return PixelClassifier.learn(
        learntFrom(images).stream()
            .map(i -> new PixelClassifier.Drawn(stains.apply(i), rois(i)))
            .toList());
  }
}
