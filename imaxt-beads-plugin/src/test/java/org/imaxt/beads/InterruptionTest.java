package org.imaxt.beads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

  @TempDir Path folder;

  /** The sample before each stage, and under {@code done} after all of them. */
  @BeforeAll
  static void runUninterrupted() throws IOException {
    Path acquisition = shared.resolve("acquisition");
    TissueCytePhantom.write(
        PhantomParams.fast().withSections(2).withGrid(2, 2),
        acquisition,
        TaskExecutors.singleThreaded(),
        ProgressListener.none());
    Path whole = shared.resolve("whole/sample.zarr");
    Runs.run(whole, "ingest", "input", acquisition);
    Runs.run(whole, "stitch");
    Runs.run(whole, "fuse");
    for (String stage : STAGES) {
      FolderContent.copy(whole.getParent(), shared.resolve(stage));
      Runs.run(whole, stage, parameters(stage));
    }
    FolderContent.copy(whole.getParent(), shared.resolve("done"));
  }

  /** Voxels so small that the cube has several units and levels. */
  private static Object[] parameters(String stage) {
    return switch (stage) {
      case "beads" -> new Object[] {"detector", "classical"};
      case "cube" -> new Object[] {"voxel", 3};
      default -> new Object[0];
    };
  }

  private Path sample() {
    return folder.resolve("at/sample.zarr");
  }

  /** Puts the sample where it stands before a stage. */
  private void begin(String stage) throws IOException {
    FolderContent.copy(shared.resolve(stage), folder.resolve("at"));
  }

  private void run(String stage) {
    Runs.run(sample(), stage, parameters(stage));
  }

  /** Sample and {@code dataset.xml} are as runs that nothing disturbed leave them after a stage. */
  private void assertAsUninterrupted(String stage) throws IOException {
    int next = STAGES.indexOf(stage) + 1;
    Path undisturbed = shared.resolve(next < STAGES.size() ? STAGES.get(next) : "done");
    FolderContent.assertSame(
        FolderContent.ofSample(undisturbed.resolve("sample.zarr")),
        FolderContent.ofSample(sample()));
    assertEquals(
        Files.readString(undisturbed.resolve("dataset.xml")),
        Files.readString(folder.resolve("at/dataset.xml")));
  }

  @ParameterizedTest(name = "{0} killed after {1} units")
  @CsvSource({"beads, 1", "beads, 2", "register, 1", "cube, 3", "cube, 10"})
  void aKilledRunGoesOnToTheSameBytes(String killed, int units) throws Exception {
    begin(killed);
    Child.killed(units, sample(), killed, parameters(killed));
    run(killed);
    assertAsUninterrupted(killed);
  }

  @Test
  void everyStageKilledOneAfterTheOther() throws Exception {
    begin("beads");
    for (String stage : STAGES) {
      Child.killed(1, sample(), stage, parameters(stage));
      run(stage);
    }
    assertAsUninterrupted("cube");
  }

  @Test
  void runsWithOtherParametersThatAreKilledLeaveNothingOfThemselves() throws Exception {
    begin("done");
    Child.killed(2, sample(), "cube", "voxel", "7");
    Child.killed(1, sample(), "register", "rotation", "per-section");
    Child.killed(1, sample(), "beads", "detector", "classical", "radius", "30");
    SampleFormatException refused =
        assertThrows(
            SampleFormatException.class,
            () -> Runs.run(sample(), "export sections", "out", folder.resolve("s.csv")));
    assertTrue(refused.getMessage().endsWith("run imaxt register"), refused.getMessage());
    Runs.run(sample(), "info");
    STAGES.forEach(this::run);
    assertAsUninterrupted("cube");
  }

  @ParameterizedTest(name = "{0} cancelled after {1} units")
  @CsvSource({"beads, 0", "beads, 1", "register, 0", "cube, 0", "cube, 3", "cube, 10"})
  void aCancelledRunGoesOnToTheSameBytes(String cancelled, int units) throws IOException {
    begin(cancelled);
    CancelledException end =
        assertThrows(
            CancelledException.class,
            () -> Runs.watched(sample(), new Impatient(units), cancelled, parameters(cancelled)));
    assertEquals(130, ExitCode.of(end).code());
    run(cancelled);
    assertAsUninterrupted(cancelled);
  }

  @Test
  void sectionsThatWereLookedAtWhenARunWasCancelledStayComplete() throws IOException {
    begin("beads");
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
