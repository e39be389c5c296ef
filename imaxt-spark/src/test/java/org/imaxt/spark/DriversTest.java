package org.imaxt.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.imaxt.core.contract.Runs;
import org.imaxt.core.run.ExitCode;
import org.imaxt.core.run.Monitor;
import org.imaxt.core.run.RetryPolicy;
import org.imaxt.core.run.RunRequest;
import org.imaxt.core.run.StageRecipe;
import org.imaxt.core.run.UnitExecutor;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.SampleFormatException;
import org.imaxt.core.stage.InputException;
import org.imaxt.core.stage.UnitNeeds;
import org.imaxt.core.zarr.ZarrVersion;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drivers of one cluster: killed, one too many, submitted, of another version. */
@Tag("slow")
class DriversTest {

  private static final int UNITS = 40;

  /** More than go out together, so that each section ends before the next begins. */
  private static final int MANY = 140;

  private static final int SECTIONS = 3;

  @TempDir private static Path home;

  private static Cluster cluster;

  @TempDir private Path folder;

  @BeforeAll
  static void start() throws IOException {
    cluster = Cluster.start(home, 2);
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void aDriverThatIsKilledAndStartedAgainGoesOnFromItsReceipts() throws Exception {
    Path here = folder.resolve("threads.zarr");
    Object[] trial = {"units", MANY, "sections", SECTIONS, "trouble", Trouble.BRISK};
    Runs.run(here, "lab trial", trial);
    Path there = folder.resolve("spark.zarr");
    Path receipt = there.resolve(".imaxt/receipts/lab-trial/S001.json");
    try (Driver driver = Driver.start(folder, cluster, there, trial)) {
      driver.await(() -> Files.exists(receipt));
      SampleFormatException second =
          assertThrows(SampleFormatException.class, () -> Runs.run(there, "lab trial", trial));
      String begin = there + " is being written by another run";
      assertTrue(second.getMessage().startsWith(begin), second.getMessage());
    }
    FileTime made = Files.getLastModifiedTime(receipt);
    AtomicLong units = new AtomicLong();
    again(there, new Watch(units::set), trial);
    assertEquals(made, Files.getLastModifiedTime(receipt), "the first section was made again");
    assertTrue(units.get() <= MANY * (SECTIONS - 1), units + " units were done again");
    SameBytes.require(here, there, TrialStage.FOLDER);
  }

  private void again(Path sample, Monitor monitor, Object... trial) {
    try (UnitExecutor executor = cluster.executor()) {
      Runs.run(executor, monitor, RunRequest.on(sample), "lab trial", trial);
    }
  }

  @Test
  void sparkSubmitStartsTheProgram() throws Exception {
    Path sample = folder.resolve("submitted.zarr");
    try (Driver driver = Driver.submit(folder, cluster, sample, "units", UNITS)) {
      assertEquals(ExitCode.DONE.code(), driver.exitCode(), driver.said());
    }
    assertTrue(Files.exists(sample.resolve(TrialStage.FOLDER + "/S001/done")));
  }

  @Test
  void workersThatRunAnotherSparkAreRefused() {
    Path sample = folder.resolve("sample.zarr");
    Sample.openOrCreate(sample, ZarrVersion.V2).close();
    SparkConf conf = new SparkConf().setAppName("test").setMaster(cluster.url());
    Cluster.settings().forEach(conf::set);
    StageRecipe recipe =
        new StageRecipe(
            "lab trial",
            new TrialStage().defaults(),
            sample.toString(),
            RetryPolicy.DEFAULT,
            "a run");
    try (JavaSparkContext spark = new JavaSparkContext(conf)) {
      Preflight preflight = new Preflight(spark, new Master(cluster.url()), "3.5.1");
      InputException refused =
          assertThrows(InputException.class, () -> preflight.check(recipe, UnitNeeds.PLAIN));
      assertEquals(
          "worker 127.0.0.1 runs Spark %s, the driver 3.5.1; they must be the same"
              .formatted(spark.version()),
          refused.getMessage());
    }
  }
}
