package org.imaxt.tensorflow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.Gson;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.imaxt.core.engine.EngineLoader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine keeps out of the way of the TensorFlow and protobuf that Fiji carries. */
@Tag("slow")
class EngineBesideFijiTest {

  @TempDir Path folder;

  @BeforeEach
  void skipAloudWithoutEngine() {
    EngineHere.assume();
  }

  @Test
  void trainsAndPredictsWhereAnotherTensorFlowIsLoadedFirst() throws Exception {
    List<String> said = start();
    assertEquals(
        List.of(
            "old TensorFlow 1.12.0",
            "old graph 3.0",
            "protobuf 4.32",
            "engine TensorFlow 2.18.0",
            "learns true",
            "predicts true",
            "old graph 3.0"),
        said);
  }

  /** What a virtual machine with Fiji's jars first on its class path tells. */
  private List<String> start() throws Exception {
    List<String> classPath = new ArrayList<>();
    try (Stream<Path> jars = Files.list(Path.of(System.getProperty("imaxt.fiji")))) {
      jars.map(Path::toString).sorted().forEach(classPath::add);
    }
    for (Class<?> type : List.of(InsideFiji.class, EngineLoader.class, Gson.class)) {
      classPath.add(
          Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString());
    }
    Path output = folder.resolve("output.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx600m",
                "-Dimaxt.engine=" + System.getProperty("imaxt.engine"),
                "-Dimaxt.engine.cache=" + System.getProperty("imaxt.engine.cache"),
                "-cp",
                String.join(File.pathSeparator, classPath),
                InsideFiji.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertEquals(0, process.waitFor(), () -> read(output));
    return Files.readAllLines(folder.resolve(InsideFiji.SAID));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
