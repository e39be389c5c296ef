package org.imaxt.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.imaxt.core.run.ExitCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class InterruptsTest {

  @TempDir Path folder;

  /** SIGTERM and Ctrl-C take the same way through the virtual machine's shutdown. */
  @Test
  @Tag("slow")
  @DisabledOnOs(OS.WINDOWS)
  void signalEndsTheProcessAsCancelled() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Imaxt.class.getName(),
                "lab",
                "wait",
                "--sample",
                folder.resolve("block.zarr").toString())
            .redirectErrorStream(true)
            .start();
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String line = output.readLine();
      while (line != null && !line.contains("2 units of work")) {
        line = output.readLine();
      }
      process.toHandle().destroy(); // Process.destroy would also close its output
      List<String> rest = output.lines().toList();
      assertEquals(ExitCode.CANCELLED.code(), process.waitFor());
      assertTrue(
          rest.contains("imaxt: cancelled; run the same command again to go on"), rest.toString());
    }
  }
}
