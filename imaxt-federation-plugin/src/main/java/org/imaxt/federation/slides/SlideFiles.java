package org.imaxt.federation.slides;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.imaxt.core.stage.InputException;

/** Finds the files that hold slides. */
final class SlideFiles {

  private SlideFiles() {}

  /**
   * The files of an input.
   *
   * @param input a folder, or one file
   * @return files in the order of their names, at least one
   * @throws InputException if there is none
   */
  static List<Path> of(Path input) {
    if (Files.isRegularFile(input)) {
      if (!isSlide(input)) {
        throw new InputException(
            input + " is no .ome.tif, .tif or .czi file; name a slide scan or a folder of them");
      }
      return List.of(input);
    }
    if (!Files.isDirectory(input)) {
      throw new InputException(input + " does not exist; name a slide scan or a folder of them");
    }
    try (Stream<Path> all = Files.list(input)) {
      List<Path> files =
          all.filter(Files::isRegularFile).filter(SlideFiles::isSlide).sorted().toList();
      if (files.isEmpty()) {
        throw new InputException(
            input + " holds no slides: there is no .ome.tif, .tif or .czi file in it");
      }
      return files;
    } catch (IOException e) {
      throw new InputException(input + " cannot be read: " + e, e);
    }
  }

  /** Files whose names begin with a dot are not the user's: macOS leaves them beside others. */
  private static boolean isSlide(Path file) {
    String name = file.getFileName().toString();
    return !name.startsWith(".") && SlideName.of(name).isPresent();
  }

  /** Size in bytes and time of change in ms. */
  static String state(Path file) {
    try {
      return Files.size(file) + " " + Files.getLastModifiedTime(file).toMillis();
    } catch (IOException e) {
      throw new InputException(file + " cannot be read: " + e, e);
    }
  }
}
