package org.imaxt.core.engine;

import java.util.Locale;
import java.util.Set;

/**
 * A machine's operating system and processor, as native libraries are named for it.
 *
 * @param name such as {@code linux-x86_64}
 */
record Platform(String name) {

  /** For these there is a TensorFlow 2.18; Intel Macs are not among them. */
  private static final Set<String> SUPPORTED =
      Set.of("linux-x86_64", "linux-arm64", "macosx-arm64", "windows-x86_64");

  static Platform here() {
    return of(System.getProperty("os.name"), System.getProperty("os.arch"));
  }

  static Platform of(String osName, String osArch) {
    String os = osName.toLowerCase(Locale.ROOT);
    String system =
        os.startsWith("mac") || os.startsWith("darwin")
            ? "macosx"
            : os.startsWith("windows") ? "windows" : os.replaceAll("\\s+", "");
    String arch =
        switch (osArch.toLowerCase(Locale.ROOT)) {
          case "amd64", "x86_64", "x64" -> "x86_64";
          case "aarch64", "arm64" -> "arm64";
          default -> osArch;
        };
    return new Platform(system + "-" + arch);
  }

  boolean supported() {
    return SUPPORTED.contains(name);
  }
}
