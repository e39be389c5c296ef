package org.imaxt.core.pipeline;

import java.util.function.BiConsumer;
import org.imaxt.core.report.Report;
import org.imaxt.core.run.FailurePolicy;
import org.imaxt.core.run.RunRequest;
import org.imaxt.core.run.TaskRunner;
import org.imaxt.core.stage.StageParams;

/** Runs the steps of a pipeline in order; the first that fails ends it. */
public final class PipelineRunner {

  private final TaskRunner runner;
  private final BiConsumer<Step<?>, Report> listener;

  /**
   * A runner.
   *
   * @param runner runs a step
   * @param listener hears of each step that is done
   */
  public PipelineRunner(TaskRunner runner, BiConsumer<Step<?>, Report> listener) {
    this.runner = runner;
    this.listener = listener;
  }

  /**
   * Runs all steps. What a step can check without a sample is checked by the step itself before it
   * writes; the first step's check therefore comes before anything is written.
   *
   * @param pipeline the steps
   * @param reuse whether outputs that are up to date are kept
   * @param failure what to do when a unit fails
   * @throws RuntimeException as {@link TaskRunner#run} does
   */
  public void run(Pipeline pipeline, RunRequest.Reuse reuse, FailurePolicy failure) {
    for (Step<?> step : pipeline.steps()) {
      RunRequest request =
          new RunRequest(
              pipeline.sample(),
              pipeline.selection().only(step.task().info().selects()),
              reuse,
              failure);
      listener.accept(step, run(step, request));
    }
  }

  private <P extends StageParams> Report run(Step<P> step, RunRequest request) {
    return runner.run(step.task(), step.params(), request);
  }
}
