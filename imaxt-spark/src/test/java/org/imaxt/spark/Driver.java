package org.imaxt.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A driver as a process of its own: the program, started by itself or by spark-submit. */
final class Driver implements AutoCloseable {

  private static final int PATIENCE_S = 120;
  private static final String PROGRAM = "org.imaxt.cli.Imaxt";

  private final Process process;
  private final Path log;

  private Driver(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** The program on a cluster: it does a trial. */
  static Driver start(Path folder, Cluster cluster, Path sample, Object... trial)
      throws IOException {
    List<String> words = new ArrayList<>(List.of(PROGRAM));
    words.addAll(trial(sample, trial));
    words.addAll(List.of("--master", cluster.url()));
    Cluster.settings()
        .forEach((name, value) -> words.addAll(List.of("--conf", name + "=" + value)));
    return launch(folder, "600m", words);
  }

  /** The program in one process: it does a trial. */
  static Driver local(Path folder, String heap, Path sample, Object... trial) throws IOException {
    List<String> words = new ArrayList<>(List.of(PROGRAM));
    words.addAll(trial(sample, trial));
    words.addAll(List.of("--master", "local[2]"));
    return launch(folder, heap, words);
  }

  /** What {@code bin/spark-submit} starts. */
  static Driver submit(Path folder, Cluster cluster, Path sample, Object... trial)
      throws IOException {
    List<String> words = new ArrayList<>(List.of("org.apache.spark.deploy.SparkSubmit"));
    words.addAll(List.of("--master", cluster.url(), "--class", PROGRAM));
    Cluster.settings()
        .forEach((name, value) -> words.addAll(List.of("--conf", name + "=" + value)));
    words.add(anyJar());
    words.addAll(trial(sample, trial));
    return launch(folder, "600m", words);
  }

  /** The classes are on the class path already, but spark-submit wants a jar. */
  private static String anyJar() {
    for (String entry : Cluster.classPath().split(System.getProperty("path.separator"))) {
      if (entry.contains("picocli") && entry.endsWith(".jar")) {
        return entry;
      }
    }
    throw new IllegalStateException("there is no jar of picocli");
  }

  private static List<String> trial(Path sample, Object... trial) {
    List<String> words =
        new ArrayList<>(
            List.of("lab", "trial", "--sample", sample.toString(), "--engine", "spark"));
    for (int i = 0; i < trial.length; i += 2) {
      words.add("--" + trial[i]);
      words.add(trial[i + 1].toString());
    }
    return words;
  }

  private static Driver launch(Path folder, String heap, List<String> words) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx" + heap, "-cp", Cluster.classPath()));
    command.addAll(words);
    Path log = folder.resolve("driver.log");
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    return new Driver(builder.start(), log);
  }

  /** Waits until something has come to pass; fails if the process ends before. */
  void await(BooleanSupplier event) throws IOException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
    while (!event.getAsBoolean()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new IllegalStateException("the driver did not come so far: " + said());
      }
      SparkExecutor.pause(5);
    }
  }

  /** How it ended. */
  int exitCode() throws InterruptedException {
    return process.waitFor(PATIENCE_S, TimeUnit.SECONDS) ? process.exitValue() : -1;
  }

  /** All that it has written. */
  String said() throws IOException {
    return Files.readString(log);
  }

  /** SIGKILL. */
  @Override
  public void close() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }
}
