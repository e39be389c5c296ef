package org.imaxt.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.imaxt.core.model.Location;
import org.imaxt.core.run.FailurePolicy;
import org.imaxt.core.run.Monitor;
import org.imaxt.core.run.RunRequest;
import org.imaxt.core.run.TaskRunner;
import org.imaxt.core.run.ThreadsExecutor;
import org.imaxt.core.run.UnitExecutor;
import org.imaxt.core.stage.ParamSchema;
import org.imaxt.core.stage.Selection;
import org.imaxt.core.stage.StageParams;
import org.imaxt.core.stage.Task;
import org.imaxt.core.stage.TaskRegistry;

/**
 * Fuses the same sections in a folder and in an object store on loopback, in turn, and prints
 * seconds, processor seconds of both processes, requests by kind, and the throughput of the one
 * against the other. The first rounds warm up both processes and do not count.
 *
 * <p>Usage: {@code ObjectStoreFuse FOLDER ACQUISITION S3PROXY_JAR [ROUNDS]}, with the server that
 * the tests of imaxt-s3 use. The server keeps objects as files beside the folder's sample and runs
 * on the same cores, so that what it costs is taken from the stage.
 */
public final class ObjectStoreFuse {

  private static final String BUCKET = "benchmark";
  private static final String NAME = "sample.zarr";

  /** Until then both processes still compile; the server has done next to nothing before. */
  private static final int WARM_UP = 2;

  private static final TaskRegistry TASKS =
      TaskRegistry.load(ObjectStoreFuse.class.getClassLoader());

  private ObjectStoreFuse() {}

  /**
   * Runs the benchmark.
   *
   * @param args folder to work in, acquisition, jar of the server, number of rounds that count (3)
   * @throws IOException if files cannot be written or the server does not start
   * @throws InterruptedException if the benchmark is interrupted
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Path folder = Path.of(args[0]).toAbsolutePath();
    Path here = folder.resolve(NAME);
    int rounds = args.length > 3 ? Integer.parseInt(args[3]) : 3;
    run(Location.of(here), "ingest", Map.of("input", args[1]));
    for (String stage : List.of("flatfield", "stitch", "fuse")) {
      run(Location.of(here), stage, Map.of());
    }
    Path bucket = Files.createDirectories(folder.resolve("buckets").resolve(BUCKET));
    copy(here, bucket.resolve(NAME));
    Process server = serve(folder, Path.of(args[2]));
    try {
      Location there = Location.of("s3://%s/%s".formatted(BUCKET, NAME));
      List<Cost> inFolder = new ArrayList<>();
      List<Cost> inStore = new ArrayList<>();
      System.out.println("fuse in        seconds  processor s  of it server");
      for (int round = -WARM_UP; round < rounds; round++) {
        Cost folderCost = measure("a folder", Location.of(here), server);
        Cost storeCost = measure("the store", there, server);
        System.out.println("             requests: " + RequestCount.take());
        if (round >= 0) {
          inFolder.add(folderCost);
          inStore.add(storeCost);
        }
      }
      System.out.printf(
          Locale.ROOT,
          "store against folder, medians of %d: throughput %.2f by the clock, %.2f by processor"
              + " seconds of both processes%n",
          rounds,
          median(inFolder, Cost::wall) / median(inStore, Cost::wall),
          median(inFolder, Cost::processor) / median(inStore, Cost::processor));
    } finally {
      server.destroy();
    }
  }

  /** What one run took, s: by the clock, and of the processors in all. */
  private record Cost(double wall, double processor) {}

  private static Cost measure(String name, Location sample, Process server) {
    double processor = seconds(ProcessHandle.current());
    double served = seconds(server.toHandle());
    long start = System.nanoTime();
    run(sample, "fuse", Map.of());
    Cost cost =
        new Cost(
            (System.nanoTime() - start) / 1e9,
            seconds(ProcessHandle.current()) - processor + seconds(server.toHandle()) - served);
    System.out.printf(
        Locale.ROOT,
        "%-12s %9.1f %12.1f %14.1f%n",
        name,
        cost.wall(),
        cost.processor(),
        seconds(server.toHandle()) - served);
    return cost;
  }

  private static double seconds(ProcessHandle process) {
    return process.info().totalCpuDuration().map(Duration::toMillis).orElse(0L) / 1e3;
  }

  private static double median(List<Cost> costs, ToDoubleFunction<Cost> part) {
    return costs.stream().mapToDouble(part).sorted().toArray()[costs.size() / 2];
  }

  private static void run(Location sample, String id, Map<String, Object> values) {
    try (UnitExecutor executor = new ThreadsExecutor(Runtime.getRuntime().availableProcessors())) {
      run(executor, sample, TASKS.get(id), values);
    }
  }

  private static <P extends StageParams> void run(
      UnitExecutor executor, Location sample, Task<P> task, Map<String, Object> values) {
    RunRequest request =
        new RunRequest(
            Optional.of(sample), Selection.ALL, RunRequest.Reuse.FORCE, FailurePolicy.STOP);
    new TaskRunner(executor, Monitor.silent())
        .run(task, ParamSchema.of(task).bind(task.defaults(), values), request);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        if (file.endsWith(".imaxt/lock")) {
          continue; // of the folder's writer
        }
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
  }

  /** Starts the server on a folder of buckets and lets this process find it as users would. */
  private static Process serve(Path folder, Path jar) throws IOException, InterruptedException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    String endpoint = "http://127.0.0.1:" + port;
    System.setProperty("aws.endpointUrlS3", endpoint);
    System.setProperty("aws.accessKeyId", "benchmark");
    System.setProperty("aws.secretAccessKey", "benchmark");
    Path settings = folder.resolve("server.properties");
    Files.writeString(
        settings,
        """
        s3proxy.endpoint=%s
        s3proxy.authorization=aws-v4
        s3proxy.identity=benchmark
        s3proxy.credential=benchmark
        jclouds.provider=filesystem
        jclouds.filesystem.basedir=%s
        """
            .formatted(endpoint, folder.resolve("buckets")));
    Process server =
        new ProcessBuilder(
                "java", "-Xmx500m", "-jar", jar.toString(), "--properties", settings + "")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("server.log").toFile())
            .start();
    for (int look = 0; look < 100; look++) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress("127.0.0.1", port), 1000);
        return server;
      } catch (IOException e) {
        Thread.sleep(200);
      }
    }
    server.destroy();
    throw new UncheckedIOException(new IOException("the server did not start; see server.log"));
  }
}
