package org.imaxt.spark;

import java.util.function.LongConsumer;
import org.imaxt.core.run.Monitor;

/** Hears how many units are done. */
record Watch(LongConsumer listener) implements Monitor {
  @Override
  public void started(String task, long work) {}

  @Override
  public void advanced(long done, long total) {
    listener.accept(done);
  }

  @Override
  public void warned(String message) {}

  @Override
  public void finished(String message) {}

  @Override
  public boolean cancelled() {
    return false;
  }
}
