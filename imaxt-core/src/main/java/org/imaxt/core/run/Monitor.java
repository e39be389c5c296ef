package org.imaxt.core.run;

/** What a surface shows of a run. Called by several threads. */
public interface Monitor {

  /**
   * A task begins or learns how much there is to do.
   *
   * @param task id of the task
   * @param work total amount of work, in units of its own
   */
  void started(String task, long work);

  /**
   * Work was done.
   *
   * @param done amount so far
   * @param total amount in all
   */
  void advanced(long done, long total);

  /**
   * Something the user should know.
   *
   * @param message lower case, no full stop
   */
  void warned(String message);

  /**
   * The task is done.
   *
   * @param message what was made, one line
   */
  void finished(String message);

  /**
   * Whether the user wants the run to end.
   *
   * @return true from then on
   */
  boolean cancelled();

  /**
   * A monitor that shows nothing and never cancels.
   *
   * @return the monitor
   */
  static Monitor silent() {
    return new Monitor() {
      @Override
      public void started(String task, long work) {}

      @Override
      public void advanced(long done, long total) {}

      @Override
      public void warned(String message) {}

      @Override
      public void finished(String message) {}

      @Override
      public boolean cancelled() {
        return false;
      }
    };
  }
}
