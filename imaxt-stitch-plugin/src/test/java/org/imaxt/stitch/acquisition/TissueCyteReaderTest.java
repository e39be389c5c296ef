package org.imaxt.stitch.acquisition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.imaxt.core.model.PixelSize;
import org.imaxt.core.tiff.PixelType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TissueCyteReaderTest {

  private static final double POSITION_TOL_UM = 1e-9; // tenths of µm are divided, nothing else

  @TempDir Path temporary;
  private FakeTissueCyte fake;

  @BeforeEach
  void prepare() {
    fake = new FakeTissueCyte(temporary.resolve("Aufnahme größer 1"));
  }

  private Acquisition read() throws IOException {
    return TissueCyteReader.read(fake.write().root);
  }

  private AcquisitionException refusal() {
    return assertThrows(AcquisitionException.class, () -> TissueCyteReader.read(fake.root));
  }

  private void assertRefused(String... parts) {
    String message = refusal().getMessage();
    for (String part : parts) {
      assertTrue(message.contains(part), "\"" + part + "\" in: " + message);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void readsBothLayouts(boolean layoutB) throws IOException {
    fake.layoutB = layoutB;
    Acquisition a = read();
    assertEquals("Müs 1", a.name());
    assertEquals(new TileFormat(20, 16, PixelType.UINT16), a.tile());
    assertEquals(PixelSize.square(1), a.pixelSize());
    assertEquals(List.of(2, 1), List.of(a.channels(), a.layers()));
    assertEquals(15, a.sectionThicknessUm());
    assertEquals(5, a.layerStepUm());
    assertEquals("16x", a.objective());
    assertEquals(List.of(), a.problems());
    assertEquals(List.of(), a.notes());
    for (int s : fake.sections) {
      for (int t = 0; t < 6; t++) {
        for (int c = 1; c <= 2; c++) {
          assertEquals(
              Optional.of(fake.tile(s, t, 1, c)), a.section(s).orElseThrow().tileFile(t, 1, c));
        }
      }
    }
  }

  @Test
  void nominalOverlapFollowsFromTheSteps() throws IOException {
    double jitterBias = 0.05; // stage readings are off by 0.4 µm of 16
    assertEquals(0.1, read().nominalOverlap(), jitterBias);
  }

  @Test
  void positionsAreMicrometresWithRowsAndColumns() throws IOException {
    AcquiredSection section = read().section(1).orElseThrow();
    assertEquals(List.of(2, 3), List.of(section.rows(), section.columns()));
    int[] rows = section.positions().stream().mapToInt(p -> p.row()).toArray();
    int[] columns = section.positions().stream().mapToInt(p -> p.column()).toArray();
    assertEquals("[0, 1, 1, 0, 0, 1]", Arrays.toString(rows));
    assertEquals("[0, 0, 1, 1, 2, 2]", Arrays.toString(columns));
    assertEquals(-0.3, section.positions().get(0).xUm(), POSITION_TOL_UM);
    assertEquals(-199.6, section.positions().get(0).yUm(), POSITION_TOL_UM);
    assertEquals(36.3, section.positions().get(5).xUm(), POSITION_TOL_UM);
    assertEquals(-186.4, section.positions().get(5).yUm(), POSITION_TOL_UM);
  }

  @Test
  void metadataKeepUnknownKeysSpacesColonsAndOrder() throws IOException {
    AcquiredSection section = read().section(2).orElseThrow();
    assertEquals("mouse: left; 10 µm", section.metadata().get("Description"));
    assertEquals("60", section.metadata().get("Vibratome Frequency"));
    assertEquals("green", section.metadata().get("Colour of the box"));
    assertEquals("acqDate", section.metadata().keySet().iterator().next());
    assertTrue(section.metadata().get("XPos").startsWith("0:-3 180:0 180:183 "));
  }

  @Test
  void carriageReturnsAndWesternLettersAreRead() throws IOException {
    fake.newline = "\r\n";
    fake.charset = StandardCharsets.ISO_8859_1;
    Acquisition a = read();
    assertEquals("Müs 1", a.name());
    assertEquals("mouse: left; 10 µm", a.metadata().get("Description"));
    assertEquals(6, a.section(1).orElseThrow().positions().size());
  }

  @Test
  void linesWithoutColonAreKeptApartFromNumbers() throws IOException {
    fake.write();
    fake.text(fake.master(), fake.lines("layers:1\nsecond line of a comment\n"));
    fake.text(fake.mosaic(1), Files.readString(fake.mosaic(1)) + "\n\n  \nloose end");
    Acquisition a = TissueCyteReader.read(fake.root);
    assertEquals("loose end", a.section(1).orElseThrow().metadata().get("startnum (continued)"));
  }

  @Test
  void layersFollowEachOtherFromStartnum() throws IOException {
    fake.layers = 3;
    fake.startnumOffset = 17;
    Acquisition a = read();
    assertEquals(3, a.layers());
    AcquiredSection second = a.section(2).orElseThrow();
    Path file = second.tileFile(4, 3, 2).orElseThrow();
    assertTrue(file.toString().endsWith("-51_02.tif"), file + " is not 17 + 18 + 4 + 6 * 2");
    assertEquals(0, a.problems().size());
  }

  @Test
  void zscanZeroMeansOneLayerWhateverLayersSays() throws IOException {
    fake.keys.put("layers", "5");
    fake.keys.put("Zscan", "0");
    assertEquals(1, read().layers());
    fake.keys.put("Zscan", "1");
    fake.write();
    assertEquals(5, TissueCyteReader.read(fake.root).layers());
  }

  @Test
  void gzippedTilesAreFound() throws IOException {
    fake.gzip = true;
    Acquisition a = read();
    assertEquals(List.of(), a.problems());
    assertEquals(List.of(), TileCheck.all(a, DamagedTiles.REFUSE).problems());
  }

  @Test
  void otherFoldersAndFilesAreLeftAlone() throws IOException {
    fake.layoutB = true;
    fake.write();
    Files.createDirectories(fake.root.resolve("trigger").resolve("Müs 1-0001"));
    Files.createDirectories(fake.root.resolve("ch1").resolve("logs"));
    Files.writeString(fake.folder(1, 1).resolve("Thumbs.db"), "x");
    Files.writeString(fake.folder(1, 1).resolve("._01022020-1011-0_01.tif"), "x");
    Files.writeString(fake.folder(1, 1).resolve("01022020-1011-0_01.tif.txt"), "x");
    Acquisition a = TissueCyteReader.read(fake.root);
    assertEquals(2, a.sections().size());
    assertEquals(List.of(), a.notes());
  }

  @Test
  void missingTilesAreListedWithTheirNames() throws IOException {
    fake.write();
    Files.delete(fake.tile(2, 3, 1, 2));
    Acquisition a = TissueCyteReader.read(fake.root);
    assertEquals(
        List.of(new TileProblem(TileProblem.Kind.MISSING, 2, 3, 1, 2, "…-9_02.tif is missing")),
        a.problems());
    assertEquals(Optional.empty(), a.section(2).orElseThrow().tileFile(3, 1, 2));
  }

  @Test
  void missingSectionsAreListed() throws IOException {
    fake.sections = new int[] {2, 4};
    fake.keys.put("sections", "6");
    assertEquals(List.of(1, 3, 5, 6), read().missingSections());
  }

  @Test
  void filesOutsideTheGridAreNoted() throws IOException {
    fake.write();
    Files16.tile(fake.folder(1, 1).resolve("01022020-1011-6_01.tif"));
    Files16.tile(fake.folder(1, 1).resolve("01022020-1011-0_04.tif"));
    assertEquals(
        List.of(
            "section 1 has files of 1 indices outside its grid, from 6: left out",
            "section 1 has 1 files of channel 4 where none is due: left out"),
        TissueCyteReader.read(fake.root).notes());
  }

  @Test
  void measuredPixelSizeReplacesTheStatedOne() throws IOException {
    fake.keys.put("xres", "nonsense");
    fake.write();
    Acquisition a = TissueCyteReader.read(fake.root, new PixelSize(1.01, 1.02));
    assertEquals(new PixelSize(1.01, 1.02), a.pixelSize());
    assertRefused(
        "key xres", "must be a positive number of µm, got \"nonsense\"; give --pixel-size");
  }

  @Test
  void irregularGridsKeepTheirRowsAndColumns() throws IOException {
    fake.write();
    // an L: four tiles down, two more to the right of the lowest
    StringBuilder positions = new StringBuilder("startnum:0\n");
    int[][] cells = {{0, 0}, {0, 1}, {0, 2}, {0, 3}, {1, 3}, {2, 3}};
    for (int[] cell : cells) {
      positions.append("XPos0:").append(cell[0] * 180).append('\n');
      positions.append("YPos0:").append(cell[1] * 140).append('\n');
    }
    fake.text(fake.mosaic(1), fake.lines(positions.toString()));
    AcquiredSection section = TissueCyteReader.read(fake.root).section(1).orElseThrow();
    assertEquals(List.of(4, 3), List.of(section.rows(), section.columns()));
    assertEquals(3, section.positions().get(5).row());
    assertEquals(2, section.positions().get(5).column());
  }

  @Test
  void oneTileIsAnAcquisition() throws IOException {
    fake.rows = 1;
    fake.columns = 1;
    Acquisition a = read();
    assertEquals(0, a.nominalOverlap());
    assertEquals(1, a.section(1).orElseThrow().columns());
  }

  @Test
  void refusesWhatIsNoFolder() throws IOException {
    assertRefused("no folder at ", "check --input");
    Files.writeString(fake.root, "a file");
    assertRefused(" is a file, an acquisition is a folder");
  }

  @Test
  void refusesAFolderThatIsNoAcquisition() throws IOException {
    Files.createDirectories(fake.root.resolve("pictures"));
    assertRefused(" is no TissueCyte acquisition: it has neither");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void refusesAMissingMasterMosaicFile(boolean layoutB) throws IOException {
    fake.layoutB = layoutB;
    fake.write();
    Files.delete(fake.master());
    assertRefused("no Mosaic file of the acquisition in ");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void refusesMissingSectionMosaicFilesAllAtOnce(boolean layoutB) throws IOException {
    fake.layoutB = layoutB;
    fake.write();
    Files.delete(fake.mosaic(1));
    Files.delete(fake.mosaic(2));
    assertEquals(2, refusal().problems().size());
    assertRefused(
        "2 problems in the acquisition:",
        "section 1 has no Mosaic file, Mosaic_Müs 1-0001.txt belongs into",
        "section 2 has no Mosaic file");
  }

  @Test
  void refusesASectionWithoutPositions() throws IOException {
    fake.write();
    fake.text(fake.mosaic(2), fake.lines("startnum:6\n"));
    assertRefused("section 2 has no positions: no XPos and YPos lines in ");
  }

  @Test
  void refusesFewerPositionsThanTheGridHas() throws IOException {
    fake.keys.put("mcolumns", "4");
    fake.write();
    assertRefused(
        "section 1 has 6 positions, its grid says 2 x 4; restore", "section 2 has 6 positions");
  }

  @Test
  void refusesMorePositionsThanTheGridHas() throws IOException {
    fake.keys.put("mcolumns", "2");
    fake.write();
    assertRefused("section 1 has 6 positions, more than its grid of 2 x 2 in 1 layers");
  }

  @Test
  void acceptsPositionsRepeatedForEveryLayer() throws IOException {
    fake.layers = 2;
    fake.write();
    for (int s : fake.sections) {
      String twice = "startnum:" + fake.startnum(s) + "\n" + fake.positions() + fake.positions();
      fake.text(fake.mosaic(s), fake.lines(twice));
    }
    Acquisition a = TissueCyteReader.read(fake.root);
    assertEquals(6, a.section(2).orElseThrow().positions().size());
  }

  @Test
  void refusesPositionsThatAreNoPairsOrNoNumbers() throws IOException {
    fake.write();
    fake.text(fake.mosaic(1), fake.lines("startnum:0\n" + fake.positions() + "XPos180:720\n"));
    assertRefused("section 1 has 7 XPos and 6 YPos lines in ");
    fake.text(fake.mosaic(1), fake.lines("startnum:0\n" + fake.positions() + "XPos180:7x0\n"));
    assertRefused("position line \"XPos180:7x0\" in ");
  }

  @Test
  void refusesMissingAndUnusableKeysAllAtOnce() throws IOException {
    fake.keys.put("layers", "two");
    fake.keys.put("channels", "1.5");
    fake.keys.remove("sectionres");
    fake.keys.put("mrows", "");
    fake.write();
    assertRefused(
        "key layers in ",
        "must be a whole number from 1 to 10000, got \"two\"",
        "key channels in ",
        "got \"1.5\"",
        "key sectionres is missing in ",
        "key mrows is missing in ");
  }

  @Test
  void refusesAMissingStartnum() throws IOException {
    fake.write();
    fake.text(fake.mosaic(1), fake.lines(fake.positions()));
    assertRefused("key startnum is missing in ", "Mosaic_Müs 1-0001.txt; add the line startnum:");
  }

  @Test
  void refusesAStartnumThatFitsNoFile() throws IOException {
    fake.write();
    fake.text(fake.mosaic(2), fake.lines("startnum:100\n" + fake.positions()));
    assertRefused("section 2 has none of its tiles: startnum is 100, the files count from 6");
  }

  @Test
  void refusesTwoFilesForOneTile() throws IOException {
    fake.write();
    Files16.tile(fake.folder(1, 1).resolve("09092020-0909-3_01.tif"));
    assertRefused("section 1 tile 3 layer 1 channel 1 has two files, 01022020-1011-3_01.tif and ");
  }

  @Test
  void refusesTwoFoldersForOneSection() throws IOException {
    fake.write();
    Files.createDirectories(fake.root.resolve("again-0002"));
    assertRefused("section 2 has two folders, Müs 1-0002 and again-0002; move one away");
  }

  @Test
  void refusesAChannelWithoutAnyTile() throws IOException {
    fake.keys.put("channels", "3");
    fake.write();
    assertRefused("no tile of channel 3 in ", "says channels:3");
  }

  @Test
  void refusesSectionsOfDifferentDepth() throws IOException {
    fake.write();
    fake.keys.put("layers", "2");
    fake.text(fake.mosaic(2), fake.lines("startnum:6\n" + fake.positions()));
    assertRefused(
        "section 2 has 2 layers and 2 channels, section 1 has 1 and 2; ingest them apart");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../x", "/etc/x", "a\\b", ".."})
  void refusesSampleIdsThatLeaveTheFolder(String id) throws IOException {
    fake.keys.put("Sample ID", id);
    fake.write();
    assertRefused("key Sample ID in ", "must be a plain name", "\"" + id + "\"");
  }

  @Test
  void refusesLinksThatLeaveTheFolder() throws IOException {
    fake.write();
    Path outside = Files.createDirectories(temporary.resolve("outside"));
    Path tile = fake.tile(1, 0, 1, 1);
    Files.delete(tile);
    Files.createSymbolicLink(tile, Files16.tile(outside.resolve("t.tif")));
    Files.createSymbolicLink(fake.root.resolve("x-0003"), outside);
    assertRefused(tile + " leads out of", "x-0003 leads out of the acquisition's folder");
  }

  @Test
  void refusesAMosaicFileThatIsALinkOutside() throws IOException {
    fake.write();
    Path elsewhere = Files.move(fake.mosaic(1), temporary.resolve("m.txt"));
    Files.createSymbolicLink(fake.mosaic(1), elsewhere);
    assertRefused("Mosaic_Müs 1-0001.txt leads out of the acquisition's folder");
  }

  @Test
  void linksInsideTheFolderAreFollowed() throws IOException {
    fake.write();
    Path tile = fake.tile(1, 0, 1, 1);
    Path kept = Files.move(tile, Files.createDirectories(fake.root.resolve("kept")).resolve("t"));
    Files.createSymbolicLink(tile, kept);
    assertEquals(List.of(), TissueCyteReader.read(fake.root).problems());
  }

  @Test
  void refusesAnAcquisitionWithoutTiles() throws IOException {
    fake.write();
    for (int s : fake.sections) {
      for (int t = 0; t < 6; t++) {
        Files.delete(fake.tile(s, t, 1, 1));
        Files.delete(fake.tile(s, t, 1, 2));
      }
    }
    assertRefused("no tile image in ", "its files end in -<index>_<channel>.tif");
  }

  @Test
  void namedPipesDoNotHang() throws Exception {
    fake.write();
    pipe(fake.tile(1, 0, 1, 1));
    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> {
          Acquisition a = TissueCyteReader.read(fake.root);
          assertThrows(AcquisitionException.class, () -> TileCheck.all(a, DamagedTiles.SKIP));
        });
    pipe(fake.mosaic(2));
    assertTimeoutPreemptively(
        Duration.ofSeconds(10), () -> assertRefused("Mosaic_Müs 1-0002.txt is no Mosaic file"));
  }

  private static void pipe(Path file) throws IOException, InterruptedException {
    Files.delete(file);
    Process mkfifo;
    try {
      mkfifo = new ProcessBuilder("mkfifo", file.toString()).start();
    } catch (IOException e) {
      assumeTrue(false, "skipped: no mkfifo here");
      return;
    }
    assumeTrue(mkfifo.waitFor() == 0, "skipped: mkfifo makes no named pipe here");
  }
}
