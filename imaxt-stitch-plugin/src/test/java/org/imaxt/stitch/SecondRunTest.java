package org.imaxt.stitch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import org.imaxt.core.contract.FolderContent;
import org.imaxt.core.contract.Runs;
import org.imaxt.core.phantom.PhantomParams;
import org.imaxt.core.report.Report;
import org.imaxt.core.sample.AcquisitionDocument;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.stage.InputException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A second run with the same or other parameters. */
@Tag("slow")
class SecondRunTest {

  @TempDir static Path shared;
  private static Path acquisition;

  @TempDir Path folder;

  @BeforeAll
  static void render() throws IOException {
    acquisition = WholeWay.of(PhantomParams.small().withGrid(3, 2), shared).acquisition();
  }

  private Path sample() {
    return folder.resolve("sample.zarr");
  }

  private SortedMap<String, String> fresh(Object[] ingest, Object... fuse) throws IOException {
    Path other = folder.resolve("fresh/sample.zarr");
    runAll(other, ingest, fuse);
    return FolderContent.ofSample(other);
  }

  private static void runAll(Path sample, Object[] ingest, Object... fuse) {
    Object[] parameters = new Object[ingest.length + 2];
    parameters[0] = "input";
    parameters[1] = acquisition;
    System.arraycopy(ingest, 0, parameters, 2, ingest.length);
    Runs.run(sample, "ingest", parameters);
    Runs.run(sample, "flatfield");
    Runs.run(sample, "stitch");
    Runs.run(sample, "fuse", fuse);
  }

  private static Object[] with(Object... parameters) {
    return parameters;
  }

  @Test
  void otherBlendingLeavesNothingOfTheOld() throws IOException {
    runAll(sample(), with(), "blend", "confidence");
    Runs.run(sample(), "fuse", "blend", "none", "intensityStep", 2);
    FolderContent.assertSame(
        fresh(with(), "blend", "none", "intensityStep", 2), FolderContent.ofSample(sample()));
  }

  @Test
  void aSmallerCanvasLeavesNoChunksAndLevelsOfTheLarger() throws IOException {
    runAll(sample(), with("canvasMargin", 1000));
    assertTrue(Files.exists(sample().resolve("stpt/mosaic/S001/2")), "the larger has three levels");
    runAll(sample(), with("canvasMargin", 100));
    FolderContent.assertSame(fresh(with("canvasMargin", 100)), FolderContent.ofSample(sample()));
    assertEquals(
        Files.readString(folder.resolve("fresh/dataset.xml")),
        Files.readString(folder.resolve("dataset.xml")));
  }

  @Test
  void otherPositionsLeaveNothingOfTheOld() throws IOException {
    runAll(sample(), with());
    Runs.run(sample(), "stitch", "channels", "2");
    Runs.run(sample(), "fuse");
    Path other = folder.resolve("fresh/sample.zarr");
    Runs.run(other, "ingest", "input", acquisition);
    Runs.run(other, "flatfield");
    Runs.run(other, "stitch", "channels", "2");
    Runs.run(other, "fuse");
    FolderContent.assertSame(FolderContent.ofSample(other), FolderContent.ofSample(sample()));
  }

  @Test
  void theSameParametersChangeNothing() throws IOException {
    runAll(sample(), with());
    SortedMap<String, String> before = FolderContent.ofSample(sample());
    List<Path> chunks = FolderContent.ending(sample().resolve("stpt"), "0");
    var times = chunks.stream().map(SecondRunTest::time).toList();
    runAll(sample(), with());
    FolderContent.assertSame(before, FolderContent.ofSample(sample()));
    assertEquals(times, chunks.stream().map(SecondRunTest::time).toList(), "nothing is rewritten");
    List<Path> records = FolderContent.ending(sample().resolve(".imaxt/runs"), "-fuse.json");
    String last = Files.readString(records.get(records.size() - 1));
    assertTrue(last.contains("0 made, 2 up to date"), last);
  }

  @Test
  void anotherSpellingOfTheFolderChangesNothing() throws IOException {
    Runs.run(sample(), "ingest", "input", acquisition, "orientation", "identity");
    Path here = Path.of("").toAbsolutePath();
    for (Path spelling :
        List.of(
            here.relativize(acquisition), acquisition.resolve("../" + acquisition.getFileName()))) {
      Runs.run(sample(), "ingest", "input", spelling, "orientation", "identity");
      List<Path> records = FolderContent.ending(sample().resolve(".imaxt/runs"), "-ingest.json");
      String last = Files.readString(records.get(records.size() - 1));
      assertTrue(last.contains("0 made, 2 up to date"), last);
    }
  }

  @Test
  void aSectionThatIsNoLongerInTheAcquisitionStays() throws IOException {
    Path smaller = FolderContent.copy(acquisition, folder.resolve("acquisition"));
    Runs.run(sample(), "ingest", "input", smaller, "orientation", "identity");
    SortedMap<String, String> raw = FolderContent.of(sample().resolve("stpt/raw/S001"));
    AcquisitionDocument before = document();
    for (Path file : FolderContent.ending(smaller.resolve("phantom-0001"), "")) {
      if (Files.isRegularFile(file)) {
        Files.delete(file);
      }
    }
    Files.delete(smaller.resolve("phantom-0001"));

    InputException refused =
        assertThrows(
            InputException.class,
            () -> Runs.run(sample(), "ingest", "input", smaller, "orientation", "flip-x"));
    assertTrue(refused.getMessage().startsWith("orientation of the sections already in"));
    assertEquals(before, document());

    Runs.run(sample(), "ingest", "input", smaller, "orientation", "identity", "imagingDepth", 40);
    FolderContent.assertSame(raw, FolderContent.of(sample().resolve("stpt/raw/S001")));
    assertEquals(40, document().imagingDepthUm());
    assertEquals(List.of(1, 2), document().sections());
    assertEquals(List.of(), document().missingSections());
    assertEquals(before.canvas(), document().canvas());
  }

  private AcquisitionDocument document() {
    try (Sample sample = Sample.open(sample())) {
      return sample.read(Layout.acquisition());
    }
  }

  @Test
  void sectionsOneByOneEqualAllAtOnce() throws IOException {
    for (String section : List.of("2", "1")) {
      Runs.runOn(sample(), section, "ingest", "input", acquisition);
    }
    Runs.run(sample(), "flatfield");
    for (String section : List.of("2", "1")) {
      Runs.runOn(sample(), section, "stitch");
      Report report = Runs.runOn(sample(), section, "fuse");
      assertTrue(report.title().length() > 3, report.title());
    }
    FolderContent.assertSame(fresh(with()), FolderContent.ofSample(sample()));
  }

  private static long time(Path file) {
    try {
      return Files.isDirectory(file) ? 0 : Files.getLastModifiedTime(file).toMillis();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
