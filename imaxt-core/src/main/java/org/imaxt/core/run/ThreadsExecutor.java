package org.imaxt.core.run;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.imaxt.core.stage.CancelledException;
import org.imaxt.core.stage.Progress;
import org.imaxt.core.stage.Require;

/**
 * Does units on threads of this process, and admits them by the memory they declare: together they
 * never need more than the budget, unless a single one does.
 */
public final class ThreadsExecutor implements UnitExecutor {

  private final int threads;
  private final MemoryGate gate;
  private final ForkJoinPool pool;

  /**
   * An executor with half of the heap as its budget.
   *
   * @param threads number of threads, at least 1
   */
  public ThreadsExecutor(int threads) {
    this(threads, Runtime.getRuntime().maxMemory() / 2);
  }

  /**
   * An executor with a budget.
   *
   * @param threads number of threads, at least 1
   * @param budgetBytes heap that units may need together
   */
  public ThreadsExecutor(int threads, long budgetBytes) {
    Require.require(threads >= 1, "threads must be at least 1, got %s", threads);
    this.threads = threads;
    this.gate = new MemoryGate(budgetBytes);
    this.pool = new ForkJoinPool(threads);
  }

  @Override
  public <U, R> List<UnitOutcome<R>> map(
      UnitWork<U, R> work, List<U> units, FailurePolicy policy, Progress progress) {
    AtomicBoolean stopped = new AtomicBoolean();
    List<Future<UnitOutcome<R>>> running = new ArrayList<>();
    for (U unit : units) {
      running.add(
          pool.submit(
              () -> {
                if (stopped.get()) {
                  return new UnitOutcome.Skipped<R>();
                }
                long reserved = gate.enter(work.memoryBytes(unit));
                try {
                  return stopped.get()
                      ? new UnitOutcome.Skipped<R>()
                      : done(work.process(unit, progress), progress);
                } catch (RuntimeException e) {
                  stopped.compareAndSet(false, policy == FailurePolicy.STOP);
                  return new UnitOutcome.Failed<R>(e);
                } finally {
                  gate.leave(reserved);
                }
              }));
    }
    return outcomes(running, stopped);
  }

  private static <R> UnitOutcome<R> done(R result, Progress progress) {
    progress.advance(1);
    return new UnitOutcome.Done<>(result);
  }

  /** Waits for all units, also after an interrupt: none may write when the caller goes on. */
  private static <R> List<UnitOutcome<R>> outcomes(
      List<Future<UnitOutcome<R>>> running, AtomicBoolean stopped) {
    List<UnitOutcome<R>> outcomes = new ArrayList<>();
    boolean interrupted = false;
    while (outcomes.size() < running.size()) {
      try {
        outcomes.add(get(running.get(outcomes.size())));
      } catch (InterruptedException e) {
        stopped.set(true); // those under way are waited for: they write into the sample
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
      outcomes.set(outcomes.size() - 1, new UnitOutcome.Failed<>(new CancelledException()));
    }
    return outcomes;
  }

  @Override
  public int parallelism() {
    return threads;
  }

  @Override
  public TaskExecutor tasks() {
    return TaskExecutors.forExecutorServiceAndNumTasks(pool, threads * 4);
  }

  /** Waits for units under way: the sample must stay locked until the last has ended. */
  @Override
  public void close() {
    pool.shutdown();
    boolean interrupted = false;
    while (true) {
      try {
        if (pool.awaitTermination(1, TimeUnit.MINUTES)) {
          break;
        }
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static <R> UnitOutcome<R> get(Future<UnitOutcome<R>> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      return new UnitOutcome.Failed<>(
          e.getCause() instanceof OutOfMemoryError
              ? new IllegalStateException(
                  "out of memory; give more with --memory or fewer --threads", e.getCause())
              : new IllegalStateException("a unit ended in " + e.getCause(), e.getCause()));
    }
  }
}
