package org.imaxt.core.phantom;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.imaxt.core.phantom.AcquisitionParams.Compression;
import org.imaxt.core.phantom.AcquisitionParams.Layout;
import org.imaxt.core.phantom.AcquisitionParams.LineEnding;
import org.imaxt.core.phantom.AcquisitionParams.StartNumber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files, names, keys and faults of a written acquisition. */
class TissueCytePhantomTest {
  private static final PhantomParams TINY =
      PhantomParams.small().withTile(40, 32, 2.8).withGrid(3, 2).withSections(2).withSeed(11);

  /** Header of a TIFF with one strip: 8 bytes, a directory of 11 entries. */
  private static final int TIFF_HEADER_BYTES = 8 + 2 + 11 * 12 + 4;

  @TempDir Path folder;

  @Test
  void equalSeedsGiveEqualBytesOnOneAndTwoThreads() throws IOException {
    Path one = folder.resolve("one");
    Path two = folder.resolve("two");
    write(TINY, one);
    try (TaskExecutor executor = TaskExecutors.fixedThreadPool(2)) {
      TissueCytePhantom.write(TINY, two, executor, ProgressListener.none());
    }
    Map<String, Path> a = files(one);
    Map<String, Path> b = files(two);
    assertEquals(a.keySet(), b.keySet());
    for (String name : a.keySet()) {
      assertArrayEquals(Files.readAllBytes(a.get(name)), Files.readAllBytes(b.get(name)), name);
    }
  }

  @Test
  void anotherSeedGivesOtherPixels() throws IOException {
    write(TINY, folder.resolve("a"));
    write(TINY.withSeed(12), folder.resolve("b"));
    String tile = "phantom-0001/03022026-0900-0_01.tif";
    assertNotEquals(
        -1, Files.mismatch(folder.resolve("a").resolve(tile), folder.resolve("b").resolve(tile)));
  }

  @Test
  void layoutAHoldsAllChannelsInOneFolderASection() throws IOException {
    write(TINY, folder);
    assertTrue(Files.exists(folder.resolve("Mosaic_phantom.txt")));
    for (int s = 1; s <= 2; s++) {
      Path section = folder.resolve("phantom-000" + s);
      assertTrue(Files.exists(section.resolve("Mosaic_phantom-000" + s + ".txt")));
      assertEquals(6 * 2, tiles(section).size(), "tiles of section " + s);
    }
  }

  @Test
  void layoutBHoldsAChannelAFolderAndOneToIgnore() throws IOException {
    write(TINY.withLayout(Layout.B).withChannels(3), folder);
    for (int c = 1; c <= 3; c++) {
      List<String> names = tiles(folder.resolve("ch" + c).resolve("phantom-0002"));
      assertEquals(6, names.size());
      String end = "_0" + c + ".tif";
      assertTrue(names.stream().allMatch(n -> n.endsWith(end)), names.toString());
    }
    assertTrue(Files.exists(folder.resolve("ch1").resolve("Mosaic_phantom.txt")));
    assertTrue(Files.exists(folder.resolve("ch1/phantom-0002/Mosaic_phantom-0002.txt")));
    assertFalse(Files.exists(folder.resolve("ch2/phantom-0002/Mosaic_phantom-0002.txt")));
    assertTrue(Files.isDirectory(folder.resolve("trigger")));
  }

  @Test
  void numbersRunThroughLayersAndSections() throws IOException {
    write(TINY.withLayers(2), folder);
    List<Integer> second = indices(folder.resolve("phantom-0002"));
    assertEquals(12, second.get(0), "6 tiles of 2 layers come before section 2");
    assertEquals(23, second.get(second.size() - 1));
    Map<String, String> keys = keys(folder.resolve("phantom-0002/Mosaic_phantom-0002.txt"));
    assertEquals("12", keys.get("startnum"));
    assertEquals("1", keys.get("Zscan"));
    assertEquals("2", keys.get("layers"));
  }

  @Test
  void numbersStartAtZeroWhenAskedTo() throws IOException {
    write(TINY.withStartNumber(StartNumber.ZERO), folder);
    assertEquals(List.of(0, 1, 2, 3, 4, 5), indices(folder.resolve("phantom-0002")));
  }

  @Test
  void mosaicFilesHoldTheKeysAndOnePositionATile() throws IOException {
    PhantomTruth truth = write(TINY.withHeaders(Map.of("xres", "2.83", "extra", "a:b")), folder);
    Path file = folder.resolve("phantom-0001/Mosaic_phantom-0001.txt");
    Map<String, String> keys = keys(file);
    assertEquals("32", keys.get("rows"));
    assertEquals("40", keys.get("columns"));
    assertEquals("3", keys.get("mrows"));
    assertEquals("2", keys.get("mcolumns"));
    assertEquals("67.2", keys.get("mrowres"), "32 px of 2.8 µm less a quarter");
    assertEquals("84.0", keys.get("mcolumnres"));
    assertEquals("2.83", keys.get("xres"));
    assertEquals("a:b", keys.get("extra"));
    assertEquals("70", keys.get("Vibratome Frequency"));
    assertTrue(keys.get("Description").contains(":"), keys.get("Description"));
    assertTrue(keys.get("Description").contains("µm"), keys.get("Description"));
    List<long[]> positions = positions(file);
    assertEquals(6, positions.size());
    for (TileTruth t : truth.sections().get(0).tiles()) {
      assertEquals(t.reportedXUm() * 10, positions.get(t.tile())[0], 1e-6);
      assertEquals(t.reportedYUm() * 10, positions.get(t.tile())[1], 1e-6);
    }
    assertTrue(positions(folder.resolve("Mosaic_phantom.txt")).isEmpty());
  }

