package org.imaxt.cli;

import com.google.gson.GsonBuilder;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.imaxt.core.algo.schedule.Machine;
import org.imaxt.core.model.Location;
import org.imaxt.core.pipeline.Pipeline;
import org.imaxt.core.pipeline.PipelineReader;
import org.imaxt.core.plan.PipelinePlan;
import org.imaxt.core.plan.PipelinePlanner;
import org.imaxt.core.plan.StageProfiles;
import org.imaxt.core.run.ExitCode;
import org.imaxt.core.run.RunRequest.Reuse;
import org.imaxt.core.sample.OutputFile;
import org.imaxt.core.stage.ParamException;
import org.imaxt.core.stage.TaskRegistry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what a pipeline file will take before it runs. */
@Command(
    name = "plan",
    description = "Lists units, time, memory and bytes of each step of a pipeline; runs none.")
final class PlanCommand implements Callable<Integer> {

  /** As {@code ThreadsExecutor} gives out. */
  private static final int WAVE_A_THREAD = 8;

  private final TaskRegistry registry;
  private final Terminal terminal;

  @Parameters(paramLabel = "<pipeline.yml>", description = "The pipeline file.")
  private Path file;

  @Option(
      names = "--sample",
      paramLabel = "<place>",
      converter = SampleOptions.Place.class,
      description = "The sample, in place of the file's.")
  private Location sample;

  @Option(
      names = "--threads",
      paramLabel = "<count>",
      description = "Threads that it will use (default: all cores).")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(names = "--force", description = "Plan everything, also what is up to date.")
  private boolean force;

  @Option(names = "--json", paramLabel = "<file>", description = "The plan as JSON, to this file.")
  private Path json;

  PlanCommand(TaskRegistry registry, Terminal terminal) {
    this.registry = registry;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (threads < 1) {
      throw new ParamException("--threads must be at least 1, got " + threads);
    }
    Pipeline pipeline = new PipelineReader(registry).read(file, Optional.ofNullable(sample));
    PipelinePlan plan =
        new PipelinePlanner(StageProfiles.shipped(), force ? Reuse.FORCE : Reuse.RESUME)
            .plan(pipeline);
    double budget = Runtime.getRuntime().maxMemory() / 2.0;
    Machine machine =
        new Machine(
            threads,
            Runtime.getRuntime().availableProcessors(),
            1,
            Double.POSITIVE_INFINITY,
            budget,
            0);
    int wave = WAVE_A_THREAD * threads;
    terminal.out().print(plan.report(machine, wave).text());
    terminal.out().flush();
    if (json != null) {
      OutputFile.write(
          json,
          new GsonBuilder().setPrettyPrinting().create().toJson(plan.json(machine, wave)) + "\n");
    }
    return ExitCode.DONE.code();
  }
}
