package org.imaxt.beads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import net.imglib2.parallel.TaskExecutors;
import org.imaxt.core.contract.Child;
import org.imaxt.core.contract.FolderContent;
import org.imaxt.core.contract.Impatient;
import org.imaxt.core.contract.Runs;
import org.imaxt.core.phantom.PhantomParams;
import org.imaxt.core.phantom.ProgressListener;
import org.imaxt.core.phantom.TissueCytePhantom;
import org.imaxt.core.run.ExitCode;
import org.imaxt.core.sample.Receipts;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.SampleFormatException;
import org.imaxt.core.stage.CancelledException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs from mosaics to the cube that are killed or cancelled, and run again. */
@Tag("slow")
class InterruptionTest {

  private static final List<String> STAGES = List.of("beads", "register", "cube");

  @TempDir static Path shared;
  private static Path fused;
  private static SortedMap<String, String> uninterrupted;
  private static String xml;

  @TempDir Path folder;

  @BeforeAll
  static void fuse() throws IOException {
    Path acquisition = shared.resolve("acquisition");
    TissueCytePhantom.write(
        PhantomParams.fast().withSections(2).withLayers(2).withGrid(2, 2),
        acquisition,
        TaskExecutors.singleThreaded(),
        ProgressListener.none());
    fused = shared.resolve("fused.zarr");
    Runs.run(fused, "ingest", "input", acquisition);
    Runs.run(fused, "stitch");
    Runs.run(fused, "fuse");
    Path whole = FolderContent.copy(fused, shared.resolve("sample.zarr"));
    STAGES.forEach(stage -> Runs.run(whole, stage, parameters(stage)));
    uninterrupted = FolderContent.ofSample(whole);
    xml = Files.readString(shared.resolve("dataset.xml"));
  }

  /** Voxels so small that the cube has several units and levels. */
  private static Object[] parameters(String stage) {
    return switch (stage) {
      case "beads" -> new Object[] {"detector", "classical"};
      case "cube" -> new Object[] {"voxel", 3};
      default -> new Object[0];
    };
  }

  @BeforeEach
  void copy() throws IOException {
    FolderContent.copy(fused, sample());
  }

  private Path sample() {
    return folder.resolve("sample.zarr");
  }

  private void runAll() {
    STAGES.forEach(stage -> Runs.run(sample(), stage, parameters(stage)));
  }

  private void assertAsUninterrupted() throws IOException {
    FolderContent.assertSame(uninterrupted, FolderContent.ofSample(sample()));
    assertEquals(xml, Files.readString(folder.resolve("dataset.xml")));
  }

  @ParameterizedTest(name = "{0} killed after {1} units")
  @CsvSource({"beads, 1", "beads, 2", "register, 1", "cube, 3", "cube, 10"})
  void aKilledRunGoesOnToTheSameBytes(String killed, int units) throws Exception {
    for (String stage : STAGES) {
      if (stage.equals(killed)) {
        Child.killed(units, sample(), stage, parameters(stage));
      }
      Runs.run(sample(), stage, parameters(stage));
    }
    assertAsUninterrupted();
  }

  @Test
  void everyStageKilledOneAfterTheOther() throws Exception {
    for (String stage : STAGES) {
      Child.killed(1, sample(), stage, parameters(stage));
      Child.killed(1, sample(), stage, parameters(stage));
      Runs.run(sample(), stage, parameters(stage));
    }
    assertAsUninterrupted();
  }

  @Test
  void runsWithOtherParametersThatAreKilledLeaveNothingOfThemselves() throws Exception {
    runAll();
    Child.killed(2, sample(), "cube", "voxel", "7");
    Child.killed(1, sample(), "register", "rotation", "per-section");
    Child.killed(1, sample(), "beads", "detector", "classical", "radius", "30");
    SampleFormatException refused =
        assertThrows(
            SampleFormatException.class,
            () -> Runs.run(sample(), "export sections", "out", folder.resolve("s.csv")));
    assertTrue(refused.getMessage().endsWith("run imaxt register"), refused.getMessage());
    Runs.run(sample(), "info");
    runAll();
    assertAsUninterrupted();
  }

  @ParameterizedTest(name = "{0} cancelled after {1} units")
  @CsvSource({"beads, 0", "beads, 1", "register, 0", "cube, 0", "cube, 3", "cube, 10"})
  void aCancelledRunGoesOnToTheSameBytes(String cancelled, int units) throws IOException {
    for (String stage : STAGES) {
      if (stage.equals(cancelled)) {
        CancelledException end =
            assertThrows(
                CancelledException.class,
                () -> Runs.watched(sample(), new Impatient(units), stage, parameters(stage)));
        assertEquals(130, ExitCode.of(end).code());
      }
      Runs.run(sample(), stage, parameters(stage));
    }
    assertAsUninterrupted();
  }

  @Test
  void sectionsThatWereLookedAtWhenARunWasCancelledStayComplete() {
    Object[] classical = parameters("beads");
    Runs.runOn(sample(), "1", "beads", classical);
    assertThrows(
        CancelledException.class,
        () -> Runs.watched(sample(), new Impatient(0), "beads", classical));
    try (Sample sample = Sample.open(sample())) {
      assertEquals(List.of("S001"), new Receipts(sample).complete("beads"));
    }
  }
}
