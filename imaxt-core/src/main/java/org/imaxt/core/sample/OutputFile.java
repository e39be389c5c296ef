package org.imaxt.core.sample;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.imaxt.core.zarr.FileStore;

/** Files outside the sample that appear whole or not at all. */
public final class OutputFile {

  private OutputFile() {}

  /**
   * Writes a text file; makes its folders.
   *
   * @param file the file
   * @param text its content, written as UTF-8
   */
  public static void write(Path file, String text) {
    new FileStore(folder(file))
        .write(file.getFileName().toString(), text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The folder of a file, made if it is not there.
   *
   * @param file the file
   * @return its folder, absolute
   * @throws SampleFormatException if it cannot be made
   */
  public static Path folder(Path file) {
    Path folder = file.toAbsolutePath().normalize().getParent();
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new SampleFormatException("folder " + folder + " cannot be made: " + e, e);
    }
  }

  /**
   * The same name with something before its ending.
   *
   * @param file the file
   * @param suffix what is put in
   * @return another file of the same folder
   */
  public static Path suffixed(Path file, String suffix) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return file.resolveSibling(
        dot > 0 ? name.substring(0, dot) + suffix + name.substring(dot) : name + suffix);
  }
}
