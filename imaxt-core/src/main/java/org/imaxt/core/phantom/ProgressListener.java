package org.imaxt.core.phantom;

/** Hears how far a phantom is; called from the working threads. */
@FunctionalInterface
public interface ProgressListener {

  /**
   * One more unit is done.
   *
   * @param done tiles done so far
   * @param total tiles in all
   */
  void progressed(long done, long total);

  /**
   * Hears nothing.
   *
   * @return the listener
   */
  static ProgressListener none() {
    return (done, total) -> {};
  }
}
