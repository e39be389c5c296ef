package org.imaxt.updatesite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/**
 * The list {@code jars.txt} as {@code group:artifact}, with the classifier where there is one.
 *
 * @param keys what goes on Fiji's flat class path
 * @param engine what goes into the folder that only the engine's class loader sees
 */
record ShippedJars(Set<String> keys, Set<String> engine) {

  private static final String ENGINE = "lib/imaxt/tensorflow";

  static ShippedJars read(Path file) throws IOException {
    Set<String> keys = new TreeSet<>();
    Set<String> engine = new TreeSet<>();
    for (String line : Files.readAllLines(file)) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      String[] words = line.trim().split("\\s+");
      Set<String> list = words[0].equals(ENGINE) ? engine : keys;
      if (words.length != 2 || !words[0].matches("jars|plugins|" + ENGINE) || !list.add(words[1])) {
        throw new IOException(file + " has a line that is not understood: " + line);
      }
    }
    return new ShippedJars(keys, engine);
  }
}
