package org.imaxt.core.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Runs checks in the tools of the field; skips aloud where they are absent. */
public final class PythonCheck {

  private static final String PYTHON = "/usr/bin/python3";

  private PythonCheck() {}

  /** What a script of src/test/python prints; a failure of the script fails the test. */
  public static String file(String modules, String script, Object... arguments)
      throws IOException, InterruptedException {
    requireModules(modules);
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

  /** Runs a script that must print {@code ok}. */
  public static void run(String modules, String script, Object... arguments)
      throws IOException, InterruptedException {
    requireModules(modules);
    List<String> command = new ArrayList<>(List.of(PYTHON, "-W", "error", "-c", script));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    assertEquals("ok", output(command.toArray(String[]::new)).strip());
  }

  private static void requireModules(String modules) throws IOException, InterruptedException {
    Assumptions.assumeTrue(
        Files.exists(Path.of(PYTHON)) && output(PYTHON, "-c", "import " + modules).isEmpty(),
        "SKIPPED: " + PYTHON + " cannot import " + modules);
  }

  /** What a tool says, errors included. */
  public static String output(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return text;
  }
}
