package org.imaxt.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.imaxt.core.pipeline.Pipeline;
import org.imaxt.core.pipeline.PipelineReader;
import org.imaxt.core.pipeline.PipelineRunner;
import org.imaxt.core.run.ExitCode;
import org.imaxt.core.run.TaskRunner;
import org.imaxt.core.run.UnitExecutor;
import org.imaxt.core.stage.TaskRegistry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Runs a pipeline file. */
@Command(
    name = "run",
    description = "Runs the steps of a pipeline file, having checked all of them.")
final class RunCommand implements Callable<Integer> {

  private final TaskRegistry registry;
  private final Terminal terminal;

  @Parameters(paramLabel = "<pipeline.yml>", description = "The pipeline file.")
  private Path file;

  @Mixin private RunOptions options;

  RunCommand(TaskRegistry registry, Terminal terminal) {
    this.registry = registry;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    run(new PipelineReader(registry).read(file), options, terminal);
    return ExitCode.DONE.code();
  }

  /** Runs a pipeline and prints the report of each step. */
  static void run(Pipeline pipeline, RunOptions options, Terminal terminal) {
    try (ConsoleMonitor monitor = ConsoleMonitor.of(terminal, options);
        UnitExecutor executor = options.executor(monitor)) {
      new PipelineRunner(
              new TaskRunner(executor, monitor),
              (step, report) -> Answers.print(terminal, options, step, pipeline.sample(), report))
          .run(pipeline, options.reuse(), options.failure());
    }
  }
}
