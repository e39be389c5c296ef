package org.imaxt.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.imaxt.core.contract.Runs;
import org.imaxt.core.model.Location;
import org.imaxt.core.run.ExecutorSettings;
import org.imaxt.core.run.FailurePolicy;
import org.imaxt.core.run.Monitor;
import org.imaxt.core.run.RunRequest;
import org.imaxt.core.run.ThreadsExecutor;
import org.imaxt.core.run.UnitExecutor;
import org.imaxt.core.run.UnitFailedException;
import org.imaxt.core.run.UnitWork;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.stage.CancelledException;
import org.imaxt.core.stage.InputException;
import org.imaxt.core.stage.ParamException;
import org.imaxt.core.stage.Progress;
import org.imaxt.core.stage.Selection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Units on Spark in this process: results, failures and cancelling are those of threads. */
class SparkExecutorTest {

  private static UnitExecutor spark;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    spark = open("local[2]");
  }

  @AfterAll
  static void stop() {
    spark.close();
  }

  static UnitExecutor open(String master) {
    ExecutorSettings settings = new ExecutorSettings(Optional.of(master), 2, Map.of());
    return new SparkProvider().open(settings, Progress.none());
  }

  private static void run(UnitExecutor executor, Path sample, FailurePolicy policy, String task) {
    RunRequest request =
        new RunRequest(
            Optional.of(Location.of(sample)), Selection.ALL, RunRequest.Reuse.RESUME, policy);
    Runs.run(executor, Monitor.silent(), request, task);
  }

  @Test
  void imagesEqualThoseOfThreads() {
    Path here = folder.resolve("threads.zarr");
    Path there = folder.resolve("spark.zarr");
    try (UnitExecutor threads = new ThreadsExecutor(2)) {
      for (String task : new String[] {"paint", "tint"}) {
        run(threads, here, FailurePolicy.STOP, task);
        run(spark, there, FailurePolicy.STOP, task);
      }
    }
    SameBytes.require(here, there, "lab");
  }

  @Test
  void aFailureReadsAsOnThreads() {
    for (FailurePolicy policy : FailurePolicy.values()) {
      Path here = folder.resolve(policy + "-threads.zarr");
      Path there = folder.resolve(policy + "-spark.zarr");
      try (UnitExecutor threads = new ThreadsExecutor(1)) {
        String expected = failure(threads, here, policy);
        assertEquals(expected, failure(spark, there, policy));
      }
    }
  }

  private static String failure(UnitExecutor executor, Path sample, FailurePolicy policy) {
    return assertThrows(UnitFailedException.class, () -> run(executor, sample, policy, "lab fail"))
        .getMessage();
  }

  @Test
  void cancellingEndsTheUnitUnderWay() {
    Path sample = folder.resolve("sample.zarr");
    long start = System.nanoTime();
    assertThrows(
        CancelledException.class,
        () -> Runs.run(spark, new Impatient(), RunRequest.on(sample), "lab wait"));
    double seconds = (System.nanoTime() - start) / 1e9;
    assertTrue(seconds < 20, "cancelled after " + seconds + " s");
    try (Sample free = Sample.openForWriting(sample)) {
      assertEquals(sample.toString(), free.location());
    }
  }

  /** Cancels as soon as a unit is done. */
  private static final class Impatient implements Monitor {
    private volatile boolean done;

    @Override
    public void started(String task, long work) {}

    @Override
    public void advanced(long units, long total) {
      done = true;
    }

    @Override
    public void warned(String message) {}

    @Override
    public void finished(String message) {}

    @Override
    public boolean cancelled() {
      return done;
    }
  }

  @Test
  void aUnitThatFailsTwiceAsADiskDoesIsDoneInTheEnd() {
    Path sample = folder.resolve("sample.zarr");
    Runs.run(
        spark,
        Monitor.silent(),
        RunRequest.on(sample),
        "lab trial",
        "units",
        8,
        "trouble",
        Trouble.IO_TWICE);
    assertEquals(3, sample.resolve("attempts").toFile().list().length);
  }

  @Test
  void refusesAMasterThatNobodyAnswersFor() {
    InputException refused = assertThrows(InputException.class, () -> open("spark://127.0.0.1:1"));
    assertTrue(
        refused.getMessage().startsWith("the Spark master spark://127.0.0.1:1 cannot be reached"),
        refused.getMessage());
  }

  @Test
  void refusesAMasterThatSparkDoesNotKnow() {
    ParamException refused = assertThrows(ParamException.class, () -> open("spark:/host"));
    assertTrue(refused.getMessage().contains("got 'spark:/host'"), refused.getMessage());
  }

  @Test
  void refusesWorkThatCannotTravel() {
    assertInstanceOf(
        IllegalArgumentException.class,
        assertThrows(
            RuntimeException.class,
            () ->
                spark.map(
                    UnitWork.here((Integer u) -> u, u -> 1),
                    List.of(1),
                    FailurePolicy.STOP,
                    Progress.none())));
  }
}
