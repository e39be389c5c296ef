package org.imaxt.federation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.imaxt.core.contract.Child;
import org.imaxt.core.contract.FolderContent;
import org.imaxt.core.contract.Impatient;
import org.imaxt.core.contract.Runs;
import org.imaxt.core.run.ExitCode;
import org.imaxt.core.sample.Receipts;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.stage.CancelledException;
import org.imaxt.federation.slides.TestSlides;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs from slide files to slides on the block that are killed or cancelled, and run again. */
@Tag("slow")
class InterruptionTest {

  private static final long SEED = 7;

  @TempDir static Path shared;

  @TempDir Path folder;

  /**
   * The sample before each stage, and under {@code done} after both: a slide of four superblocks
   * and several phases, one of tiles under a flat field, and one more.
   */
  @BeforeAll
  static void runUninterrupted() throws IOException {
    Path files = Files.createDirectory(shared.resolve("files"));
    TestSlides.tiff(files.resolve("a.ome.tif"), 4400, 4300, 1, 0.6);
    TestSlides.mosaic(files.resolve("b.czi"), 4, 3);
    TestSlides.tiff(files.resolve("c.ome.tif"), 1200, 1200, 2, 2.5);
    SphereBlock block = new SphereBlock(SEED);
    Path whole = shared.resolve("whole/sample.zarr");
    Files.createDirectory(whole.getParent());
    block.write(whole);
    FolderContent.copy(whole.getParent(), shared.resolve("slides"));
    Runs.run(whole, "slides", parameters("slides"));
    FolderContent.copy(whole.getParent(), shared.resolve("imported"));
    block.writeSlideBeads(whole, Map.of("a", 2, "b", 3, "c", 1));
    FolderContent.copy(whole.getParent(), shared.resolve("federate"));
    Runs.run(whole, "federate", parameters("federate"));
    FolderContent.copy(whole.getParent(), shared.resolve("done"));
  }

  private static Object[] parameters(String stage) {
    return stage.equals("slides")
        ? new Object[] {"input", shared.resolve("files")}
        : new Object[] {"intensities", "never"};
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

  /** The sample is as a run that nothing disturbed leaves it after a stage. */
  private void assertAsUninterrupted(String stage) throws IOException {
    Path undisturbed = shared.resolve(stage.equals("slides") ? "imported" : "done");
    FolderContent.assertSame(
        FolderContent.ofSample(undisturbed.resolve("sample.zarr")),
        FolderContent.ofSample(sample()));
  }

  /** In the flat fields, in the finest superblocks, in the coarser ones, and near the end. */
  @ParameterizedTest(name = "{0} killed after {1} units")
  @CsvSource({"slides, 1", "slides, 2", "slides, 4", "slides, 6", "slides, 7", "federate, 1"})
  void aKilledRunGoesOnToTheSameBytes(String killed, int units) throws Exception {
    begin(killed);
    Child.killed(units, sample(), killed, parameters(killed));
    run(killed);
    assertAsUninterrupted(killed);
  }

  @ParameterizedTest(name = "{0} cancelled after {1} units")
  @CsvSource({
    "slides, 0",
    "slides, 1",
    "slides, 3",
    "slides, 5",
    "slides, 7",
    "federate, 0",
    "federate, 2"
  })
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
  void aKilledRunWithOtherParametersLeavesNothingOfItself() throws Exception {
    begin("done");
    Child.killed(3, sample(), "slides", "input", shared.resolve("files"), "pixelSize", "1.5");
    run("slides");
    try (Sample sample = Sample.open(sample())) {
      assertEquals(List.of("a", "b", "c"), new Receipts(sample).complete("slides"));
    }
    run("federate");
    assertAsUninterrupted("federate");
  }
}
