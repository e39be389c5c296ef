package org.imaxt.imc.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.imaxt.core.contract.FolderContent;
import org.imaxt.core.contract.McdWriter;
import org.imaxt.core.contract.Runs;
import org.imaxt.core.run.FailurePolicy;
import org.imaxt.core.run.ThreadsExecutor;
import org.imaxt.core.run.UnitWork;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.ScanLayout;
import org.imaxt.core.sample.TableReader;
import org.imaxt.core.stage.Output;
import org.imaxt.core.stage.Progress;
import org.imaxt.core.stage.Selection;
import org.imaxt.core.zarr.ZarrVersion;
import org.imaxt.imc.LabelImages;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** How long a region of many cells takes, its four parts and the writing of 1,500 columns. */
@Tag("slow")
class MeasureSpeedTest {

  private static final int SIDE = 1200;
  private static final int PITCH = 12;
  private static final int CHANNELS = 40;
  private static final double MOST_S = 2;

  /** Processor time of two busy cores; less than the wall clock on a machine that others use. */
  private static final double MOST_CPU_S = 2 * MOST_S;

  @TempDir Path folder;

  private static double cpuSeconds() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime()
        / 1e9;
  }

  /** The sample without its files: thousands of small ones take as long as all the numbers. */
  private static Sample inMemory(Path folder) throws IOException {
    Sample memory = Sample.inMemory(ZarrVersion.V2);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String key = folder.relativize(file).toString().replace(File.separatorChar, '/');
        memory.store().write(key, Files.readAllBytes(file));
      }
    }
    return memory;
  }

  /** Does the units of the stage on two threads, as a run does. */
  private static void measure(Sample sample) {
    ImcMeasureStage stage = new ImcMeasureStage();
    ImcMeasureParams params = stage.defaults();
    List<Output> outputs = stage.outputs(params, Selection.ALL, sample);
    stage.begin(params, outputs, sample, Progress.none());
    try (ThreadsExecutor executor = new ThreadsExecutor(2)) {
      for (Output output : outputs) {
        stage.prepare(params, output, sample);
        for (int phase = 0; phase < stage.phases(); phase++) {
          executor.map(
              UnitWork.here(
                  (MeasureUnit u) -> stage.process(params, u, sample, Progress.none()),
                  u -> stage.memoryBytes(params, u)),
              stage.plan(params, output, phase, sample),
              FailurePolicy.STOP,
              Progress.none());
        }
      }
    }
  }

  @Test
  void tenThousandCellsInFortyChannelsTakeTwoSeconds(TestReporter reporter) throws IOException {
    List<String> metals = new ArrayList<>();
    for (int c = 0; c < CHANNELS; c++) {
      metals.add("Xx" + (100 + c));
    }
    Random random = new Random(3);
    float[] noise = new float[1 << 16];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = random.nextInt(3) == 0 ? (float) (-Math.log(random.nextDouble()) * 4) : 0;
    }
    McdWriter writer = new McdWriter(metals, metals);
    writer.region(1, SIDE, SIDE, (c, x, y) -> noise[(x * 40503 + y * 30011 + c * 7919) & 0xffff]);
    Path mcd = folder.resolve("large.mcd");
    writer.write(mcd);
    Path sample = folder.resolve("s.zarr");
    Runs.run(sample, "imc-import", "input", mcd);
    int[] cells = LabelImages.discs(SIDE, SIDE, PITCH, 5.5);
    LabelImages.write(sample, "large_001", "cells", cells, SIDE);
    LabelImages.write(
        sample, "large_001", "nuclei", LabelImages.discs(SIDE, SIDE, PITCH, 3.5), SIDE);
    String told = "";
    double wall = Double.MAX_VALUE;
    double used = Double.MAX_VALUE;
    for (int round = 0; round < 2; round++) { // the first also starts the machine up
      Path copy = FolderContent.copy(sample, folder.resolve("round" + round + ".zarr"));
      long begin = System.nanoTime();
      Runs.run(copy, "imc-measure");
      double whole = (System.nanoTime() - begin) / 1e9;
      Sample memory = inMemory(sample);
      double cpu = cpuSeconds();
      long start = System.nanoTime();
      measure(memory);
      wall = (System.nanoTime() - start) / 1e9;
      used = cpuSeconds() - cpu;
      try (Sample written = Sample.open(copy)) {
        assertEquals(10_000, TableReader.of(written, ScanLayout.cells("large_001")).rows());
      }
      told +=
          "measured in %.2f s, %.2f s of processor time; with files and report %.2f s; "
              .formatted(wall, used, whole);
    }
    reporter.publishEntry(told);
    assertTrue(wall <= MOST_S || used <= MOST_CPU_S, told);
  }
}
