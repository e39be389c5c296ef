package org.imaxt.core.scijava;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.imaxt.core.run.Monitor;
import org.scijava.app.StatusService;
import org.scijava.log.LogService;
import org.scijava.task.Task;

/**
 * Shows a run in the status bar and as a SciJava task, and cancels it when either asks for it.
 *
 * <p>Progress comes from several threads and out of order; the bar only ever moves forward.
 */
public final class StatusProgress implements Monitor {

  /** Finer steps cannot be seen in a status bar. */
  private static final long STEPS = 1000;

  private final Optional<StatusService> status;
  private final Optional<LogService> log;
  private final Optional<Task> task;
  private final BooleanSupplier cancelled;
  private String name = "";
  private long shown = -1;

  /**
   * A monitor.
   *
   * @param status the status bar, if there is one
   * @param log where warnings go, if there is one
   * @param task what Fiji shows in its list of running tasks, if it keeps one
   * @param cancelled whether the user ended the command
   */
  public StatusProgress(
      Optional<StatusService> status,
      Optional<LogService> log,
      Optional<Task> task,
      BooleanSupplier cancelled) {
    this.status = status;
    this.log = log;
    this.task = task;
    this.cancelled = cancelled;
  }

  @Override
  public synchronized void started(String id, long work) {
    name = id;
    shown = -1;
    task.ifPresent(t -> t.setProgressMaximum(STEPS));
    status.ifPresent(s -> s.showStatus("IMAXT " + name));
  }

  @Override
  public synchronized void advanced(long done, long total) {
    long step = total <= 0 ? 0 : Math.min(STEPS, done * STEPS / total);
    if (step > shown) {
      shown = step;
      task.ifPresent(t -> t.setProgressValue(step));
      status.ifPresent(s -> s.showStatus((int) step, (int) STEPS, "IMAXT " + name));
    }
  }

  @Override
  public void warned(String message) {
    log.ifPresent(l -> l.warn(message));
  }

  @Override
  public void finished(String message) {
    status.ifPresent(s -> s.showStatus(message));
  }

  @Override
  public boolean cancelled() {
    return cancelled.getAsBoolean() || task.map(Task::isCanceled).orElse(false);
  }
}
