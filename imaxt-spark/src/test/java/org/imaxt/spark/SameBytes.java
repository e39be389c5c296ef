package org.imaxt.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Holds folders of two samples against each other. */
final class SameBytes {

  private SameBytes() {}

  /** Fails unless a folder holds the same files in both. */
  static void require(Path expected, Path actual, String folder) {
    List<Path> files = files(expected, folder);
    assertFalse(files.isEmpty(), "no files under " + folder);
    assertEquals(files, files(actual, folder));
    try {
      for (Path file : files) {
        byte[] bytes = Files.readAllBytes(expected.resolve(file));
        assertArrayEquals(bytes, Files.readAllBytes(actual.resolve(file)), file.toString());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> files(Path sample, String folder) {
    try (Stream<Path> all = Files.walk(sample.resolve(folder))) {
      return all.filter(Files::isRegularFile).map(sample::relativize).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
