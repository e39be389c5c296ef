package org.imaxt.core.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.imaxt.core.stage.CancelledException;
import org.imaxt.core.stage.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Units on threads: order, memory, failures, interrupts. */
class ThreadsExecutorTest {

  private static final List<Integer> UNITS = IntStream.range(0, 60).boxed().toList();
  private static final long SECONDS = 20; // a lost signal fails instead of hanging

  /** Most units that were at work at the same time. */
  private static final class Crowd {
    private final AtomicLong inside = new AtomicLong();
    private final AtomicLong most = new AtomicLong();

    int pass(int unit, long size) {
      long now = inside.addAndGet(size);
      most.accumulateAndGet(now, Math::max);
      Thread.yield();
      inside.addAndGet(-size);
      return 2 * unit;
    }
  }

  @Test
  void outcomesAreInTheOrderOfTheUnits() {
    try (ThreadsExecutor executor = new ThreadsExecutor(4)) {
      List<UnitOutcome<Integer>> outcomes =
          executor.map(
              UnitWork.here(u -> 2 * u, u -> 1), UNITS, FailurePolicy.STOP, Progress.none());
      assertEquals(UNITS.stream().map(u -> new UnitOutcome.Done<>(2 * u)).toList(), outcomes);
    }
  }

  @Test
  void unitsNeverNeedMoreThanTheBudgetTogether() {
    Crowd crowd = new Crowd();
    try (ThreadsExecutor executor = new ThreadsExecutor(8, 100)) {
      executor.map(
          UnitWork.here(u -> crowd.pass(u, 30), u -> 30),
          UNITS,
          FailurePolicy.STOP,
          Progress.none());
    }
    assertTrue(crowd.most.get() <= 90, "together " + crowd.most);
  }

  @Test
  void aUnitLargerThanTheBudgetRunsAlone() {
    Crowd crowd = new Crowd();
    try (ThreadsExecutor executor = new ThreadsExecutor(4, 10)) {
      List<UnitOutcome<Integer>> outcomes =
          executor.map(
              UnitWork.here(u -> crowd.pass(u, 1), u -> 1000),
              UNITS,
              FailurePolicy.STOP,
              Progress.none());
      assertEquals(new UnitOutcome.Done<>(118), outcomes.get(59));
    }
    assertEquals(1, crowd.most.get());
  }

  @Test
  void stopsAfterTheFirstFailure() {
    AtomicInteger started = new AtomicInteger();
    try (ThreadsExecutor executor = new ThreadsExecutor(1)) {
      List<UnitOutcome<Integer>> outcomes =
          executor.map(
              UnitWork.here(u -> failAt(3, u, started), u -> 1),
              UNITS,
              FailurePolicy.STOP,
              Progress.none());
      long failed = outcomes.stream().filter(UnitOutcome.Failed.class::isInstance).count();
      assertEquals(1, failed);
      assertInstanceOf(UnitOutcome.Failed.class, outcomes.get(3));
      assertEquals(
          60 - started.get(),
          outcomes.stream().filter(UnitOutcome.Skipped.class::isInstance).count());
      assertTrue(started.get() < 60, "started " + started);
    }
  }

  @Test
  void goesOnAfterFailuresWhenTheyAreCollected() {
    AtomicInteger started = new AtomicInteger();
    try (ThreadsExecutor executor = new ThreadsExecutor(3)) {
      List<UnitOutcome<Integer>> outcomes =
          executor.map(
              UnitWork.here(u -> failAt(3, u, started), u -> 1),
              UNITS,
              FailurePolicy.COLLECT,
              Progress.none());
      assertEquals(60, started.get());
      assertInstanceOf(UnitOutcome.Failed.class, outcomes.get(3));
      assertEquals(59, outcomes.stream().filter(UnitOutcome.Done.class::isInstance).count());
    }
  }

  @ParameterizedTest
  @EnumSource(FailurePolicy.class)
  void oneThreadFailsAsManyDo(FailurePolicy policy) {
    try (SerialExecutor serial = new SerialExecutor()) {
      AtomicInteger started = new AtomicInteger();
      serial.map(UnitWork.here(u -> failAt(3, u, started), u -> 1), UNITS, policy, Progress.none());
      assertEquals(policy == FailurePolicy.STOP ? 4 : 60, started.get());
    }
  }

  @Test
  void anErrorBecomesAFailureWithItsCause() {
    try (ThreadsExecutor executor = new ThreadsExecutor(2)) {
      UnitOutcome<Integer> outcome =
          executor
              .<Integer, Integer>map(
                  UnitWork.here(
                      u -> {
                        throw new OutOfMemoryError("made by the test");
                      },
                      u -> 1),
                  List.of(1),
                  FailurePolicy.STOP,
                  Progress.none())
              .get(0);
      RuntimeException cause = ((UnitOutcome.Failed<Integer>) outcome).cause();
      assertEquals("out of memory; give more with --memory or fewer --threads", cause.getMessage());
    }
  }

  @Test
  void anInterruptEndsTheRunOnlyWhenNoUnitRuns() throws InterruptedException {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    AtomicInteger ended = new AtomicInteger();
    AtomicInteger endedAtReturn = new AtomicInteger(-1);
    AtomicInteger cancelled = new AtomicInteger();
    try (ThreadsExecutor executor = new ThreadsExecutor(1)) {
      Thread driver =
          new Thread(
              () -> {
                List<UnitOutcome<Integer>> outcomes =
                    executor.map(
                        UnitWork.here(
                            u -> {
                              running.countDown();
                              await(goOn);
                              return ended.incrementAndGet();
                            },
                            u -> 1),
                        UNITS,
                        FailurePolicy.STOP,
                        Progress.none());
                endedAtReturn.set(ended.get());
                outcomes.stream()
                    .filter(
                        o ->
                            o instanceof UnitOutcome.Failed<Integer> f
                                && f.cause() instanceof CancelledException)
                    .forEach(o -> cancelled.incrementAndGet());
              });
      driver.start();
      assertTrue(running.await(SECONDS, TimeUnit.SECONDS));
      driver.interrupt();
      goOn.countDown();
      driver.join(TimeUnit.SECONDS.toMillis(SECONDS));
      assertEquals(ended.get(), endedAtReturn.get(), "units that ended after the call returned");
      assertEquals(1, cancelled.get());
    }
  }

  @Test
  void refusesNoThreads() {
    assertEquals(
        "threads must be at least 1, got 0",
        assertThrows(IllegalArgumentException.class, () -> new ThreadsExecutor(0)).getMessage());
  }

  private static int failAt(int failing, int unit, AtomicInteger started) {
    started.incrementAndGet();
    if (unit == failing) {
      throw new IllegalStateException("unit " + unit);
    }
    return unit;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await(SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
