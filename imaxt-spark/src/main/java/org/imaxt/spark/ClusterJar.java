package org.imaxt.spark;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;
import java.util.stream.Stream;

/** The jar with all of imaxt that executors and {@code spark-submit} are given. */
final class ClusterJar {

  private static final String SUFFIX = "-cluster.jar";

  private ClusterJar() {}

  /** The jar in the folder of a class's own jar; none where classes are not in jars. */
  static Optional<Path> beside(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    try {
      Path jar = Path.of(source.getLocation().toURI());
      if (jar.getFileName().toString().endsWith(SUFFIX)) {
        return Optional.of(jar);
      }
      if (!Files.isRegularFile(jar)) {
        return Optional.empty();
      }
      try (Stream<Path> files = Files.list(jar.getParent())) {
        return files.filter(f -> f.getFileName().toString().endsWith(SUFFIX)).findFirst();
      }
    } catch (URISyntaxException | IOException e) {
      return Optional.empty();
    }
  }
}
