package org.imaxt.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.imaxt.core.contract.Child;
import org.imaxt.core.contract.FolderContent;
import org.imaxt.core.contract.Runs;
import org.imaxt.core.model.Location;
import org.imaxt.core.run.ExitCode;
import org.imaxt.core.run.FailurePolicy;
import org.imaxt.core.run.Monitor;
import org.imaxt.core.run.RunRequest;
import org.imaxt.core.run.UnitExecutor;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.SampleFormatException;
import org.imaxt.core.stage.Selection;
import org.imaxt.core.zarr.ZarrVersion;
import org.imaxt.s3.S3Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Units on Spark whose sample lies in an object store, and samples that another run writes. */
@Tag("slow") // starts a server
class ObjectStoreTest {

  @TempDir static Path folder;
  private static S3Server server;

  @BeforeAll
  static void start() {
    server = S3Server.start(folder);
    server.asStandard();
  }

  @AfterAll
  static void stop() {
    S3Server.forget();
    server.close();
  }

  private static void run(UnitExecutor executor, Location sample, String task) {
    RunRequest request =
        new RunRequest(
            Optional.of(sample), Selection.ALL, RunRequest.Reuse.RESUME, FailurePolicy.STOP);
    Runs.run(executor, Monitor.silent(), request, task);
  }

  @Test
  void imagesEqualThoseOfThreadsInAFolder() throws Exception {
    Path here = folder.resolve("here.zarr");
    Location there = server.location("spark.zarr");
    try (UnitExecutor spark = SparkExecutorTest.open("local[2]")) {
      for (String task : List.of("paint", "tint")) {
        Runs.run(here, task);
        run(spark, there, task);
      }
    }
    FolderContent.assertSame(
        FolderContent.ofSample(here), FolderContent.ofSample(server.files("spark.zarr")));
  }

  @Test
  void aSampleThatAnotherProcessWritesIsRefusedWhereverItLies() throws Exception {
    List<Location> samples =
        List.of(Location.of(folder.resolve("busy.zarr")), server.location("busy.zarr"));
    List<Process> others = new ArrayList<>();
    try (UnitExecutor spark = SparkExecutorTest.open("local[2]")) {
      for (Location sample : samples) {
        Sample.openOrCreate(sample, ZarrVersion.V2).close();
        others.add(Child.holding(sample));
        SampleFormatException refused =
            assertThrows(SampleFormatException.class, () -> run(spark, sample, "paint"));
        assertEquals(ExitCode.INPUT, ExitCode.of(refused));
        assertTrue(
            refused.getMessage().startsWith(sample + " is being written by another run"),
            refused.getMessage());
      }
    } finally {
      for (Process other : others) {
        Child.kill(other);
      }
    }
  }
}
