package org.imaxt.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.imaxt.core.run.ExitCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script {@code imaxt}, up to the point where it would build or start Java. */
class LaunchScriptTest {

  private static final Path SCRIPT = Path.of("").toAbsolutePath().resolveSibling("imaxt");

  @TempDir Path folder;

  @BeforeEach
  void skipAloudWithoutShell() {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "there is no /bin/sh to run the script");
  }

  @ParameterizedTest(name = "[{0}]")
  @ValueSource(strings = {"4", "4t", "1.5g", "g", "4gb", "-4g", ""})
  void refusesMemoryThatIsNoSize(String memory) throws Exception {
    assertEquals(
        List.of(
            String.valueOf(ExitCode.ARGUMENTS.code()),
            "imaxt: --memory must read like 1400m or 4g, got '" + memory + "'"),
        run(Map.of(), SCRIPT.toString(), "stages", "--memory", memory));
  }

  @Test
  void namesAJavaHomeThatHasNoJava() throws Exception {
    List<String> said = run(Map.of("JAVA_HOME", "/no where"), SCRIPT.toString(), "stages");
    assertEquals(
        List.of(
            String.valueOf(ExitCode.INPUT.code()),
            "imaxt: JAVA_HOME is /no where, which has no bin/java; point it to Java 17"),
        said);
  }

  @Test
  void refusesAnOlderJava() throws Exception {
    Path java = Files.createDirectories(folder.resolve("jdk 11/bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\necho 'openjdk version \"11.0.2\" 2019-01-15' >&2\n");
    assertTrue(java.toFile().setExecutable(true));
    List<String> said =
        run(Map.of("JAVA_HOME", folder.resolve("jdk 11").toString()), SCRIPT.toString());
    assertEquals(
        List.of(
            String.valueOf(ExitCode.INPUT.code()),
            "imaxt: Java 17 or later is needed, " + java + " is 11"),
        said);
  }

  @Test
  void findsItsFolderThroughLinksWithSpaces() throws Exception {
    Path home = Files.createDirectories(folder.resolve("a b"));
    Files.copy(SCRIPT, home.resolve("imaxt"));
    Path far = Files.createSymbolicLink(folder.resolve("far"), Path.of("a b", "imaxt"));
    Path link = Files.createSymbolicLink(folder.resolve("li nk"), far);
    List<String> said = run(Map.of("PATH", "/usr/bin:/bin"), link.toString(), "--version");
    assertEquals(String.valueOf(ExitCode.INPUT.code()), said.get(0));
    assertTrue(Files.isDirectory(home.resolve("imaxt-cli/target")), said.toString());
  }

  /** Exit code, then what it said. */
  private static List<String> run(Map<String, String> environment, String... words)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("/bin/sh"));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    List<String> said = new ArrayList<>();
    said.add(String.valueOf(process.waitFor()));
    output.lines().forEach(said::add);
    return said;
  }
}
