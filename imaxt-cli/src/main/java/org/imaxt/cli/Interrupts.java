package org.imaxt.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.imaxt.core.run.ExitCode;

/**
 * Turns Ctrl-C and SIGTERM into a cancellation: the run ends at the next chunk, tidies up, and the
 * process ends with the exit code of a cancelled run.
 */
final class Interrupts implements BooleanSupplier {

  /** A chunk takes seconds at most; a run that does not end by then is ended as it is. */
  private static final long PATIENCE_SECONDS = 60;

  private final CountDownLatch done = new CountDownLatch(1);
  private volatile boolean cancelled;

  private Interrupts() {}

  /** Listens from now on. */
  static Interrupts listen() {
    Interrupts interrupts = new Interrupts();
    Runtime.getRuntime().addShutdownHook(new Thread(interrupts::shutdown, "imaxt-cancel"));
    return interrupts;
  }

  @Override
  public boolean getAsBoolean() {
    return cancelled;
  }

  /** Ends the process; to be called when the run is over, however it ended. */
  void exit(int code) {
    done.countDown();
    System.exit(code); // waits for the hook below if a signal came first
  }

  private void shutdown() {
    if (done.getCount() == 0) {
      return; // the run ended by itself
    }
    cancelled = true;
    try {
      if (!done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("imaxt: the run did not end in time; what is complete stays");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(ExitCode.CANCELLED.code());
  }
}
