package org.imaxt.core.run;

import java.util.ArrayList;
import java.util.List;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.imaxt.core.stage.Progress;

/** Does units one after the other on the caller's thread. */
public final class SerialExecutor implements UnitExecutor {

  /** An executor without threads of its own. */
  public SerialExecutor() {}

  @Override
  public <U, R> List<UnitOutcome<R>> map(
      UnitWork<U, R> work, List<U> units, FailurePolicy policy, Progress progress) {
    List<UnitOutcome<R>> outcomes = new ArrayList<>();
    boolean stopped = false;
    for (U unit : units) {
      if (stopped) {
        outcomes.add(new UnitOutcome.Skipped<>());
        continue;
      }
      try {
        outcomes.add(new UnitOutcome.Done<>(work.process(unit, progress)));
        progress.advance(1);
      } catch (RuntimeException e) {
        outcomes.add(new UnitOutcome.Failed<>(e));
        stopped = policy == FailurePolicy.STOP;
      }
    }
    return outcomes;
  }

  @Override
  public int parallelism() {
    return 1;
  }

  @Override
  public TaskExecutor tasks() {
    return TaskExecutors.singleThreaded();
  }

  @Override
  public void close() {}
}
