package org.imaxt.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.imaxt.core.run.CostFiles;
import org.imaxt.core.run.RunCosts;
import org.imaxt.core.sample.Sample;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Spark itself costs. */
@Tag("slow")
class ManyUnitsTest {

  private static final int UNITS = 30_000;

  /** Issue 7. */
  private static final double MOST_SECONDS = 60;

  private static final String HEAP = "1g";

  @Test
  void thirtyThousandTrivialUnitsTakeLessThanAMinuteInAGigabyte(@TempDir Path folder)
      throws Exception {
    Path path = folder.resolve("sample.zarr");
    try (Driver driver = Driver.local(folder, HEAP, path, "units", UNITS)) {
      assertEquals(0, driver.exitCode(), driver.said());
    }
    TrialStage stage = new TrialStage();
    try (Sample sample = Sample.open(path)) {
      RunCosts run = CostFiles.of(stage, stage.defaults(), sample).run().orElseThrow();
      assertEquals(UNITS, run.units());
      System.getLogger("speed")
          .log(
              System.Logger.Level.INFO,
              "%d units on local[2] in %.1f s, %.2f ms each"
                  .formatted(UNITS, run.seconds(), 1000 * run.seconds() / UNITS));
      assertTrue(run.seconds() < MOST_SECONDS, run.seconds() + " s");
    }
  }
}
