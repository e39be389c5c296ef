package org.imaxt.spark;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.TaskContext;
import org.imaxt.core.stage.CancelledException;
import org.imaxt.core.stage.Progress;

/** Progress of a unit on a worker: warnings travel with the answer, Spark cancels. */
final class WorkerProgress implements Progress {

  private final TaskContext task = TaskContext.get();
  private final List<String> warnings = new ArrayList<>();

  @Override
  public void total(long work) {}

  @Override
  public void advance(long work) {}

  @Override
  public synchronized void warn(String message) {
    warnings.add(message);
  }

  synchronized List<String> warnings() {
    return new ArrayList<>(warnings);
  }

  @Override
  public void checkCancelled() {
    if (task != null && task.isInterrupted()) {
      throw new CancelledException();
    }
  }
}
