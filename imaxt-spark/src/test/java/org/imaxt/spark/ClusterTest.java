package org.imaxt.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.imaxt.core.contract.Runs;
import org.imaxt.core.run.ExitCode;
import org.imaxt.core.run.Monitor;
import org.imaxt.core.run.RunRequest;
import org.imaxt.core.run.UnitExecutor;
import org.imaxt.core.run.UnitFailedException;
import org.imaxt.core.stage.InputException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A master and two workers as processes of their own: what is lost is begun again. */
@Tag("slow")
class ClusterTest {

  private static final int UNITS = 40;

  @TempDir private Path folder;

  private Cluster cluster;

  @BeforeEach
  void start() throws IOException {
    cluster = Cluster.start(folder, 2);
  }

  @AfterEach
  void stop() {
    cluster.close();
  }

  private Path expected() {
    Path sample = folder.resolve("threads.zarr");
    Runs.run(sample, "lab trial", "units", UNITS, "trouble", Trouble.SLOW);
    return sample;
  }

  private Path run(Trouble trouble, Monitor monitor) {
    Path sample = folder.resolve("spark.zarr");
    try (UnitExecutor executor = cluster.executor()) {
      RunRequest request = RunRequest.on(sample);
      Runs.run(executor, monitor, request, "lab trial", "units", UNITS, "trouble", trouble);
    }
    return sample;
  }

  @Test
  void aKilledWorkersUnitsAreDoneByTheOther() {
    AtomicBoolean killed = new AtomicBoolean();
    Monitor killer =
        new Watch(
            done -> {
              if (done >= UNITS / 4 && killed.compareAndSet(false, true)) {
                kill(0);
              }
            });
    Path actual = run(Trouble.SLOW, killer);
    assertTrue(killed.get(), "the worker was never killed");
    SameBytes.require(expected(), actual, TrialStage.FOLDER);
  }

  private void kill(int worker) {
    try {
      cluster.killWorker(worker);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aUnitWhoseProcessIsLostOnceIsDoneInTheEnd() {
    SameBytes.require(expected(), run(Trouble.LOST_ONCE, Monitor.silent()), TrialStage.FOLDER);
  }

  @Test
  void aUnitThatTakesItsProcessAlongEachTimeIsNamed() {
    UnitFailedException failure =
        assertThrows(UnitFailedException.class, () -> run(Trouble.LOST_ALWAYS, Monitor.silent()));
    assertEquals(ExitCode.FAILED, ExitCode.of(failure));
    String begin = "lab trial failed on S001 Trial[number=%d]: its process was lost 4 times";
    assertTrue(failure.getMessage().startsWith(begin.formatted(UNITS / 2)), failure.getMessage());
  }

  @Test
  void aUnitThatExhaustsTheMemoryIsNamed() {
    UnitFailedException failure =
        assertThrows(UnitFailedException.class, () -> run(Trouble.MEMORY, Monitor.silent()));
    assertEquals(ExitCode.FAILED, ExitCode.of(failure));
    String begin = "lab trial failed on S001 Trial[number=%d]: out of memory";
    assertTrue(failure.getMessage().startsWith(begin.formatted(UNITS / 2)), failure.getMessage());
  }

  @Test
  void aSampleThatWorkersDoNotSeeIsRefusedBeforeTheFirstUnit() throws IOException {
    // Each process has a working directory of its own.
    Path sample = Path.of("/proc/self/cwd/target/unseen-" + folder.getFileName() + ".zarr");
    try (UnitExecutor executor = cluster.executor()) {
      InputException refused =
          assertThrows(
              InputException.class,
              () -> Runs.run(executor, Monitor.silent(), RunRequest.on(sample), "lab trial"));
      assertTrue(
          refused.getMessage().startsWith("worker 127.0.0.1 does not see " + sample),
          refused.getMessage());
      assertTrue(Files.notExists(sample.resolve(TrialStage.FOLDER)), "a unit was done");
    }
  }
}
