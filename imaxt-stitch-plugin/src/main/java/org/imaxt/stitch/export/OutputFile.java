package org.imaxt.stitch.export;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.imaxt.core.stage.InputException;
import org.imaxt.core.zarr.FileStore;

/** Files outside the sample that appear whole or not at all. */
final class OutputFile {

  private OutputFile() {}

  /** Writes a text file; makes its folders. */
  static void write(Path file, String text) {
    new FileStore(folder(file))
        .write(file.getFileName().toString(), text.getBytes(StandardCharsets.UTF_8));
  }

  /** The folder of a file, made if it is not there. */
  static Path folder(Path file) {
    Path folder = file.toAbsolutePath().normalize().getParent();
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new InputException("folder " + folder + " cannot be made: " + e, e);
    }
  }

  /** The same name with something before its ending. */
  static Path suffixed(Path file, String suffix) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return file.resolveSibling(
        dot > 0 ? name.substring(0, dot) + suffix + name.substring(dot) : name + suffix);
  }
}
