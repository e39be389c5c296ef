package org.imaxt.core.run;

import org.imaxt.core.stage.CancelledException;

/** Lets units in while the memory they declare fits into a budget; one always may run. */
public final class MemoryGate {

  private final long budget;
  private long used;

  /**
   * A gate.
   *
   * @param budget bytes that units may need together
   */
  public MemoryGate(long budget) {
    this.budget = budget;
  }

  /**
   * Waits until there is room.
   *
   * @param bytes what a unit needs
   * @return what to hand back to {@link #leave}
   * @throws CancelledException if the thread is interrupted meanwhile
   */
  public synchronized long enter(long bytes) {
    while (used > 0 && used + bytes > budget) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CancelledException();
      }
    }
    used += bytes;
    return bytes;
  }

  /**
   * Gives room back.
   *
   * @param bytes what {@link #enter} returned
   */
  public synchronized void leave(long bytes) {
    used -= bytes;
    notifyAll();
  }
}
