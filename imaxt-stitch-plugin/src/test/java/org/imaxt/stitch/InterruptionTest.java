package org.imaxt.stitch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import org.imaxt.core.contract.Child;
import org.imaxt.core.contract.FolderContent;
import org.imaxt.core.contract.Impatient;
import org.imaxt.core.contract.Runs;
import org.imaxt.core.phantom.PhantomParams;
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

/** Runs that are killed, cancelled or kept out by another process. */
@Tag("slow")
class InterruptionTest {

  private static final List<String> STAGES =
      List.of("ingest", "distortion", "flatfield", "stitch", "fuse");

  @TempDir static Path shared;
  private static Path acquisition;
  private static SortedMap<String, String> uninterrupted;
  private static String xml;

  @TempDir Path folder;

  @BeforeAll
  static void render() throws IOException {
    acquisition =
        WholeWay.of(PhantomParams.small().withGrid(3, 2).withLayers(2), shared).acquisition();
    Path whole = shared.resolve("sample.zarr");
    STAGES.forEach(stage -> Runs.run(whole, stage, parameters(stage)));
    uninterrupted = FolderContent.ofSample(whole);
    xml = Files.readString(shared.resolve("dataset.xml"));
  }

  private static Object[] parameters(String stage) {
    return switch (stage) {
      case "ingest" -> new Object[] {"input", acquisition, "orientation", "identity"};
      case "fuse" -> new Object[] {"taper", 30};
      default -> new Object[0];
    };
  }

  private Path sample() {
    return folder.resolve("sample.zarr");
  }

  private void assertAsUninterrupted() throws IOException {
    FolderContent.assertSame(uninterrupted, FolderContent.ofSample(sample()));
    assertEquals(xml, Files.readString(folder.resolve("dataset.xml")));
  }

  @ParameterizedTest(name = "{0} killed after {1} units")
  @CsvSource({"ingest, 4", "distortion, 1", "flatfield, 1", "stitch, 3", "fuse, 7"})
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
      Child.killed(2, sample(), stage, parameters(stage));
      Runs.run(sample(), stage, parameters(stage));
    }
    assertAsUninterrupted();
  }

  @Test
  void aRunWithOtherParametersThatIsKilledLeavesNothingOfItself() throws Exception {
    STAGES.forEach(stage -> Runs.run(sample(), stage, parameters(stage)));
    Child.killed(3, sample(), "fuse", "blend", "none", "intensityStep", "2");
    SampleFormatException refused =
        assertThrows(
            SampleFormatException.class,
            () -> Runs.run(sample(), "export mosaic", "out", folder.resolve("m.ome.tif")));
    assertTrue(refused.getMessage().endsWith("run imaxt fuse"), refused.getMessage());
    Runs.run(sample(), "info");
    Runs.run(sample(), "fuse", parameters("fuse"));
    assertAsUninterrupted();
  }

  @Test
  void aCancelledExportLeavesTheOldFileAndNothingElse() throws IOException {
    STAGES.forEach(stage -> Runs.run(sample(), stage, parameters(stage)));
    Path exports = Files.createDirectory(folder.resolve("exports"));
    Path out = Files.writeString(exports.resolve("m.ome.tif"), "the old file");
    assertThrows(
        CancelledException.class,
        () -> Runs.watched(sample(), new Impatient(1), "export mosaic", "out", out));
    assertEquals("the old file", Files.readString(out));
    assertEquals(List.of("m.ome.tif"), List.of(exports.toFile().list()));
  }

  @ParameterizedTest(name = "{0} cancelled after {1} units")
  @CsvSource({"ingest, 2", "distortion, 1", "flatfield, 1", "stitch, 3", "fuse, 5"})
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
  void sectionsThatWereCompleteWhenARunWasCancelledStayComplete() {
    Runs.runOn(sample(), "1", "ingest", parameters("ingest"));
    assertThrows(
        CancelledException.class,
        () -> Runs.watched(sample(), new Impatient(1), "ingest", parameters("ingest")));
    try (Sample sample = Sample.open(sample())) {
      assertEquals(List.of("S001"), new Receipts(sample).complete("ingest"));
    }
  }

  @Test
  void aSecondProcessIsRefusedUntilTheFirstDies() throws Exception {
    Runs.run(sample(), "ingest", parameters("ingest"));
    Process other = Child.holding(sample());
    try {
      SortedMap<String, String> before = FolderContent.of(sample());
      SampleFormatException refused =
          assertThrows(SampleFormatException.class, () -> Runs.run(sample(), "flatfield"));
      String holder =
          "\\Q%s is being written by another run (%s on \\E.+, process %d, since 20.+\\); wait.*"
              .formatted(sample(), System.getProperty("user.name"), other.pid());
      assertTrue(refused.getMessage().matches(holder), refused.getMessage());
      assertEquals(3, ExitCode.of(refused).code());
      FolderContent.assertSame(before, FolderContent.of(sample()));
      Runs.run(sample(), "info");
    } finally {
      Child.kill(other);
    }
    Runs.run(sample(), "flatfield");
  }
}
