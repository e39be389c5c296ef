package org.imaxt.core.contract;

import java.util.concurrent.atomic.AtomicLong;
import org.imaxt.core.run.Monitor;

/** Wants a run to end after some units. */
public final class Impatient implements Monitor {

  private final long units;
  private final AtomicLong done = new AtomicLong();

  /**
   * A monitor.
   *
   * @param units units after which it is enough; 0 ends the run before the first
   */
  public Impatient(long units) {
    this.units = units;
  }

  @Override
  public void started(String task, long work) {}

  @Override
  public void advanced(long now, long total) {
    done.set(now);
  }

  @Override
  public void warned(String message) {}

  @Override
  public void finished(String message) {}

  @Override
  public boolean cancelled() {
    return done.get() >= units;
  }
}
