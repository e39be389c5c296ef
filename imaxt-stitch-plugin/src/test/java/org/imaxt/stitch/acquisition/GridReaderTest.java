package org.imaxt.stitch.acquisition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.imaxt.core.model.PixelSize;
import org.imaxt.core.model.StagePosition;
import org.imaxt.core.tiff.PixelType;
import org.imaxt.core.tiff.TiffReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GridReaderTest {

  @TempDir Path temporary;
  private Path folder;

  @BeforeEach
  void create() throws IOException {
    folder = Files.createDirectories(temporary.resolve("Kacheln größer 1"));
  }

  private void tiles(String... names) throws IOException {
    for (String name : names) {
      Files16.tile(folder.resolve(name));
    }
  }

  private static GridPattern pattern(GridOrder order) {
    return GridPattern.numbered("t_{i}.tif", 3, 2, order, 0.25);
  }

  private void assertRefused(GridPattern pattern, String... parts) {
    AcquisitionException e =
        assertThrows(AcquisitionException.class, () -> GridReader.read(folder, pattern));
    for (String part : parts) {
      assertTrue(e.getMessage().contains(part), "\"" + part + "\" in: " + e.getMessage());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ROW, 00 01 02 10 11 12",
    "COLUMN, 00 10 01 11 02 12",
    "SNAKE_ROW, 00 01 02 12 11 10",
    "SNAKE_COLUMN, 00 10 11 01 02 12"
  })
  void ordersFillTheGrid(GridOrder order, String rowColumn) throws IOException {
    tiles("t_1.tif", "t_2.tif", "t_3.tif", "t_4.tif", "t_5.tif", "t_6.tif");
    List<StagePosition> positions =
        GridReader.read(folder, pattern(order)).sections().get(0).positions();
    String[] cells = rowColumn.split(" ");
    for (int i = 0; i < 6; i++) {
      StagePosition p = positions.get(i);
      assertEquals(cells[i], "" + p.row() + p.column());
      assertEquals(p.column() * 15.0, p.xUm());
      assertEquals(p.row() * 12.0, p.yUm());
    }
  }

  @Test
  void leadingZerosAndAStartOfZeroAreFound() throws IOException {
    tiles("t_000.tif", "t_001.tif", "t_002.tif", "t_003.tif", "t_004.tif", "t_005.tif");
    AcquiredSection section = GridReader.read(folder, pattern(GridOrder.ROW)).sections().get(0);
    assertEquals(Optional.of(folder.resolve("t_000.tif")), section.tileFile(0, 1, 1));
    assertEquals(List.of(), section.problems());
  }

  @Test
  void missingTilesAreListedAndOthersNoted() throws IOException {
    tiles("t_1.tif", "t_2.tif", "t_10.tif", "other.tif");
    Acquisition a = GridReader.read(folder, pattern(GridOrder.ROW));
    assertEquals(List.of(2, 3, 4, 5), a.problems().stream().map(TileProblem::tile).toList());
    assertEquals(List.of("t_10.tif lies outside the grid: left out"), a.notes());
  }

  @Test
  void aGivenStartIsTaken() throws IOException {
    tiles("t_101.tif", "t_106.tif");
    assertRefused(pattern(GridOrder.ROW), "count from 101, neither 0 nor 1 is there; give --start");
    AcquiredSection section =
        GridReader.read(folder, pattern(GridOrder.ROW).withStart(101)).sections().get(0);
    assertEquals(Optional.of(folder.resolve("t_106.tif")), section.tileFile(5, 1, 1));
  }

  @Test
  void columnAndRowInTheNameNeedNoGrid() throws IOException {
    tiles("x0_y1.tif", "x2_y1.tif", "x0_y2.tif", "x1_y2.tif", "x2_y2.tif");
    AcquiredSection section =
        GridReader.read(folder, GridPattern.placed("x{x}_y{y}.tif", 0)).sections().get(0);
    assertEquals(List.of(2, 3), List.of(section.rows(), section.columns()));
    assertEquals(Optional.of(folder.resolve("x2_y1.tif")), section.tileFile(2, 1, 1));
    assertEquals(Optional.empty(), section.tileFile(1, 1, 1));
    assertEquals(Optional.of(folder.resolve("x0_y2.tif")), section.tileFile(3, 1, 1));
  }

  @Test
  void columnsThatStartElsewhereNeedAStart() throws IOException {
    tiles("x5_y5.tif", "x6_y5.tif");
    GridPattern pattern = GridPattern.placed("x{x}_y{y}.tif", 0);
    assertRefused(pattern, "count from 5, neither 0 nor 1 is there; give --start");
    assertEquals(2, GridReader.read(folder, pattern.withStart(5)).sections().get(0).columns());
  }

  @Test
  void channelsAreCountedByTheirNumbers() throws IOException {
    tiles("p1_c405.tif", "p1_c561.tif", "p2_c405.tif", "p2_c561.tif");
    Acquisition a =
        GridReader.read(folder, GridPattern.numbered("p{i}_c{c}.tif", 2, 1, GridOrder.ROW, 0.1));
    assertEquals(2, a.channels());
    assertEquals(Optional.of(folder.resolve("p2_c561.tif")), a.sections().get(0).tileFile(1, 1, 2));
    assertEquals(List.of("channels by the number in the file name: {405=1, 561=2}"), a.notes());
  }

  @Test
  void refusesAPatternThatFitsNothing() throws IOException {
    tiles("a.tif");
    assertRefused(pattern(GridOrder.ROW), "no file like \"t_{i}.tif\" in ", folder.toString());
  }

  @Test
  void refusesTwoFilesForOneTile() throws IOException {
    tiles("t_1.tif", "t_01.tif");
    assertRefused(pattern(GridOrder.ROW), "t_01.tif and t_1.tif name the same tile");
  }

  @Test
  void refusesLinksThatLeaveTheFolder() throws IOException {
    Files.createSymbolicLink(
        folder.resolve("t_1.tif"), Files16.tile(temporary.resolve("outside.tif")));
    assertRefused(pattern(GridOrder.ROW), "t_1.tif leads out of the folder");
  }

  @ParameterizedTest
  @ValueSource(strings = {"t.tif", "t_{x}.tif", "t_{i}{x}{y}.tif", "../t_{i}.tif", "/a/{i}.tif"})
  void refusesPatternsWithoutPlaceholderOrWithFolders(String pattern) {
    assertThrows(
        IllegalArgumentException.class,
        () -> GridPattern.numbered(pattern, 2, 2, GridOrder.ROW, 0.1));
  }

  @Test
  void refusesGridsAndOverlapsThatAreNone() {
    assertThrows(
        IllegalArgumentException.class,
        () -> GridPattern.numbered("{i}", 0, 2, GridOrder.ROW, 0.1));
    assertThrows(
        IllegalArgumentException.class, () -> GridPattern.numbered("{i}", 2, 2, GridOrder.ROW, 1));
    OptionalInt open = OptionalInt.empty();
    assertThrows(
        IllegalArgumentException.class,
        () -> new GridPattern("{i}", open, open, GridOrder.ROW, 0.1, open, PixelSize.square(1)));
  }

  private Path configuration(String text) throws IOException {
    return Files.writeString(folder.resolve("TileConfiguration.txt"), text);
  }

  private AcquisitionException refusedConfiguration(String text) throws IOException {
    Path file = configuration(text);
    return assertThrows(
        AcquisitionException.class, () -> GridReader.read(folder, file, PixelSize.square(1)));
  }

  @Test
  void readsFijisTileConfiguration() throws IOException {
    tiles("a 1.tif", "b.tif", "ü.tif");
    Path file =
        configuration(
            "# Define the number of dimensions\r\ndim = 2\r\n\r\n# tiles\r\n"
                + "a 1.tif; ; (10.0, -5.5)\r\nb.tif; ; (28.5, -5.0)\r\nü.tif;;(10.25,9)\r\n"
                + "gone.tif; ; (28, 9)\r\n");
    Acquisition a = GridReader.read(folder, file, new PixelSize(2, 2));
    List<StagePosition> p = a.sections().get(0).positions();
    assertEquals(new StagePosition(0, 0, 0, 0, 0), p.get(0));
    assertEquals(new StagePosition(1, 0, 1, 37, 1), p.get(1));
    assertEquals(new StagePosition(2, 1, 0, 0.5, 29), p.get(2));
    assertEquals(List.of(3), a.problems().stream().map(TileProblem::tile).toList());
  }

  @Test
  void depthOfATileConfigurationIsLeftOutWithANote() throws IOException {
    tiles("a.tif");
    Path file = configuration("dim = 3\na.tif; ; (0, 0, 4.5)\n");
    Acquisition a = GridReader.read(folder, file, PixelSize.square(1));
    assertTrue(a.notes().get(0).startsWith("z of TileConfiguration.txt is left out"));
  }

  @Test
  void refusesNamesThatLeaveTheFolder() throws IOException {
    Files16.tile(temporary.resolve("outside.tif"));
    Path link = folder.resolve("sub");
    Files.createSymbolicLink(link, temporary);
    AcquisitionException e =
        refusedConfiguration(
            "dim = 2\n../outside.tif; ; (0, 0)\n"
                + temporary.resolve("outside.tif")
                + "; ; (1, 1)\nsub/outside.tif; ; (2, 2)\n");
    assertEquals(3, e.problems().size(), e.getMessage());
    assertTrue(e.problems().get(2).contains("names \"sub/outside.tif\", which leads out of"));
  }

  @Test
  void refusesLinesThatAreNotUnderstoodAllAtOnce() throws IOException {
    AcquisitionException e =
        refusedConfiguration("dim = 4\na.tif; (0, 0)\nb.tif; ; (0, NaN)\nc.tif; 2; (0, 0)\n");
    assertEquals(5, e.problems().size(), e.getMessage());
    assertTrue(e.problems().get(1).contains("line 2 is not like name.tif; ; (x, y)"));
  }

  @Test
  void refusesAConfigurationWithoutAnyOfItsFiles() throws IOException {
    AcquisitionException e = refusedConfiguration("dim = 2\na.tif; ; (0, 0)\n");
    assertTrue(e.getMessage().contains("none of the 1 files of "), e.getMessage());
  }

  @Test
  void readsTheGridOfMist() throws IOException {
    Path data = Path.of("../../shared/data/grid-mist");
    assumeTrue(Files.isDirectory(data), "skipped: ../shared/data/grid-mist is not here");
    GridPattern pattern =
        GridPattern.numbered("ImageName_t01_p{i}.tif", 5, 5, GridOrder.COLUMN, 0.2);
    Acquisition a = TileCheck.all(GridReader.read(data, pattern), DamagedTiles.REFUSE);
    assertEquals(new TileFormat(245, 183, PixelType.UINT16), a.tile());
    assertEquals(List.of(), a.problems());
    Path sixth = a.sections().get(0).tileFile(5, 1, 1).orElseThrow();
    assertEquals("ImageName_t01_p06.tif", sixth.getFileName().toString());
    assertEquals(1, a.sections().get(0).positions().get(5).column());
    short[][] pixels = new short[25][];
    for (int t = 0; t < 25; t++) {
      Path file = a.sections().get(0).tileFile(t, 1, 1).orElseThrow();
      try (TiffReader reader = TiffReader.open(file)) {
        pixels[t] = (short[]) reader.readPlane(reader.pages().get(0));
      }
    }
    assertTrue(overlapsExactly(pixels[0], pixels[1]), "tile 1 lies below tile 0, bit for bit");
  }

  /** Whether some shift mostly downwards lays one tile on the other without any difference. */
  private static boolean overlapsExactly(short[] upper, short[] lower) {
    int width = 245;
    int height = 183;
    for (int dy = height / 2; dy < height - 8; dy++) {
      for (int dx = -30; dx <= 30; dx++) {
        boolean equal = true;
        for (int y = dy; equal && y < height; y++) {
          for (int x = Math.max(0, dx); equal && x < Math.min(width, width + dx); x++) {
            equal = upper[y * width + x] == lower[(y - dy) * width + x - dx];
          }
        }
        if (equal) {
          return true;
        }
      }
    }
    return false;
  }
}
