package org.imaxt.core.contract;

import java.io.File;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.imaxt.core.model.Location;
import org.imaxt.core.report.Report;
import org.imaxt.core.run.FailurePolicy;
import org.imaxt.core.run.Monitor;
import org.imaxt.core.run.RunRequest;
import org.imaxt.core.run.SerialExecutor;
import org.imaxt.core.run.TaskRunner;
import org.imaxt.core.run.ThreadsExecutor;
import org.imaxt.core.run.UnitExecutor;
import org.imaxt.core.stage.ParamSchema;
import org.imaxt.core.stage.Selection;
import org.imaxt.core.stage.StageParams;
import org.imaxt.core.stage.Task;
import org.imaxt.core.stage.TaskRegistry;

/** Runs tasks by their ids, as the surfaces do. */
public final class Runs {

  /** All tasks on the class path. */
  public static final TaskRegistry TASKS = TaskRegistry.load(Runs.class.getClassLoader());

  private Runs() {}

  /** Runs a task on two threads; its parameters as names and values in turn. */
  public static Report run(Path sample, String id, Object... parameters) {
    return run(Location.of(sample), id, parameters);
  }

  /** Runs a task on two threads, wherever the sample lies. */
  public static Report run(Location sample, String id, Object... parameters) {
    try (UnitExecutor executor = new ThreadsExecutor(2)) {
      return run(executor, Monitor.silent(), RunRequest.on(sample), id, parameters);
    }
  }

  /** Runs a task on some sections. */
  public static Report runOn(Path sample, String sections, String id, Object... parameters) {
    RunRequest request =
        new RunRequest(
            Optional.of(Location.of(sample)),
            new Selection(sections),
            RunRequest.Reuse.RESUME,
            FailurePolicy.STOP);
    try (UnitExecutor executor = new ThreadsExecutor(2)) {
      return run(executor, Monitor.silent(), request, id, parameters);
    }
  }

  /** Runs a task on one thread that a monitor watches. */
  public static Report watched(Path sample, Monitor monitor, String id, Object... parameters) {
    try (UnitExecutor executor = new SerialExecutor()) {
      return run(executor, monitor, RunRequest.on(sample), id, parameters);
    }
  }

  /** Runs a task in any way. */
  public static Report run(
      UnitExecutor executor, Monitor monitor, RunRequest request, String id, Object... parameters) {
    return runTask(executor, monitor, request, TASKS.get(id), values(parameters));
  }

  private static <P extends StageParams> Report runTask(
      UnitExecutor executor,
      Monitor monitor,
      RunRequest request,
      Task<P> task,
      Map<String, Object> values) {
    return new TaskRunner(executor, monitor)
        .run(task, ParamSchema.of(task).bind(task.defaults(), values), request);
  }

  private static Map<String, Object> values(Object... parameters) {
    Map<String, Object> values = new HashMap<>();
    for (int i = 0; i < parameters.length; i += 2) {
      Object value = parameters[i + 1];
      values.put(
          (String) parameters[i], value instanceof Path path ? new File(path.toString()) : value);
    }
    return values;
  }
}
