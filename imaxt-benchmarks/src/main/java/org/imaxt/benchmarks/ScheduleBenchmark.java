package org.imaxt.benchmarks;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.imaxt.core.algo.schedule.Machine;
import org.imaxt.core.pipeline.Pipeline;
import org.imaxt.core.pipeline.PipelineReader;
import org.imaxt.core.pipeline.Step;
import org.imaxt.core.plan.MeasuredSample;
import org.imaxt.core.plan.SampleSize;
import org.imaxt.core.plan.StageCosts;
import org.imaxt.core.plan.StageProfile;
import org.imaxt.core.plan.StageProfiles;
import org.imaxt.core.run.RunCosts;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.stage.TaskRegistry;

/**
 * Runs a pipeline on a full-size phantom with one thread and with two, simulates both from what the
 * units took with one, and prints how far the simulation is off, stage by stage.
 *
 * <p>Usage: {@code ScheduleBenchmark FOLDER [ROWSxCOLUMNSxSECTIONS [PROFILES.json]]}; the
 * acquisition is kept in the folder and used again. With a third argument the profiles that {@code
 * imaxt plan} and {@code simulate} fall back to are written there, from the run with one thread.
 * Seconds are those of the stages, from the first look at the sample to the report; the start of
 * the process is not in them.
 */
public final class ScheduleBenchmark {

  private static final String STEPS =
      """
      steps:
        - ingest: {input: %s, pixelSize: 0.56}
        - distortion
        - flatfield
        - stitch
        - fuse
        - beads
        - register
        - cube
      """;

  /**
   * Stages that look at some tiles of a large sample only: 200 images a channel, 320 overlaps,
   * which are those of 178 tiles in grids of ten by ten.
   */
  private static final Map<String, Integer> MOST_TILES =
      Map.of("distortion", 178, "flatfield", 200);

  /** As {@code ThreadsExecutor} gives out. */
  private static final int WAVE_A_THREAD = 8;

  private static final int UNITS_A_PHASE = 12;

  private ScheduleBenchmark() {}

  /** Measured and simulated seconds of a stage. */
  private record Row(String stage, double[] measured, double[] simulated) {
    double error(int run) {
      return simulated[run] / measured[run] - 1;
    }
  }

  /**
   * Runs the benchmark.
   *
   * @param args folder, size and where profiles go
   * @throws IOException if the folder cannot be written
   * @throws InterruptedException if the benchmark is interrupted
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Path folder = Files.createDirectories(Path.of(args.length > 0 ? args[0] : "benchmark"));
    String size = args.length > 1 ? args[1] : "4x4x3";
    Path acquisition = Phantoms.acquisition(folder, size).toAbsolutePath();
    Path samples = Files.createTempDirectory(folder, "schedule-");
    try {
      Path warm = samples.resolve("warm.zarr"); // the files are then in memory for both runs
      Program.here().run("ingest", "--sample", warm + "", "--input", acquisition + "");
      Program.delete(warm);
      List<Pipeline> pipelines = new ArrayList<>();
      for (int threads = 1; threads <= 2; threads++) {
        Path file = samples.resolve("threads-" + threads + ".yml");
        String text = "sample: threads-%d.zarr%n".formatted(threads) + STEPS.formatted(acquisition);
        Files.writeString(file, text);
        Program.here().run("run", file.toString(), "--threads", Integer.toString(threads));
        pipelines.add(reader().read(file));
      }
      report(rows(pipelines), folder.resolve("schedule.json"));
      if (args.length > 2) {
        profiles(pipelines.get(0), size, Path.of(args[2]));
      }
    } finally {
      Program.delete(samples);
    }
  }

  private static PipelineReader reader() {
    return new PipelineReader(TaskRegistry.load(ScheduleBenchmark.class.getClassLoader()));
  }

  private static List<Row> rows(List<Pipeline> pipelines) {
    List<Row> rows = new ArrayList<>();
    try (Sample one = Sample.open(pipelines.get(0).sample().orElseThrow());
        Sample two = Sample.open(pipelines.get(1).sample().orElseThrow())) {
      double[] measured = new double[2];
      double[] simulated = new double[2];
      for (Step<?> step : pipelines.get(0).steps()) {
        StageCosts costs = new MeasuredSample(one).costs(step).orElseThrow();
        double[] here = {seconds(one, step), seconds(two, step)};
        double[] there = {simulated(costs, 1), simulated(costs, 2)};
        rows.add(new Row(step.id(), here, there));
        for (int run = 0; run < 2; run++) {
          measured[run] += here[run];
          simulated[run] += there[run];
        }
      }
      rows.add(new Row("all", measured, simulated));
    }
    return rows;
  }

  private static double seconds(Sample sample, Step<?> step) {
    return new MeasuredSample(sample).run(step).map(RunCosts::seconds).orElseThrow();
  }

  private static double simulated(StageCosts costs, int threads) {
    int processors = Runtime.getRuntime().availableProcessors();
    return costs.on(Machine.of(threads, processors), WAVE_A_THREAD * threads).seconds();
  }

  private static void report(List<Row> rows, Path file) throws IOException {
    System.out.println("             1 thread                     2 threads");
    System.out.println("stage        measured simulated   error   measured simulated   error");
    JsonArray all = new JsonArray();
    for (Row row : rows) {
      System.out.printf(
          Locale.ROOT,
          "%-11s %8.1f s %7.1f s %+5.1f %%  %8.1f s %7.1f s %+5.1f %%%n",
          row.stage(),
          row.measured()[0],
          row.simulated()[0],
          100 * row.error(0),
          row.measured()[1],
          row.simulated()[1],
          100 * row.error(1));
      JsonObject json = new JsonObject();
      json.addProperty("stage", row.stage());
      for (int run = 0; run < 2; run++) {
        json.addProperty("measured_seconds_" + (run + 1), row.measured()[run]);
        json.addProperty("simulated_seconds_" + (run + 1), row.simulated()[run]);
        json.addProperty("error_" + (run + 1), row.error(run));
      }
      all.add(json);
    }
    Files.writeString(file, new GsonBuilder().setPrettyPrinting().create().toJson(all) + "\n");
  }

  private static void profiles(Pipeline pipeline, String size, Path file) throws IOException {
    Map<String, String> provenance = new LinkedHashMap<>();
    try (Sample sample = Sample.open(pipeline.sample().orElseThrow())) {
      int channels = SampleSize.of(sample).orElseThrow().channels();
      provenance.put(
          "phantom", "%s tiles x sections of 2080 px in %d channels".formatted(size, channels));
      provenance.put("threads", "1");
      provenance.put("processor", processor());
      provenance.put("java", System.getProperty("java.version"));
      provenance.put("date", LocalDate.now().toString());
      provenance.put("command", "org.imaxt.benchmarks.ScheduleBenchmark");
      StageProfiles all = new MeasuredSample(sample).profiles(pipeline, MOST_TILES, provenance);
      List<StageProfile> shorter = all.stages().stream().map(s -> s.with(UNITS_A_PHASE)).toList();
      Files.writeString(file, new StageProfiles(provenance, shorter).json());
    }
  }

  private static String processor() throws IOException {
    Path info = Path.of("/proc/cpuinfo");
    if (!Files.exists(info)) {
      return System.getProperty("os.arch");
    }
    try (Stream<String> lines = Files.lines(info)) {
      return lines
          .filter(l -> l.startsWith("model name"))
          .map(l -> l.substring(l.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    }
  }
}
