package org.imaxt.updatesite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the shipped plugins need at run time, as the build resolved it, by {@code group:artifact}
 * and, where there is one, classifier.
 */
record RuntimeJars(Map<String, Jar> jars) {

  private static final Pattern LINE =
      Pattern.compile(
          "\\s*([\\w.-]+:[\\w.-]+):jar(:[\\w.-]+)??:([\\w.-]+):(?:compile|runtime):(.+?)"
              + "(?: -- module .*)?");

  /**
   * One of them.
   *
   * @param version its version
   * @param file the jar, or the folder of classes where it is not packed yet
   */
  record Jar(String version, Path file) {}

  static RuntimeJars read(Path file) throws IOException {
    Map<String, Jar> jars = new TreeMap<>();
    for (String line : Files.readAllLines(file)) {
      Matcher match = LINE.matcher(line.replaceAll("\u001B\\[[;\\d]*m", ""));
      if (match.matches()) {
        String classifier = match.group(2) == null ? "" : match.group(2);
        jars.put(match.group(1) + classifier, new Jar(match.group(3), Path.of(match.group(4))));
      }
    }
    return new RuntimeJars(jars);
  }
}
