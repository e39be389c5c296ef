package org.imaxt.core.run;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import net.imglib2.parallel.TaskExecutor;

/** Does units of work, somewhere. */
public interface UnitExecutor extends AutoCloseable {

  /**
   * Does all units.
   *
   * @param units the units
   * @param work what is done with a unit, by any thread
   * @param bytes heap that a unit needs while it runs
   * @param policy what to do when a unit fails
   * @param <U> unit
   * @param <R> result of a unit
   * @return an outcome a unit, in the order of the units
   */
  <U, R> List<UnitOutcome<R>> map(
      List<U> units, Function<U, R> work, ToLongFunction<U> bytes, FailurePolicy policy);

  /**
   * How many units run at once.
   *
   * @return at least 1
   */
  int parallelism();

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
