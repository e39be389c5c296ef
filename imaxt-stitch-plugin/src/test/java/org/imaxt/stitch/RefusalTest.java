package org.imaxt.stitch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.io.FileSaver;
import ij.process.ByteProcessor;
import ij.process.ShortProcessor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import org.imaxt.core.contract.FolderContent;
import org.imaxt.core.contract.Runs;
import org.imaxt.core.phantom.PhantomParams;
import org.imaxt.core.run.ExitCode;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.zarr.ZarrVersion;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What must be refused: the message, the exit code, and that nothing is lost. */
class RefusalTest {

  private static final int ARGUMENTS = 2;
  private static final int INPUT = 3;
  private static final int FAILED = 4;

  @TempDir static Path shared;
  private static Path rendered;
  private static Path ingested;

  @TempDir Path folder;
  private Path acquisition;

  @BeforeAll
  static void render() throws IOException {
    rendered = WholeWay.of(PhantomParams.small(), shared).acquisition();
    ingested = shared.resolve("ingested.zarr");
    Runs.run(ingested, "ingest", "input", rendered, "orientation", "identity");
  }

  @BeforeEach
  void copy() throws IOException {
    acquisition = FolderContent.copy(rendered, folder.resolve("acquisition"));
  }

  private Path sample() {
    return folder.resolve("sample.zarr");
  }

  private Path ingestedCopy() throws IOException {
    return FolderContent.copy(ingested, sample());
  }

  private static void assertRefused(int code, Executable run, String... parts) {
    Throwable refusal = assertThrows(RuntimeException.class, run);
    assertEquals(code, ExitCode.of(refusal).code(), refusal.toString());
    for (String part : parts) {
      assertTrue(refusal.getMessage().contains(part), "'" + part + "' in " + refusal.getMessage());
    }
  }

  /** An acquisition is refused with these words, and no sample is made. */
  private void assertIngestRefused(String... parts) throws IOException {
    assertRefused(INPUT, () -> Runs.run(sample(), "ingest", "input", acquisition), parts);
    assertFalse(Files.exists(sample()), "a sample was made");
    SortedMap<String, String> before = FolderContent.of(ingestedCopy());
    assertRefused(INPUT, () -> Runs.run(sample(), "ingest", "input", acquisition), parts);
    FolderContent.assertSame(before, FolderContent.of(sample()));
  }

  private Path file(String end) throws IOException {
    return FolderContent.ending(acquisition, end).get(0);
  }

  private void edit(Path file, String regex, String replacement) throws IOException {
    String text = Files.readString(file);
    String edited = text.replaceAll(regex, replacement);
    assertFalse(text.equals(edited), "the edit changed nothing");
    Files.writeString(file, edited);
  }

  @Test
  void aMissingMosaicFile() throws IOException {
    Files.delete(file("Mosaic_phantom.txt"));
    assertIngestRefused(acquisition.toString(), "Mosaic");
  }

  @Test
  void aMissingMosaicFileOfASection() throws IOException {
    Files.delete(file("Mosaic_phantom-0002.txt"));
    assertIngestRefused("phantom-0002", "Mosaic");
  }

  @Test
  void aSectionWithoutPositions() throws IOException {
    edit(file("Mosaic_phantom-0002.txt"), "(?m)^[XY]Pos.*\\R?", "");
    assertIngestRefused("phantom-0002", "position");
  }

  @Test
  void fewerPositionsThanTiles() throws IOException {
    edit(file("Mosaic_phantom-0002.txt"), "(?s)XPos[^\n]*\n[^\n]*YPos[^\n]*\n(?!.*XPos)", "");
    assertIngestRefused("phantom-0002", "8", "3 x 3");
  }

  @Test
  void aTruncatedTile() throws IOException {
    Path tile = file("-4_01.tif");
    byte[] bytes = Files.readAllBytes(tile);
    Files.write(tile, java.util.Arrays.copyOf(bytes, bytes.length / 2));
    assertIngestRefused(tile.getFileName().toString(), "--damaged skip");
  }

  @Test
  void aTileOfNoBytes() throws IOException {
    Path tile = file("-4_01.tif");
    Files.write(tile, new byte[0]);
    assertIngestRefused(tile.getFileName().toString(), "--damaged skip");
  }

