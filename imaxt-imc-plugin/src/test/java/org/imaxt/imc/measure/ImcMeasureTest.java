package org.imaxt.imc.measure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.imaxt.core.contract.McdWriter;
import org.imaxt.core.contract.Runs;
import org.imaxt.core.model.Location;
import org.imaxt.core.report.Report;
import org.imaxt.core.run.FailurePolicy;
import org.imaxt.core.run.Monitor;
import org.imaxt.core.run.RunRequest;
import org.imaxt.core.run.SerialExecutor;
import org.imaxt.core.run.UnitFailedException;
import org.imaxt.core.sample.Receipts;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.SampleFormatException;
import org.imaxt.core.sample.ScanLayout;
import org.imaxt.core.sample.Table;
import org.imaxt.core.stage.InputException;
import org.imaxt.core.stage.Selection;
import org.imaxt.imc.LabelImages;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stage on regions whose numbers can be counted by hand. */
class ImcMeasureTest {

  private static final int WIDTH = 6;

  /** Cells 3 and 900000, a nucleus of 3 that reaches out of its cell, a nucleus 5 without cell. */
  private static final int[] CELLS = {
    3, 3, 3, 0, 0, 0, //
    3, 3, 3, 900000, 900000, 0, //
    0, 0, 0, 0, 0, 0, //
    0, 0, 0, 0, 0, 0
  };

  private static final int[] NUCLEI = {
    0, 3, 0, 0, 0, 0, //
    0, 3, 0, 0, 0, 0, //
    0, 3, 0, 0, 0, 0, //
    0, 0, 0, 0, 0, 5
  };

  @TempDir Path folder;
  private Path sample;

  @BeforeEach
  void makeRegions() throws Exception {
    Path mcd = folder.resolve("m.mcd");
    McdWriter writer = new McdWriter(List.of("Ir191", "Yb172"), List.of("DNA", "Ki/67"));
    // channel 0 is the pixel's number, channel 1 is missing where x = 1
    writer.region(
        1, WIDTH, 4, (c, x, y) -> c == 0 ? y * WIDTH + x : x == 1 ? Float.NaN : 10 * x + y);
    writer.region(2, WIDTH, 4, (c, x, y) -> 1);
    writer.write(mcd);
    sample = folder.resolve("s.zarr");
    Runs.run(sample, "imc-import", "input", mcd, "hotPixel", "off");
  }

  private void label(String region) {
    LabelImages.write(sample, region, "cells", CELLS, WIDTH);
    LabelImages.write(sample, region, "nuclei", NUCLEI, WIDTH);
  }

  private Report measure(String rois) {
    RunRequest request =
        new RunRequest(
            Optional.of(Location.of(sample)),
            new Selection("all", "all", rois),
            RunRequest.Reuse.RESUME,
            FailurePolicy.STOP);
    try (SerialExecutor executor = new SerialExecutor()) {
      return Runs.run(executor, Monitor.silent(), request, "imc-measure", "ring", 1.0);
    }
  }

  private Table cells(String region) {
    try (Sample opened = Sample.open(sample)) {
      return opened.read(ScanLayout.cells(region));
    }
  }

  @Test
  void aRowIsAnObjectOfEitherImageUnderItsNumber() {
    label("m_001");
    measure("m_001");
    Table table = cells("m_001");
    assertArrayEquals(new int[] {3, 5, 900000}, table.ints("object"));
    assertArrayEquals(new double[] {1.5, 5.5, 4}, table.doubles("x_um"));
    assertArrayEquals(new double[] {1, 3.5, 1.5}, table.doubles("y_um"));
    assertArrayEquals(new double[] {6, Double.NaN, 2}, table.doubles("cells_area"));
    assertArrayEquals(new double[] {3, 1, Double.NaN}, table.doubles("nuclei_area"));
    assertArrayEquals(new double[] {4, Double.NaN, 2}, table.doubles("cytoplasm_area"));
    // above and below stand no pixels; beside each of the three pixels two, below them one
    assertArrayEquals(new double[] {7, 2, Double.NaN}, table.doubles("ring_area"));
    assertEquals(3 + 4 * (15 + 9 * 2), table.names().size());
  }

