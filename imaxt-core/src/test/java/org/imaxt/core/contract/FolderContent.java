package org.imaxt.core.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Files of a folder by path and hash, to compare folders byte for byte. */
public final class FolderContent {

  private FolderContent() {}

  /** Everything in a sample but receipts, reports and records, which hold times. */
  public static SortedMap<String, String> ofSample(Path sample) throws IOException {
    SortedMap<String, String> files = of(sample);
    files.keySet().removeIf(name -> name.startsWith(".imaxt/"));
    return files;
  }

  /** Hash of every file by its path. */
  public static SortedMap<String, String> of(Path folder) throws IOException {
    SortedMap<String, String> files = new TreeMap<>();
    if (Files.exists(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path file : all.filter(Files::isRegularFile).toList()) {
          files.put(folder.relativize(file).toString(), hash(Files.readAllBytes(file)));
        }
      }
    }
    return files;
  }

  /** Holds two folders against each other, and names the files that differ. */
  public static void assertSame(
      SortedMap<String, String> expected, SortedMap<String, String> actual) {
    List<String> differences = new ArrayList<>();
    SortedMap<String, String> all = new TreeMap<>(expected);
    all.putAll(actual);
    for (String name : all.keySet()) {
      if (!expected.containsKey(name)) {
        differences.add(name + " is too much");
      } else if (!actual.containsKey(name)) {
        differences.add(name + " is missing");
      } else if (!expected.get(name).equals(actual.get(name))) {
        differences.add(name + " differs");
      }
    }
    assertEquals(List.of(), differences);
    assertFalse(expected.isEmpty(), "there is nothing to compare");
  }

  /** Copies a folder with all that is in it. */
  public static Path copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path file : all.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
    return to;
  }

  /** Files whose names end in a way, in their order. */
  public static List<Path> ending(Path folder, String end) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(f -> f.getFileName().toString().endsWith(end)).sorted().toList();
    }
  }

  private static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