  @Test
  void tilesOfUnequalSize() throws IOException {
    Path tile = file("-4_01.tif");
    Files.delete(tile);
    new FileSaver(new ImagePlus("", new ShortProcessor(128, 127))).saveAsTiff(tile.toString());
    assertIngestRefused(tile.getFileName().toString(), "128 x 127", "128 x 128");
  }

  @Test
  void tilesOfUnequalPixelType() throws IOException {
    Path tile = file("-4_01.tif");
    Files.delete(tile);
    new FileSaver(new ImagePlus("", new ByteProcessor(128, 128))).saveAsTiff(tile.toString());
    assertIngestRefused(tile.getFileName().toString(), "uint8", "uint16");
  }

  @Test
  void aFolderThatIsNoAcquisition() throws IOException {
    acquisition = Files.createDirectory(folder.resolve("holiday"));
    Files.writeString(acquisition.resolve("beach.tif"), "sand");
    assertIngestRefused(acquisition.toString());
  }

  @Test
  void aFolderThatIsNotThere() throws IOException {
    acquisition = folder.resolve("nowhere");
    assertIngestRefused(acquisition.toString());
  }

  @Test
  void linksThatLeaveTheAcquisition() throws IOException {
    Path tile = file("-4_01.tif");
    Path outside = Files.move(tile, folder.resolve("outside.tif"));
    Files.createSymbolicLink(tile, outside);
    assertIngestRefused(tile.getFileName().toString());
  }

