package org.imaxt.core.zarr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Another implementation of Zarr, started as a process; absent ones skip the test aloud. */
public final class OtherReader {

  private static final int MINUTES = 2; // far above the seconds it takes; a hang must not hang us

  private final List<String> command;

  private OtherReader(String... command) {
    this.command = List.of(command);
  }

  /** Debian's Python with a package. */
  public static OtherReader python(String module, String script) {
    String python = "/usr/bin/python3";
    assumeTrue(
        Files.isExecutable(Path.of(python)) && succeeds(python, "-c", "import " + module),
        "SKIPPED: " + python + " cannot import " + module + " (Debian: python3-" + module + ")");
    return new OtherReader(python, script("python", script));
  }

  /** Node with the packages of src/test/js. */
  public static OtherReader node(String script) {
    Path packages = Path.of("src/test/js/node_modules/zarrita");
    assumeTrue(
        succeeds("node", "--version") && Files.isDirectory(packages),
        "SKIPPED: needs node, and npm ci run in imaxt-core/src/test/js");
    return new OtherReader("node", script("js", script));
  }

  private static String script(String folder, String name) {
    return Path.of("src/test", folder, name).toAbsolutePath().toString();
  }

  private static boolean succeeds(String... command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(MINUTES, TimeUnit.MINUTES) && process.exitValue() == 0;
    } catch (IOException absent) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Runs the script and returns what it printed; a failure of the script fails the test. */
  public String run(String... arguments) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(command);
    line.addAll(Arrays.asList(arguments));
    Path output = Files.createTempFile("reader", ".txt");
    try {
      Process process =
          new ProcessBuilder(line)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
      }
      process.waitFor();
      String text = Files.readString(output);
      assertEquals(0, process.exitValue(), text);
      return text.strip();
    } finally {
      Files.delete(output);
    }
  }
}
