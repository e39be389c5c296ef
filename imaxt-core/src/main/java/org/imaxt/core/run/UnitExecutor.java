package org.imaxt.core.run;

import java.util.List;
import net.imglib2.parallel.TaskExecutor;
import org.imaxt.core.stage.Progress;

/** Does units of work, somewhere. */
public interface UnitExecutor extends AutoCloseable {

  /**
   * Does all units, and tells of each that is done as one step of progress.
   *
   * @param work what is done with a unit, by any thread
   * @param units the units
   * @param policy what to do when a unit fails
   * @param progress hears of units that are done and of warnings, and may cancel
   * @param <U> unit
   * @param <R> result of a unit
   * @return an outcome a unit, in the order of the units
   */
  <U, R> List<UnitOutcome<R>> map(
      UnitWork<U, R> work, List<U> units, FailurePolicy policy, Progress progress);

  /**
   * How many units run at once.
   *
   * @return at least 1
   */
  int parallelism();

  /**
   * How many units are worth giving out together, so that few cores wait for the last of them.
   *
   * @return at least {@link #parallelism}
   */
  default int wave() {
    return 8 * parallelism();
  }

  /**
   * The same threads, for jobs that divide their own work.
   *
   * @return an executor of ImgLib2's kind
   */
  TaskExecutor tasks();

  /** Ends the threads. */
  @Override
  void close();
}
