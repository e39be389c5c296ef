package org.imaxt.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.imaxt.core.contract.Runs;
import org.imaxt.core.engine.EngineAbsentException;
import org.imaxt.core.engine.EngineLoader;
import org.imaxt.core.run.Monitor;
import org.imaxt.core.run.RunRequest;
import org.imaxt.core.run.ThreadsExecutor;
import org.imaxt.core.run.UnitExecutor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way on Spark, sections, slides and regions: every byte is that of threads. */
@Tag("slow")
class SameResultsTest {

  /** What there is in the end; nothing but receipts and reports lies elsewhere. */
  private static final List<String> FOLDERS =
      List.of("stpt", "transforms", "cube", "slides", "imc");

  private static void wholeWay(UnitExecutor executor, Path scans, Path sample) {
    run(executor, sample, "ingest", "input", scans, "orientation", "identity");
    for (String stage : List.of("distortion", "flatfield", "stitch", "fuse", "beads", "register")) {
      run(executor, sample, stage);
    }
    run(executor, sample, "cube", "voxel", 20.0);
    run(executor, sample, "slides", "input", scans.resolve("slides"));
    run(executor, sample, "beads", "on", "slides");
    run(executor, sample, "imc-import", "input", scans.resolve("imc"));
    run(executor, sample, "beads", "on", "imc");
    run(executor, sample, "federate");
    run(executor, sample, "imc-segment");
    run(executor, sample, "imc-measure");
  }

  private static void run(UnitExecutor executor, Path sample, String task, Object... parameters) {
    Runs.run(executor, Monitor.silent(), RunRequest.on(sample), task, parameters);
  }

  @Test
  void everyByteIsThatOfThreads(@TempDir Path folder) throws IOException {
    Path scans = folder.resolve("scans");
    Path here = folder.resolve("threads.zarr");
    Path there = folder.resolve("spark.zarr");
    try (UnitExecutor threads = new ThreadsExecutor(2)) {
      Runs.run(
          threads,
          Monitor.silent(),
          RunRequest.withoutSample(),
          "phantom",
          "out",
          scans,
          "seed",
          4711,
          "sections",
          3,
          "rows",
          2,
          "columns",
          2,
          "tile",
          256,
          "beadDensity",
          60.0,
          "slides",
          "2",
          "rois",
          1,
          "roiSize",
          200);
      wholeWay(threads, scans, here);
    }
    Optional<Integer> before = loads();
    try (UnitExecutor spark = SparkExecutorTest.open("local[2]")) {
      wholeWay(spark, scans, there);
    }
    requireSame(here, there);
    assertEquals(before, loads(), "models were loaded again");
    Path apart = folder.resolve("cluster.zarr");
    try (Cluster cluster = Cluster.start(folder, 2);
        UnitExecutor spark = cluster.executor()) {
      wholeWay(spark, scans, apart);
    }
    requireSame(here, apart);
  }

  private static void requireSame(Path expected, Path actual) {
    for (String part : FOLDERS) {
      assertTrue(Files.isDirectory(expected.resolve(part)), "there is no " + part);
      SameBytes.require(expected, actual, part);
    }
  }

  /** How often this process has loaded a network; empty where there is no engine. */
  private static Optional<Integer> loads() {
    try {
      return Optional.of(EngineLoader.models().loads());
    } catch (EngineAbsentException e) {
      return Optional.empty();
    }
  }
}
