package org.imaxt.cli;

import com.google.gson.GsonBuilder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.imaxt.core.algo.schedule.Machine;
import org.imaxt.core.model.Location;
import org.imaxt.core.model.Modality;
import org.imaxt.core.pipeline.Pipeline;
import org.imaxt.core.pipeline.Step;
import org.imaxt.core.plan.MeasuredSample;
import org.imaxt.core.plan.SampleSize;
import org.imaxt.core.plan.Simulation;
import org.imaxt.core.plan.StageProfile;
import org.imaxt.core.plan.StageProfiles;
import org.imaxt.core.report.HtmlReport;
import org.imaxt.core.report.Report;
import org.imaxt.core.run.ExitCode;
import org.imaxt.core.sample.OutputFile;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.stage.ParamException;
import org.imaxt.core.stage.Selection;
import org.imaxt.core.stage.StageParams;
import org.imaxt.core.stage.Task;
import org.imaxt.core.stage.TaskRegistry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Says how long a pipeline would take on a sample and a cluster that are not here. */
@Command(
    name = "simulate",
    description = "Schedules measured times of units on many cores, for a sample of any size.")
final class SimulateCommand implements Callable<Integer> {

  private static final double MEGA = 1e6;
  private static final double GIGA = 1e9;

  private final TaskRegistry registry;
  private final Terminal terminal;

  @Option(
      names = "--cores",
      paramLabel = "<count>",
      description = "Cores of the cluster (default: ${DEFAULT-VALUE}).")
  private int cores = 100;

  @Option(
      names = "--sections",
      paramLabel = "<count>",
      description = "Sections of the sample (default: ${DEFAULT-VALUE}).")
  private int sections = 100;

  @Option(
      names = "--tiles",
      paramLabel = "<count>",
      description = "Tiles of a section (default: ${DEFAULT-VALUE}).")
  private int tiles = 100;

  @Option(
      names = "--channels",
      paramLabel = "<count>",
      description = "Channels (default: ${DEFAULT-VALUE}).")
  private int channels = 4;

  @Option(
      names = "--tile",
      paramLabel = "<px>",
      description = "Width and height of a tile (default: ${DEFAULT-VALUE}).")
  private int tile = 2080;

  @Option(
      names = "--bandwidth",
      paramLabel = "<MB/s>",
      description = "What the storage reads and writes for all cores together (default: no limit).")
  private double bandwidth = Double.POSITIVE_INFINITY;

  @Option(
      names = "--memory-per-core",
      paramLabel = "<GB>",
      description =
          "Heap of the executors a core; units get half of it (default: ${DEFAULT-VALUE}).")
  private double memory = 2;

  @Option(
      names = "--executor-cores",
      paramLabel = "<count>",
      description = "Cores of an executor, which compiles for itself (default: ${DEFAULT-VALUE}).")
  private int executorCores = 8;

  @Option(
      names = "--dispatch",
      paramLabel = "<ms>",
      description = "Time in which the driver gives out a unit (default: ${DEFAULT-VALUE}).")
  private double dispatch = 1;

  @Option(
      names = "--wave",
      paramLabel = "<count>",
      description = "Units given out together, a core (default: ${DEFAULT-VALUE}, as Spark gets).")
  private int wave = 64;

  @Option(
      names = "--like",
      paramLabel = "<sample>",
      converter = SampleOptions.Place.class,
      description = "Take the times of this sample's units (default: times that are shipped).")
  private Location like;

  @Option(
      names = "--out",
      paramLabel = "<file.html>",
      description = "The report as HTML, and as JSON beside it.")
  private Path out;

  SimulateCommand(TaskRegistry registry, Terminal terminal) {
    this.registry = registry;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    check();
    SampleSize size = new SampleSize(sections, tiles, channels, 1, (double) tile * tile / MEGA);
    Machine machine =
        new Machine(
            cores,
            cores,
            (cores + executorCores - 1) / executorCores,
            bandwidth * MEGA,
            cores * memory * GIGA / 2,
            dispatch / 1000);
    Report report = Simulation.of(profiles(), size, machine, wave * cores).report();
    terminal.out().print(report.text());
    terminal.out().flush();
    if (out != null) {
      write(report);
    }
    return ExitCode.DONE.code();
  }

  private void check() {
    List<String> problems = new ArrayList<>();
    Map<String, Number> least = new LinkedHashMap<>();
    least.put("--cores", cores);
    least.put("--executor-cores", executorCores);
    least.put("--sections", sections);
    least.put("--tiles", tiles);
    least.put("--channels", channels);
    least.put("--tile", tile);
    least.put("--wave", wave);
    least.forEach(
        (name, value) -> {
          if (value.intValue() < 1) {
            problems.add("%s must be at least 1, got %s".formatted(name, value));
          }
        });
    if (!(bandwidth > 0)) {
      problems.add("--bandwidth must be positive, got " + bandwidth);
    }
    if (!(memory > 0)) {
      problems.add("--memory-per-core must be positive, got " + memory);
    }
    if (!(dispatch >= 0)) {
      problems.add("--dispatch must be at least 0, got " + dispatch);
    }
    if (!problems.isEmpty()) {
      throw new ParamException(problems);
    }
  }

  /** The shipped profiles, or those of the same stages in a sample. */
  private StageProfiles profiles() {
    StageProfiles shipped = StageProfiles.shipped();
    if (like == null) {
      return shipped;
    }
    List<Step<?>> steps = new ArrayList<>();
    Map<String, Integer> most = new LinkedHashMap<>();
    for (StageProfile profile : shipped.stages()) {
      steps.add(step(registry.get(profile.stage())));
      most.put(profile.stage(), profile.mostTiles());
    }
    try (Sample sample = Sample.open(like)) {
      StageProfiles own =
          new MeasuredSample(sample)
              .profiles(
                  new Pipeline(Optional.of(like), Selection.of(Map.<Modality, String>of()), steps),
                  most,
                  Map.of("sample", like.toString()));
      if (own.stages().isEmpty()) {
        throw new ParamException(
            "--like %s has no times of units; run a pipeline on it".formatted(like));
      }
      return own;
    }
  }

  private static <P extends StageParams> Step<P> step(Task<P> task) {
    return new Step<>(task, task.defaults(), 1);
  }

  private void write(Report report) {
    String name = out.getFileName().toString().replaceFirst("(?i)\\.html?$", "");
    Map<String, Object> options = new LinkedHashMap<>();
    options.put("cores", cores);
    options.put("bandwidth", Double.isInfinite(bandwidth) ? "no limit" : bandwidth + " MB/s");
    options.put("memory per core", memory + " GB");
    options.put("dispatch", dispatch + " ms");
    options.put("wave", wave);
    OutputFile.write(out, HtmlReport.render(report, options, Map.of("task", "simulate")));
    OutputFile.write(
        out.resolveSibling(name + ".json"),
        new GsonBuilder().setPrettyPrinting().create().toJson(report.json()) + "\n");
  }
}