  @Test
  void namesThatLeaveTheFolderOfAGrid() throws IOException {
    Path list =
        Files.writeString(
            acquisition.resolve("TileConfiguration.txt"), "dim = 2\n../secret.tif; ; (0, 0)\n");
    assertRefused(
        INPUT,
        () -> Runs.run(sample(), "ingest", "input", acquisition, "tileconfiguration", list),
        "../secret.tif");
    assertFalse(Files.exists(sample()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"../secret_{i}.tif", "/etc/{i}.tif"})
  void patternsThatLeaveTheFolder(String pattern) {
    assertRefused(
        ARGUMENTS,
        () ->
            Runs.run(
                sample(),
                "ingest",
                "input",
                acquisition,
                "pattern",
                pattern,
                "columns",
                3,
                "rows",
                3),
        "pattern");
    assertFalse(Files.exists(sample()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ingest | inputs | x | unknown parameter 'inputs'; did you mean 'input'?",
        "ingest | canvasMargin | -1 | canvasMargin must lie in [0, 100000] (µm), got -1",
        "ingest | ngff | 0.6 | 0.6",
        "ingest | orientation | up | orientation must be one of auto, identity",
        "fuse | intensityStep | 0 | intensityStep must lie in (0, 100] (ADU), got 0",
        "fuse | taper | wide | taper must be a number (µm), got 'wide'",
        "flatfield | minTiles | 2 | minTiles must lie in [3, 10000]",
        "stitch | solver | guess | solver must be one of",
        "stitch | channels | one | channels",
      })
  void parametersThatAreUnknownOrOutOfRange(
      String stage, String name, String value, String message) {
    assertRefused(
        ARGUMENTS,
        () ->
            Runs.run(
                sample(),
                stage,
                name,
                value,
                stage.equals("ingest") ? "input" : name,
                stage.equals("ingest") ? acquisition : value),
        message);
    assertFalse(Files.exists(sample()));
  }

  @Test
  void aStageThatIsMisspelt() {
    assertRefused(ARGUMENTS, () -> Runs.run(sample(), "stich"), "did you mean 'stitch'?");
  }

  @Test
  void aSectionThatIsNotThere() throws IOException {
    SortedMap<String, String> before = FolderContent.ofSample(ingestedCopy());
    assertRefused(
        INPUT, () -> Runs.runOn(sample(), "7", "stitch"), "sections 7 were asked for", "1-2");
    FolderContent.assertSame(before, FolderContent.ofSample(sample()));
  }

  @Test
  void aSectionThatTheAcquisitionHasNot() {
    assertRefused(
        INPUT,
        () -> Runs.runOn(sample(), "2,9", "ingest", "input", acquisition),
        "sections 9 were asked for",
        "1-2");
    assertFalse(Files.exists(sample()), "a sample was made");
  }

  @Test
  void aChannelThatIsNotThere() throws IOException {
    SortedMap<String, String> before = FolderContent.ofSample(ingestedCopy());
    assertRefused(
        INPUT,
        () -> Runs.run(sample(), "stitch", "channels", "3"),
        "channel 3 was asked for, the sample has 1 to 2");
    FolderContent.assertSame(before, FolderContent.ofSample(sample()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"flatfield", "stitch", "fuse"})
  void aSampleThatIsNotThere(String stage) {
    assertRefused(
        INPUT, () -> Runs.run(sample(), stage), "does not exist; imaxt ingest makes a sample");
    assertFalse(Files.exists(sample()));
  }

  @ParameterizedTest
  @CsvSource({"flatfield, ingest", "stitch, ingest", "fuse, ingest"})
  void aStageBeforeWhatItNeeds(String stage, String needed) {
    Sample.openOrCreate(sample(), ZarrVersion.V2).close();
    assertRefused(INPUT, () -> Runs.run(sample(), stage), "run imaxt " + needed);
  }

  @Test
  void fusingBeforeStitching() throws IOException {
    SortedMap<String, String> before = FolderContent.ofSample(ingestedCopy());
    assertRefused(INPUT, () -> Runs.run(sample(), "fuse"), "run imaxt stitch");
    FolderContent.assertSame(before, FolderContent.ofSample(sample()));
  }

  @ParameterizedTest
  @CsvSource({
    "export positions, stitch",
    "export mosaic, fuse",
    "export bdv, fuse",
  })
  void exportsBeforeWhatTheyNeed(String export, String needed) throws IOException {
    ingestedCopy();
    Path out = folder.resolve("out.file");
    assertRefused(INPUT, () -> Runs.run(sample(), export, "out", out), "run imaxt " + needed);
    assertFalse(Files.exists(out));
  }

  @Tag("slow")
  @Test
  void anUpstreamOutputThatWasMadeAgain() throws IOException {
    ingestedCopy();
    Runs.run(sample(), "stitch");
    Runs.run(sample(), "fuse");
    Runs.run(sample(), "stitch", "channels", "1");
    Path out = folder.resolve("out.ome.tif");
    assertRefused(
        INPUT,
        () -> Runs.run(sample(), "export mosaic", "out", out),
        "S001 of fuse is older than stitch/S001",
        "run imaxt fuse again");
    assertRefused(
        INPUT,
        () -> Runs.run(sample(), "export image", "out", out, "path", "stpt/mosaic/S001"),
        "run imaxt fuse again");
    Runs.run(sample(), "flatfield");
    assertRefused(
        INPUT,
        () -> {
          Runs.run(sample(), "ingest", "input", rendered, "orientation", "flip-x");
          Runs.run(sample(), "fuse");
        },
        "run imaxt",
        "again");
    assertFalse(Files.exists(out));
  }

  @Test
  void aSampleOfANewerFormat() throws IOException {
    Path attributes = ingestedCopy().resolve(".zattrs");
    edit(attributes, "(\"format\"\\s*:\\s*)1", "$12");
    SortedMap<String, String> before = FolderContent.of(sample());
    for (String task : List.of("stitch", "info")) {
      assertRefused(
          INPUT,
          () -> Runs.run(sample(), task),
          "has format 2, this version reads up to 1; install a newer version");
    }
    assertRefused(
        INPUT, () -> Runs.run(sample(), "ingest", "input", acquisition), "install a newer version");
    FolderContent.assertSame(before, FolderContent.of(sample()));
  }

  @ParameterizedTest
  @ValueSource(strings = {".zattrs", "stpt/acquisition.json", "stpt/raw/S001.json"})
  void documentsThatAreCutOff(String document) throws IOException {
    Path file = ingestedCopy().resolve(document);
    String text = Files.readString(file);
    Files.writeString(file, text.substring(0, text.length() / 2));
    Throwable refusal = assertThrows(RuntimeException.class, () -> Runs.run(sample(), "stitch"));
    assertEquals(INPUT, ExitCode.of(refusal).code(), refusal.toString());
    assertTrue(refusal.getMessage().contains(document), refusal.getMessage());
  }

  @Test
  void aFolderOfOtherThings() throws IOException {
    Files.createDirectory(sample());
    Files.writeString(sample().resolve("thesis.txt"), "precious");
    assertRefused(
        INPUT,
        () -> Runs.run(sample(), "ingest", "input", acquisition),
        "is there and is no sample");
    assertEquals(List.of("thesis.txt"), List.of(sample().toFile().list()));
  }

  @Test
  void aFolderThatCannotBeMade() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertRefused(
        INPUT,
        () -> Runs.run(file.resolve("sample.zarr"), "ingest", "input", acquisition),
        "cannot be written",
        file.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"flatfield", "stitch"})
  void aCorruptChunk(String stage) throws IOException {
    Path chunk = ingestedCopy().resolve("stpt/raw/S002/4/0/0/0/0");
    byte[] bytes = Files.readAllBytes(chunk);
    for (int i = 0; i < 64; i++) {
      bytes[bytes.length / 2 + i] ^= (byte) 0x5a;
    }
    Files.write(chunk, bytes);
    assertRefused(
        FAILED, () -> Runs.run(sample(), stage), "chunk 4/0/0/0/0", "stpt/raw/S002", "corrupt");
  }

  @Test
  void aCorruptChunkLeavesTheOtherSectionsComplete() throws IOException {
    Path chunk = ingestedCopy().resolve("stpt/raw/S002/4/0/0/0/0");
    byte[] good = Files.readAllBytes(chunk);
    Files.write(chunk, new byte[] {1, 2, 3});
    assertRefused(FAILED, () -> Runs.run(sample(), "stitch"), "stpt/raw/S002", "corrupt");
    Files.write(chunk, good);
    Runs.run(sample(), "stitch");
    Path other = FolderContent.copy(ingested, folder.resolve("other.zarr"));
    Runs.run(other, "stitch");
    FolderContent.assertSame(
        FolderContent.of(other.resolve("stpt/positions")),
        FolderContent.of(sample().resolve("stpt/positions")));
  }

  @Test
  void tilesThatReachOutOfTheCanvas() throws IOException {
    Runs.run(
        sample(), "ingest", "input", acquisition, "canvasMargin", 0, "orientation", "identity");
    assertRefused(
        INPUT, () -> Runs.run(sample(), "stitch"), "outside the canvas", "--canvas-margin");
    assertRefused(INPUT, () -> Runs.run(sample(), "fuse"), "run imaxt stitch");
  }

  @Test
  void tooFewTilesForAFlatFieldThatIsRequired() throws IOException {
    ingestedCopy();
    assertRefused(
        FAILED,
        () ->
            Runs.run(
                sample(), "flatfield", "minTiles", 1000, "maxTiles", 1000, "requireEstimate", true),
        "--profile");
  }

  @Test
  void imagesThatAreNotInTheSample() throws IOException {
    ingestedCopy();
    Path out = folder.resolve("out.ome.tif");
    assertRefused(
        INPUT,
        () -> Runs.run(sample(), "export image", "out", out, "path", "stpt/nothing"),
        "stpt/nothing");
    assertRefused(
        ARGUMENTS,
        () -> Runs.run(sample(), "export image", "out", out, "path", "../other"),
        "path must lie inside the sample");
    assertFalse(Files.exists(out));
  }

  @Test
  void aBigDataViewerXmlOfNgff05() throws IOException {
    Runs.run(sample(), "ingest", "input", acquisition, "ngff", "0.5", "orientation", "identity");
    Runs.run(sample(), "stitch");
    Runs.run(sample(), "fuse");
    assertFalse(Files.exists(folder.resolve("dataset.xml")));
    assertRefused(INPUT, () -> Runs.run(sample(), "export bdv"), "0.5", "bdv-n5");
  }

  @Test
  void aPhantomInAFolderThatIsNotEmpty() {
    assertRefused(INPUT, () -> Runs.run(sample(), "phantom", "out", acquisition), "not empty");
  }
}
