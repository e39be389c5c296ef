package org.imaxt.imc;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.imaxt.core.contract.McdWriter;
import org.imaxt.core.contract.Runs;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** How long a region of usual size takes. */
@Tag("slow")
class ImportSpeedTest {

  private static final int SIDE = 1000;
  private static final int CHANNELS = 40;
  private static final double MOST_S = 3;

  /** Processor time of two busy cores; less than the wall clock on a machine that others use. */
  private static final double MOST_CPU_S = 2 * MOST_S;

  @TempDir Path folder;

  private static double cpuSeconds() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime()
        / 1e9;
  }

  @Test
  void importsFortyChannelsOfAMegapixelInThreeSeconds(TestReporter reporter) throws IOException {
    List<String> metals = new ArrayList<>();
    Random random = new Random(3);
    float[] noise = new float[1 << 16];
    for (int i = 0; i < noise.length; i++) {
      // mostly no counts, some few, as in the instrument's images
      noise[i] = random.nextInt(3) == 0 ? (float) (-Math.log(random.nextDouble()) * 4) : 0;
    }
    for (int c = 0; c < CHANNELS; c++) {
      metals.add("Xx" + (100 + c));
    }
    McdWriter writer = new McdWriter(metals, metals);
    writer.region(1, SIDE, SIDE, (c, x, y) -> noise[(x * 40503 + y * 30011 + c * 7919) & 0xffff]);
    Path mcd = folder.resolve("large.mcd");
    writer.write(mcd);
    double cpu = cpuSeconds();
    long start = System.nanoTime();
    Runs.run(folder.resolve("s.zarr"), "imc-import", "input", mcd);
    double wall = (System.nanoTime() - start) / 1e9;
    double used = cpuSeconds() - cpu;
    String told = "took %.2f s, %.2f s of processor time".formatted(wall, used);
    reporter.publishEntry(told);
    assertTrue(wall <= MOST_S || used <= MOST_CPU_S, told);
  }
}
