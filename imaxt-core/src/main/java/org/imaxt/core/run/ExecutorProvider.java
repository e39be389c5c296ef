package org.imaxt.core.run;

import org.imaxt.core.stage.Progress;

/** Opens executors of a kind that the core does not know; found as a service. */
public interface ExecutorProvider {

  /**
   * How users name the kind.
   *
   * @return a word, such as {@code spark}
   */
  String engine();

  /**
   * Opens an executor.
   *
   * @param settings what the user asked for
   * @param progress warnings and cancellation while the executor is opened
   * @return the executor, ready to work
   * @throws org.imaxt.core.stage.ParamException if the settings cannot be meant
   * @throws org.imaxt.core.stage.InputException if what they name cannot be reached or used
   */
  UnitExecutor open(ExecutorSettings settings, Progress progress);
}
