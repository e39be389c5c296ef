package org.imaxt.core.engine;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Folder with the engine's jars.
 *
 * @param path the folder
 * @param jars its jars, sorted by name
 */
record EngineFolder(Path path, List<Path> jars) {

  /** System property that names the folder. */
  static final String PROPERTY = "imaxt.engine";

  /** Where the folder lies in Fiji. */
  private static final Path IN_FIJI = Path.of("lib", "imaxt", "tensorflow");

  /** Where it lies beside the folder of the program's jars. */
  private static final Path BESIDE = Path.of("tensorflow");

  private static final String NATIVE = "tensorflow-core-native-";

  /** The folder on this machine. */
  static EngineFolder find() throws EngineAbsentException {
    Platform here = Platform.here();
    if (!here.supported()) {
      throw new EngineAbsentException("there is no TensorFlow for " + here.name());
    }
    String named = System.getProperty(PROPERTY);
    List<Path> places = named == null ? places() : List.of(Path.of(named));
    for (Path place : places) {
      if (Files.isDirectory(place)) {
        return read(place, here);
      }
    }
    throw new EngineAbsentException(
        named == null
            ? "the engine's jars are in none of %s; give their folder as -D%s=FOLDER"
                .formatted(places, PROPERTY)
            : "-D%s is %s, which is no folder".formatted(PROPERTY, named));
  }

  /** The jars of a folder, which must be for a platform. */
  static EngineFolder read(Path folder, Platform platform) throws EngineAbsentException {
    List<Path> jars;
    try (Stream<Path> files = Files.list(folder)) {
      jars = files.filter(f -> f.toString().endsWith(".jar")).sorted().toList();
    } catch (IOException e) {
      throw new EngineAbsentException(folder + " cannot be read", e);
    }
    List<String> natives =
        jars.stream()
            .map(f -> f.getFileName().toString())
            .filter(f -> f.startsWith(NATIVE) && f.matches(".*-(x86_64|arm64)\\.jar"))
            .toList();
    if (natives.stream().noneMatch(f -> f.endsWith("-" + platform.name() + ".jar"))) {
      throw new EngineAbsentException(
          "%s has no TensorFlow for %s, it has %s"
              .formatted(folder, platform.name(), natives.isEmpty() ? "none at all" : natives));
    }
    return new EngineFolder(folder, jars);
  }

  /** Class loader over the jars alone. */
  URL[] urls() throws IOException {
    List<URL> urls = new ArrayList<>();
    for (Path jar : jars) {
      urls.add(jar.toUri().toURL());
    }
    return urls.toArray(URL[]::new);
  }

  private static List<Path> places() {
    List<Path> places = new ArrayList<>();
    for (String fiji : List.of("ij.dir", "imagej.dir", "fiji.dir", "plugins.dir")) {
      String home = System.getProperty(fiji);
      if (home != null) {
        places.add(Path.of(home).resolve(IN_FIJI));
      }
    }
    CodeSource source = EngineFolder.class.getProtectionDomain().getCodeSource();
    if (source != null && source.getLocation() != null) {
      try {
        Path jars = Path.of(source.getLocation().toURI()).toAbsolutePath().getParent();
        places.add(jars.resolveSibling(IN_FIJI));
        places.add(jars.resolveSibling(BESIDE));
      } catch (URISyntaxException | FileSystemNotFoundException e) {
        // Classes that come from no folder have nothing beside them.
        return places.stream().distinct().toList();
      }
    }
    return places.stream().distinct().toList();
  }
}