  @Test
  void allPartsAreMeasuredInAllChannels() {
    label("m_001");
    measure("m_001");
    Table table = cells("m_001");
    assertArrayEquals(new double[] {4, Double.NaN, 9.5}, table.doubles("cells_mean_Ir191"));
    assertArrayEquals(new double[] {21, 23, Double.NaN}, table.doubles("nuclei_sum_Ir191"));
    assertArrayEquals(new double[] {8, Double.NaN, 10}, table.doubles("cytoplasm_max_Ir191"));
    assertArrayEquals(new double[] {0, 17, Double.NaN}, table.doubles("ring_min_Ir191"));
    // the missing column does not count: 0, 20, 1, 21
    assertArrayEquals(new double[] {10.5, Double.NaN, 36}, table.doubles("cells_mean_Yb172"));
    assertArrayEquals(new double[] {10.5, Double.NaN, 36}, table.doubles("cells_median_Yb172"));
    assertTrue(Double.isNaN(table.doubles("nuclei_mean_Yb172")[0]));
  }

  @Test
  void neighboursTellByWhichRule() {
    label("m_001");
    measure("m_001");
    try (Sample opened = Sample.open(sample)) {
      Table pairs = opened.read(ScanLayout.neighbours("m_001"));
      assertArrayEquals(new int[] {3, 900000}, pairs.ints("object"));
      assertArrayEquals(new int[] {900000, 3}, pairs.ints("neighbour"));
      assertEquals(Math.hypot(2.5, 0.5), pairs.doubles("distance_um")[0], 1e-12);
      assertArrayEquals(new boolean[] {true, true}, pairs.booleans("touching"));
      assertArrayEquals(new boolean[] {true, true}, pairs.booleans("expansion"));
      assertArrayEquals(new boolean[] {true, true}, pairs.booleans("near"));
    }
  }

  @Test
  void onlyWhatHasLabelsIsMeasured() {
    LabelImages.write(sample, "m_001", "nuclei", NUCLEI, WIDTH);
    measure("all");
    Table table = cells("m_001");
    assertArrayEquals(new int[] {3, 5}, table.ints("object"));
    assertTrue(table.names().contains("ring_area"));
    assertFalse(table.names().contains("cells_area"));
    try (Sample opened = Sample.open(sample)) {
      assertEquals(List.of("m_001"), new Receipts(opened).complete("imc-measure"));
    }
  }

  @Test
  void anImageWithoutObjectsHasAnEmptyTable() {
    LabelImages.write(sample, "m_001", "cells", new int[CELLS.length], WIDTH);
    String said = measure("all").text();
    assertTrue(said.contains("0 cells in 1 regions"), said);
    assertEquals(0, cells("m_001").rows());
  }

  @Test
  void otherLabelsAreMeasuredAgainAndTheSameAreNot() {
    label("m_001");
    measure("all");
    String before = hash();
    measure("all");
    assertEquals(before, hash());
    LabelImages.write(sample, "m_001", "nuclei", new int[NUCLEI.length], WIDTH);
    measure("all");
    assertFalse(before.equals(hash()));
    assertArrayEquals(new int[] {3, 900000}, cells("m_001").ints("object"));
  }

  private String hash() {
    try (Sample opened = Sample.open(sample)) {
      return new Receipts(opened).verified("imc-measure/m_001");
    }
  }

  @Test
  void refusesRegionsWithoutLabels() {
    String message = assertThrows(InputException.class, () -> measure("all")).getMessage();
    assertTrue(message.contains("run imaxt imc-segment"), message);
    label("m_001");
    message = assertThrows(InputException.class, () -> measure("m_002")).getMessage();
    assertTrue(message.startsWith("m_002 must have labels"), message);
  }

  @Test
  void refusesLabelsOfASegmentationThatDidNotEnd() {
    label("m_001");
    try (Sample opened = Sample.openForWriting(sample)) {
      new Receipts(opened).begin("imc-segment");
    }
    String message = assertThrows(SampleFormatException.class, () -> measure("all")).getMessage();
    assertTrue(message.contains("run imaxt imc-segment again"), message);
  }

  @Test
  void refusesLabelsOfAnotherSizeOrBeyondTheirRange() {
    LabelImages.write(sample, "m_001", "cells", new int[WIDTH * 5], WIDTH);
    String message = assertThrows(UnitFailedException.class, () -> measure("all")).getMessage();
    assertTrue(
        message.contains("must be as large as its image, 6 x 4 px, they are 6 x 5"), message);
    int[] huge = CELLS.clone();
    huge[0] = -2;
    LabelImages.write(sample, "m_001", "cells", huge, WIDTH);
    message = assertThrows(UnitFailedException.class, () -> measure("all")).getMessage();
    assertTrue(message.contains("got 4294967294"), message);
  }

  @Test
  void theReportTellsSizesAndIntensities() {
    label("m_001");
    String said = measure("all").text();
    assertTrue(said.contains("Yb172"), said);
    assertTrue(said.contains("median area of cells"), said);
  }
}
