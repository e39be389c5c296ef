package org.imaxt.core.run;

import java.util.concurrent.atomic.AtomicLong;
import org.imaxt.core.stage.CancelledException;
import org.imaxt.core.stage.Progress;

/** Progress that a monitor shows and can cancel. */
public final class MonitoredProgress implements Progress {

  private final String task;
  private final Monitor monitor;
  private final AtomicLong total = new AtomicLong();
  private final AtomicLong done = new AtomicLong();

  /**
   * Progress of a task.
   *
   * @param task id of the task
   * @param monitor shows it and cancels
   */
  public MonitoredProgress(String task, Monitor monitor) {
    this.task = task;
    this.monitor = monitor;
  }

  @Override
  public void total(long work) {
    total.set(work);
    monitor.started(task, work);
  }

  @Override
  public void advance(long work) {
    monitor.advanced(done.addAndGet(work), total.get());
  }

  @Override
  public void warn(String message) {
    monitor.warned(message);
  }

  @Override
  public void checkCancelled() {
    if (monitor.cancelled() || Thread.currentThread().isInterrupted()) {
      throw new CancelledException();
    }
  }
}
