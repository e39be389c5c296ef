package org.imaxt.core.run;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.imaxt.core.model.Location;
import org.imaxt.core.model.Modality;
import org.imaxt.core.report.Report;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.stage.Job;
import org.imaxt.core.stage.JobContext;
import org.imaxt.core.stage.ParamException;
import org.imaxt.core.stage.Selection;
import org.imaxt.core.stage.Stage;
import org.imaxt.core.stage.StageInfo.SampleUse;
import org.imaxt.core.stage.StageParams;
import org.imaxt.core.stage.Task;

/** Runs any task: the one way in for every surface. */
public final class TaskRunner {

  private final UnitExecutor executor;
  private final Monitor monitor;

  /**
   * A runner.
   *
   * @param executor does the units; stays the caller's to close
   * @param monitor shows progress and cancels
   */
  public TaskRunner(UnitExecutor executor, Monitor monitor) {
    this.executor = executor;
    this.monitor = monitor;
  }

  /**
   * Runs a task to its end.
   *
   * @param task the task
   * @param params its parameters
   * @param request sample, selection and policies
   * @param <P> its parameter record
   * @return what to tell the user; stages have also written it into the sample
   * @throws ParamException if the request does not fit the task
   * @throws org.imaxt.core.stage.InputException if the input cannot be used
   * @throws org.imaxt.core.sample.SampleFormatException if the sample cannot be used
   * @throws UnitFailedException if a unit failed
   * @throws org.imaxt.core.stage.CancelledException if the user cancelled
   */
  public <P extends StageParams> Report run(Task<P> task, P params, RunRequest request) {
    refuseOtherChoices(task, request.selection());
    task.check(params, request.selection());
    MonitoredProgress progress = new MonitoredProgress(task.info().id(), monitor);
    try (Opened opened = open(task, params, request)) {
      if (task instanceof Stage<P, ?, ?> stage) {
        return stage(stage, params, request, opened.sample().orElseThrow(), progress);
      }
      Job<P> job = (Job<P>) task;
      Report report =
          job.run(
              params,
              new JobContext(opened.sample(), request.selection(), executor.tasks(), progress));
      monitor.finished(report.title());
      return report;
    }
  }

  /** A choice that the task cannot keep to would be lost without a word. */
  private static void refuseOtherChoices(Task<?> task, Selection selection) {
    List<Modality> selects = List.of(task.info().selects());
    List<String> problems =
        Arrays.stream(Modality.values())
            .filter(m -> selection.narrows(m) && !selects.contains(m))
            .map(
                m ->
                    "%s must be left out: %s has no %s to choose from"
                        .formatted(Selection.option(m), task.info().id(), Selection.noun(m)))
            .toList();
    if (!problems.isEmpty()) {
      throw new ParamException(problems);
    }
  }

  private <P extends StageParams, U extends Serializable, R extends Serializable> Report stage(
      Stage<P, U, R> stage,
      P params,
      RunRequest request,
      Sample sample,
      MonitoredProgress progress) {
    Report report =
        new StageRun<>(stage, params, request, sample, executor, RetryPolicy.DEFAULT, progress)
            .run();
    monitor.finished(report.title());
    return report;
  }

  private static <P extends StageParams> Opened open(Task<P> task, P params, RunRequest request) {
    SampleUse use = task.info().sample();
    if (use == SampleUse.NONE) {
      return new Opened(Optional.empty());
    }
    Location location =
        request
            .sample()
            .orElseThrow(() -> new ParamException("sample is required by " + task.info().id()));
    return new Opened(
        Optional.of(
            switch (use) {
              case READ -> Sample.open(location);
              case WRITE -> Sample.openForWriting(location);
              default -> Sample.openOrCreate(location, task.newSampleVersion(params));
            }));
  }

  /** A sample that is closed at the end, or none. */
  private record Opened(Optional<Sample> sample) implements AutoCloseable {
    @Override
    public void close() {
      sample.ifPresent(Sample::close);
    }
  }
}
