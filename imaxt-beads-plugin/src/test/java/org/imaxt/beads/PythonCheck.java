package org.imaxt.beads;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Runs the scripts of src/test/python; skips aloud where their packages are absent. */
final class PythonCheck {

  private static final String PYTHON = "/usr/bin/python3";

  private PythonCheck() {}

  /** What a script prints; a failure of the script fails the test. */
  static String run(String modules, String script, Object... arguments)
      throws IOException, InterruptedException {
    Assumptions.assumeTrue(
        Files.exists(Path.of(PYTHON)) && succeeds(PYTHON, "-c", "import " + modules),
        "SKIPPED: " + PYTHON + " cannot import " + modules);
    List<String> command = new ArrayList<>();
    command.add(PYTHON);
    command.add(Path.of("src/test/python", script).toAbsolutePath().toString());
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), text);
    return text.strip();
  }

  private static boolean succeeds(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getInputStream().readAllBytes();
    return process.waitFor() == 0;
  }
}
