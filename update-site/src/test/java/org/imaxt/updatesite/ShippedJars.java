package org.imaxt.updatesite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/** The list {@code jars.txt} as {@code group:artifact}. */
record ShippedJars(Set<String> keys) {

  static ShippedJars read(Path file) throws IOException {
    Set<String> keys = new TreeSet<>();
    for (String line : Files.readAllLines(file)) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      String[] words = line.trim().split("\\s+");
      if (words.length != 2 || !words[0].matches("jars|plugins") || !keys.add(words[1])) {
        throw new IOException(file + " has a line that is not understood: " + line);
      }
    }
    return new ShippedJars(keys);
  }
}
