package org.imaxt.core.run;

import java.io.Serializable;
import java.util.function.Supplier;
import org.imaxt.core.stage.CancelledException;
import org.imaxt.core.zarr.StoreException;

/**
 * Tries again what failed because of input or output, and nothing else.
 *
 * @param attempts how often a unit is tried in all, at least 1
 * @param pauseMillis pause before the second attempt; doubles from there
 */
public record RetryPolicy(int attempts, long pauseMillis) implements Serializable {

  /** Three attempts within a second: enough for a network share that hiccups. */
  public static final RetryPolicy DEFAULT = new RetryPolicy(3, 200);

  /**
   * Does some work.
   *
   * @param work the work; it must bear being done twice
   * @param <R> its result
   * @return the result of the first attempt that succeeds
   */
  <R> R run(Supplier<R> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return work.get();
      } catch (StoreException e) {
        if (attempt >= attempts) {
          throw e;
        }
        pause(pauseMillis << (attempt - 1));
      }
    }
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancelledException();
    }
  }
}
