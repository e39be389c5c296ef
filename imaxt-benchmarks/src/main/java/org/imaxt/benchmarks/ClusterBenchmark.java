package org.imaxt.benchmarks;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.imaxt.core.pipeline.Pipeline;
import org.imaxt.core.pipeline.PipelineReader;
import org.imaxt.core.pipeline.Step;
import org.imaxt.core.plan.MeasuredSample;
import org.imaxt.core.run.RunCosts;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.stage.TaskRegistry;

/**
 * Runs the way from tiles to mosaics on threads and on Spark, with one core and with two, and
 * copies the same tiles plainly with one thread and with two; prints what Spark costs beside
 * threads, and how each scales beside the copy.
 *
 * <p>Usage: {@code ClusterBenchmark FOLDER [ROWSxCOLUMNSxSECTIONS [REPEATS]]}, on the class path of
 * {@code imaxt-spark}, on Linux, where the ways of one core are kept to it; the acquisition is kept
 * in the folder and used again. Seconds are those of the stages, so the start of process and Spark
 * is not in them; of the repeats, which take turns, the fastest counts. Processor seconds are of
 * the whole process.
 */
public final class ClusterBenchmark {

  private static final String STEPS =
      """
      steps:
        - ingest: {input: %s, pixelSize: 0.56}
        - distortion
        - flatfield
        - stitch
        - fuse
      """;

  private static final Map<String, List<String>> WAYS = ways();

  private ClusterBenchmark() {}

  private static Map<String, List<String>> ways() {
    Map<String, List<String>> ways = new LinkedHashMap<>();
    ways.put("threads 1", List.of("--threads", "1"));
    ways.put("threads 2", List.of("--threads", "2"));
    ways.put("local[1]", List.of("--engine", "spark", "--master", "local[1]", "--threads", "1"));
    ways.put("local[2]", List.of("--engine", "spark", "--master", "local[2]", "--threads", "2"));
    return ways;
  }

  /** Seconds of the stages, and of the processors. */
  private record Time(double seconds, double processorSeconds) {
    Time fastest(Time other) {
      return new Time(
          Math.min(seconds, other.seconds), Math.min(processorSeconds, other.processorSeconds));
    }
  }

  /**
   * Runs the benchmark.
   *
   * @param args folder, size, repeats
   * @throws IOException if the folder cannot be written
   * @throws InterruptedException if the benchmark is interrupted
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Path folder = Files.createDirectories(Path.of(args.length > 0 ? args[0] : "benchmark"));
    String size = args.length > 1 ? args[1] : "4x4x2";
    int repeats = args.length > 2 ? Integer.parseInt(args[2]) : 2;
    Path acquisition = Phantoms.acquisition(folder, size).toAbsolutePath();
    Path samples = Files.createTempDirectory(folder, "cluster-");
    Map<String, Time> times = new LinkedHashMap<>();
    try {
      PlainCopy.seconds(acquisition, samples.resolve("copy"), 2); // warms the cache of files
      for (int repeat = 0; repeat < repeats; repeat++) {
        for (Map.Entry<String, List<String>> way : WAYS.entrySet()) {
          Time time = run(samples, acquisition, way.getValue());
          times.merge(way.getKey(), time, Time::fastest);
        }
        for (int threads = 1; threads <= 2; threads++) {
          double seconds = PlainCopy.seconds(acquisition, samples.resolve("copy"), threads);
          times.merge("copy " + threads, new Time(seconds, 0), Time::fastest);
        }
      }
    } finally {
      Program.delete(samples);
    }
    report(times, folder.resolve("cluster.json"));
  }

  private static Time run(Path samples, Path acquisition, List<String> options)
      throws IOException, InterruptedException {
    Path file = samples.resolve("pipeline.yml");
    Files.writeString(file, "sample: sample.zarr\n" + STEPS.formatted(acquisition));
    List<String> words = new ArrayList<>(List.of("run", file.toString()));
    words.addAll(options);
    Program program = options.contains("1") ? Program.here().onOneCore() : Program.here();
    Program.Cost cost = program.run(words.toArray(String[]::new));
    double seconds = 0;
    Pipeline pipeline =
        new PipelineReader(TaskRegistry.load(ClusterBenchmark.class.getClassLoader())).read(file);
    try (Sample sample = Sample.open(pipeline.sample().orElseThrow())) {
      for (Step<?> step : pipeline.steps()) {
        seconds += new MeasuredSample(sample).run(step).map(RunCosts::seconds).orElseThrow();
      }
    }
    Program.delete(samples.resolve("sample.zarr"));
    return new Time(seconds, cost.processorSeconds());
  }

  private static void report(Map<String, Time> times, Path file) throws IOException {
    JsonObject json = new JsonObject();
    System.out.println("way         stages  processor");
    times.forEach(
        (way, time) -> {
          System.out.printf(
              Locale.ROOT, "%-10s %6.1f s %8.1f s%n", way, time.seconds(), time.processorSeconds());
          json.addProperty(way + " seconds", time.seconds());
          json.addProperty(way + " processor seconds", time.processorSeconds());
        });
    double copy = ratio(times, "copy 1", "copy 2");
    print(json, "Spark beside threads, 2 cores", ratio(times, "local[2]", "threads 2"), "<= 1.15");
    print(json, "speed-up of the copy", copy, "");
    print(json, "speed-up of threads", ratio(times, "threads 1", "threads 2"), "");
    print(json, "speed-up of Spark", ratio(times, "local[1]", "local[2]"), "");
    print(json, "threads / copy", ratio(times, "threads 1", "threads 2") / copy, ">= 0.9");
    print(json, "Spark / copy", ratio(times, "local[1]", "local[2]") / copy, ">= 0.9");
    Files.writeString(file, new GsonBuilder().setPrettyPrinting().create().toJson(json) + "\n");
  }

  private static double ratio(Map<String, Time> times, String above, String below) {
    return times.get(above).seconds() / times.get(below).seconds();
  }

  private static void print(JsonObject json, String name, double value, String wanted) {
    System.out.printf(Locale.ROOT, "%-30s %6.3f  %s%n", name, value, wanted);
    json.addProperty(name, value);
  }
}
