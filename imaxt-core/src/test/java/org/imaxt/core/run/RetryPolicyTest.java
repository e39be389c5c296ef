package org.imaxt.core.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.imaxt.core.stage.CancelledException;
import org.imaxt.core.zarr.StoreException;
import org.junit.jupiter.api.Test;

/** What is tried again, and what is not. */
class RetryPolicyTest {

  private static final RetryPolicy THREE = new RetryPolicy(3, 0);

  private final AtomicInteger attempts = new AtomicInteger();

  private Supplier<Integer> failing(int times, RuntimeException failure) {
    return () -> {
      if (attempts.incrementAndGet() <= times) {
        throw failure;
      }
      return attempts.get();
    };
  }

  private static StoreException hiccup() {
    return new StoreException("write", "/share/chunk", new IOException("stale handle"));
  }

  @Test
  void inputAndOutputAreTriedAgain() {
    assertEquals(3, THREE.run(failing(2, hiccup())));
  }

  @Test
  void theLastFailureIsTheOneThatIsTold() {
    StoreException failure = hiccup();
    assertSame(failure, assertThrows(StoreException.class, () -> THREE.run(failing(9, failure))));
    assertEquals(3, attempts.get());
  }

  @Test
  void nothingElseIsTriedAgain() {
    assertThrows(
        IllegalStateException.class, () -> THREE.run(failing(1, new IllegalStateException("x"))));
    assertEquals(1, attempts.get());
  }

  @Test
  void anInterruptDuringThePauseCancels() {
    Thread.currentThread().interrupt();
    assertThrows(CancelledException.class, () -> new RetryPolicy(3, 50).run(failing(1, hiccup())));
    assertEquals(true, Thread.interrupted());
  }
}
