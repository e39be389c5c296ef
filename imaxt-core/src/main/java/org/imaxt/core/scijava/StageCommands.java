package org.imaxt.core.scijava;

import java.io.File;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.imaxt.core.model.Location;
import org.imaxt.core.model.Modality;
import org.imaxt.core.report.Report;
import org.imaxt.core.run.FailurePolicy;
import org.imaxt.core.run.ReportFiles;
import org.imaxt.core.run.RunRequest;
import org.imaxt.core.run.TaskRunner;
import org.imaxt.core.run.ThreadsExecutor;
import org.imaxt.core.stage.CancelledException;
import org.imaxt.core.stage.ParamSchema;
import org.imaxt.core.stage.Selection;
import org.imaxt.core.stage.StageInfo;
import org.imaxt.core.stage.StageParams;
import org.imaxt.core.stage.Task;
import org.scijava.Context;
import org.scijava.app.StatusService;
import org.scijava.log.LogService;
import org.scijava.service.Service;
import org.scijava.task.TaskService;

/** Runs tasks for the generated commands. */
public final class StageCommands {

  private static final String SAMPLE = "sample";

  private StageCommands() {}

  /**
   * Runs a task with the values of a command's fields, on all cores.
   *
   * <p>A run that the user cancels returns normally and leaves {@code cancellation} cancelled, as
   * SciJava expects. The reason of a failure goes to the log and the status bar before it is
   * thrown, because SciJava tells callers only that the module threw something.
   *
   * @param task the task
   * @param inputs values of the command's fields by name, {@code sample} and the choices included;
   *     null means the default
   * @param cancellation tells that the user ended the command
   * @param context where status bar, log and task list come from; null for none
   * @param <P> parameter record of the task
   * @return path or URI of the HTML report, or the report as text where the task leaves no file
   * @throws RuntimeException as {@link TaskRunner#run} does
   */
  public static <P extends StageParams> String run(
      Task<P> task, Map<String, Object> inputs, Cancellation cancellation, Context context) {
    Optional<LogService> log = service(context, LogService.class);
    Optional<StatusService> status = service(context, StatusService.class);
    Optional<org.scijava.task.Task> shown =
        service(context, TaskService.class).map(s -> s.createTask("IMAXT " + task.info().id()));
    Thread caller = Thread.currentThread();
    StatusProgress monitor =
        new StatusProgress(
            status, log, shown, () -> cancellation.isCanceled() || caller.isInterrupted());
    shown.ifPresent(t -> t.setCancelCallBack(() -> cancellation.cancel("cancelled")));
    shown.ifPresent(org.scijava.task.Task::start);
    try {
      return run(task, inputs, monitor);
    } catch (CancelledException e) {
      cancellation.cancel(e.getMessage());
      return "";
    } catch (RuntimeException e) {
      String reason = "IMAXT: " + (e.getMessage() == null ? e.toString() : e.getMessage());
      log.ifPresent(l -> l.error(reason));
      status.ifPresent(s -> s.warn(reason));
      throw e;
    } finally {
      shown.ifPresent(org.scijava.task.Task::finish);
    }
  }

  private static <P extends StageParams> String run(
      Task<P> task, Map<String, Object> inputs, StatusProgress monitor) {
    Map<String, Object> values = new LinkedHashMap<>(inputs);
    boolean usesSample = task.info().sample() != StageInfo.SampleUse.NONE;
    Optional<Location> sample =
        Optional.ofNullable(usesSample ? (File) values.remove(SAMPLE) : null)
            .filter(f -> !f.getPath().isEmpty())
            .map(Location::of);
    Selection selection = usesSample ? selection(task, values) : Selection.ALL;
    P params = ParamSchema.of(task).bind(task.defaults(), values);
    RunRequest request =
        new RunRequest(sample, selection, RunRequest.Reuse.RESUME, FailurePolicy.STOP);
    try (ThreadsExecutor executor =
        new ThreadsExecutor(Runtime.getRuntime().availableProcessors())) {
      Report report = new TaskRunner(executor, monitor).run(task, params, request);
      return ReportFiles.html(task, params, sample).orElseGet(report::text);
    }
  }

  /** Takes the choices out of the fields: those that the task's command has. */
  private static Selection selection(Task<?> task, Map<String, Object> values) {
    Map<Modality, String> written = new EnumMap<>(Modality.class);
    for (Modality modality : task.info().selects()) {
      Object text = values.remove(Selection.option(modality));
      written.put(modality, text == null ? Selection.EVERYTHING : text.toString());
    }
    return Selection.of(written);
  }

  /**
   * A number as a text field shows it.
   *
   * @param number the number
   * @return text that the schema reads back as the same number
   */
  public static String text(Number number) {
    return number.toString();
  }

  /**
   * An enum constant as a choice.
   *
   * @param constant the constant
   * @return its word in kebab-case
   */
  public static String text(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static <S extends Service> Optional<S> service(Context context, Class<S> type) {
    return Optional.ofNullable(context).map(c -> c.getService(type));
  }
}