  @Test
  void columnsAreVisitedInSerpentines() throws IOException {
    PhantomTruth truth = write(TINY, folder);
    int[] rows = truth.sections().get(0).tiles().stream().mapToInt(TileTruth::row).toArray();
    int[] columns = truth.sections().get(0).tiles().stream().mapToInt(TileTruth::column).toArray();
    assertArrayEquals(new int[] {0, 1, 2, 2, 1, 0}, rows);
    assertArrayEquals(new int[] {0, 0, 0, 1, 1, 1}, columns);
  }

  @Test
  void linesEndAsAskedFor() throws IOException {
    write(TINY.withLineEnding(LineEnding.CRLF), folder);
    String text = Files.readString(folder.resolve("phantom-0001/Mosaic_phantom-0001.txt"));
    assertEquals(text.chars().filter(c -> c == '\n').count(), text.split("\r\n", -1).length - 1);
  }

  @Test
  void compressedTilesHoldTheSameBytes() throws IOException {
    write(TINY, folder.resolve("plain"));
    write(TINY.withCompression(Compression.GZIP), folder.resolve("gz"));
    String name = "phantom-0001/03022026-0900-0_01.tif";
    try (GZIPInputStream in =
        new GZIPInputStream(Files.newInputStream(folder.resolve("gz").resolve(name + ".gz")))) {
      assertArrayEquals(
          Files.readAllBytes(folder.resolve("plain").resolve(name)), in.readAllBytes());
    }
  }

  @Test
  void faultsReachTheFiles() throws IOException {
    PhantomTruth truth =
        write(
            TINY.withSections(3)
                .withMissingTiles(List.of(new TileRef(1, 4)))
                .withMissingSections(List.of(2))
                .withTruncated(List.of(new TileFile(1, 1, 2, 0)))
                .withEmpty(List.of(new TileFile(3, 1, 1, 1))),
            folder);
    Path first = folder.resolve("phantom-0001");
    assertEquals(List.of(0, 1, 2, 3, 5), indices(first));
    assertEquals(6, positions(first.resolve("Mosaic_phantom-0001.txt")).size());
    assertTrue(truth.sections().get(0).tiles().get(4).missing());
    assertFalse(Files.exists(folder.resolve("phantom-0002")));
    long whole = TIFF_HEADER_BYTES + 40 * 32 * 2;
    assertEquals(whole, Files.size(first.resolve("03022026-0900-0_01.tif")));
    assertEquals(whole * 3 / 5, Files.size(first.resolve("03022026-0900-0_02.tif")));
    assertEquals(0, Files.size(folder.resolve("phantom-0003/03022026-1022-13_01.tif")));
  }

  @ParameterizedTest(name = "{0} threads")
  @ValueSource(ints = {1, 2})
  void aFileThatCannotBeWrittenIsAnIoFailure(int threads) throws IOException {
    Files.createDirectories(folder.resolve("phantom-0001/03022026-0900-3_01.tif"));
    try (TaskExecutor executor = TaskExecutors.fixedThreadPool(threads)) {
      assertThrows(
          IOException.class,
          () -> TissueCytePhantom.write(TINY, folder, executor, ProgressListener.none()));
    }
  }

  @Test
  void truthComesBackFromItsDocument() throws IOException {
    PhantomTruth truth = write(TINY.without(Effect.DRIFT), folder);
    assertEquals(truth, PhantomTruth.read(folder));
  }

  private static PhantomTruth write(PhantomParams params, Path to) throws IOException {
    return TissueCytePhantom.write(
        params, to, TaskExecutors.singleThreaded(), ProgressListener.none());
  }

  private static Map<String, Path> files(Path root) throws IOException {
    Map<String, Path> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      all.filter(Files::isRegularFile).forEach(f -> files.put(root.relativize(f).toString(), f));
    }
    return files;
  }

  private static List<String> tiles(Path section) throws IOException {
    try (Stream<Path> all = Files.list(section)) {
      return all.map(f -> f.getFileName().toString()).filter(n -> n.endsWith(".tif")).toList();
    }
  }

  private static List<Integer> indices(Path section) throws IOException {
    Pattern pattern = Pattern.compile("-(\\d+)_\\d+\\.tif$");
    return tiles(section).stream()
        .map(pattern::matcher)
        .filter(Matcher::find)
        .map(m -> Integer.parseInt(m.group(1)))
        .distinct()
        .sorted()
        .toList();
  }

  private static Map<String, String> keys(Path file) throws IOException {
    Map<String, String> keys = new TreeMap<>();
    for (String line : Files.readAllLines(file)) {
      int colon = line.indexOf(':');
      keys.put(line.substring(0, colon), line.substring(colon + 1));
    }
    return keys;
  }

  private static List<long[]> positions(Path file) throws IOException {
    Pattern pattern = Pattern.compile("([XY])Pos(-?\\d+):(-?\\d+)");
    List<Long> values =
        Files.readAllLines(file).stream()
            .map(pattern::matcher)
            .filter(Matcher::matches)
            .map(m -> Long.parseLong(m.group(3)))
            .toList();
    return Stream.iterate(0, i -> i + 2)
        .limit(values.size() / 2)
        .map(i -> new long[] {values.get(i), values.get(i + 1)})
        .toList();
  }
}
