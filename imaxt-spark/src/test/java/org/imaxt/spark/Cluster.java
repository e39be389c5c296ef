package org.imaxt.spark;

import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.imaxt.core.run.ExecutorSettings;
import org.imaxt.core.run.UnitExecutor;
import org.imaxt.core.stage.Progress;

/**
 * A standalone cluster on this machine: a master and workers, each a process of its own, started
 * from the jars on the tests' class path.
 */
final class Cluster implements AutoCloseable {

  private static final String LOOPBACK = "127.0.0.1";
  private static final int PATIENCE_S = 60;

  private final Path folder;
  private final List<Process> processes = new ArrayList<>();
  private final String url;

  private Cluster(Path folder, int port) {
    this.folder = folder;
    this.url = "spark://%s:%d".formatted(LOOPBACK, port);
  }

  static Cluster start(Path folder, int workers) throws IOException {
    return start(folder, workers, 1);
  }

  static Cluster start(Path folder, int workers, int cores) throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Cluster cluster = new Cluster(folder, port);
    cluster.layJars();
    cluster.launch(
        "master",
        List.of("org.apache.spark.deploy.master.Master", "--port", Integer.toString(port)));
    awaitListening(port);
    for (int i = 0; i < workers; i++) {
      cluster.launch(
          "worker" + i,
          List.of(
              "org.apache.spark.deploy.worker.Worker",
              "--cores",
              Integer.toString(cores),
              "--memory",
              "1g",
              "--work-dir",
              folder.resolve("work" + i).toString(),
              cluster.url));
    }
    return cluster;
  }

  String url() {
    return url;
  }

  /** Kills a worker with its executors, as a machine that loses power. */
  void killWorker(int number) throws InterruptedException {
    Process worker = processes.get(1 + number);
    worker.descendants().forEach(ProcessHandle::destroyForcibly);
    worker.destroyForcibly().waitFor();
  }

  UnitExecutor executor() {
    return executor(Map.of());
  }

  /** An executor with further settings. */
  UnitExecutor executor(Map<String, String> more) {
    Map<String, String> conf = new HashMap<>(settings());
    conf.putAll(more);
    return new SparkProvider()
        .open(new ExecutorSettings(Optional.of(url), 2, conf), Progress.none());
  }

  /** What applications on this cluster need to be told. */
  static Map<String, String> settings() {
    return Map.of(
        "spark.executor.extraClassPath",
        classPath(),
        "spark.executor.memory",
        "512m",
        "spark.driver.host",
        LOOPBACK,
        "spark.driver.bindAddress",
        LOOPBACK);
  }

  static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  /** A worker starts executors with the jars of a folder. */
  private void layJars() throws IOException {
    Path jars = Files.createDirectories(folder.resolve("home/jars"));
    for (String entry : classPath().split(File.pathSeparator)) {
      Path jar = Path.of(entry);
      if (entry.endsWith(".jar") && !Files.exists(jars.resolve(jar.getFileName()))) {
        Files.createSymbolicLink(jars.resolve(jar.getFileName()), jar);
      }
    }
  }

  private void launch(String name, List<String> words) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx400m", "-cp", classPath()));
    command.add(words.get(0));
    command.addAll(List.of("--host", LOOPBACK, "--webui-port", "0"));
    command.addAll(words.subList(1, words.size()));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("SPARK_HOME", folder.resolve("home").toString());
    builder.environment().put("SPARK_SCALA_VERSION", "2.13"); // as Spark's own scripts do
    builder.environment().put("SPARK_LOCAL_IP", LOOPBACK);
    builder.redirectErrorStream(true).redirectOutput(folder.resolve(name + ".log").toFile());
    processes.add(builder.start());
  }

  private static void awaitListening(int port) throws IOException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
    while (true) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(LOOPBACK, port), PATIENCE_S * 1000);
        return;
      } catch (IOException e) {
        if (System.nanoTime() > end) {
          throw e;
        }
        SparkExecutor.pause(50);
      }
    }
  }

  @Override
  public void close() {
    for (int i = processes.size() - 1; i >= 0; i--) {
      Process process = processes.get(i);
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().onExit().join();
    }
  }
}
