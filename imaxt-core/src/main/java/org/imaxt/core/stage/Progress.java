package org.imaxt.core.stage;

/** How work tells of itself and learns that it shall stop. Safe for use by several threads. */
public interface Progress {

  /**
   * Announces the amount of work of a job; stages are measured by their units.
   *
   * @param work total, in any unit
   */
  void total(long work);

  /**
   * Tells that work was done.
   *
   * @param work amount, in the unit of {@link #total}
   */
  void advance(long work);

  /**
   * Tells the user something odd about a usable result.
   *
   * @param message lower case, no full stop
   */
  void warn(String message);

  /**
   * Ends the work if the user asked for it; to be called once a chunk.
   *
   * @throws CancelledException if the user cancelled
   */
  void checkCancelled();

  /**
   * Progress that nobody watches and nobody cancels.
   *
   * @return the progress
   */
  static Progress none() {
    return new Progress() {
      @Override
      public void total(long work) {}

      @Override
      public void advance(long work) {}

      @Override
      public void warn(String message) {}

      @Override
      public void checkCancelled() {}
    };
  }
}
