package org.imaxt.core.tiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PyramidTiffWriterTest {

  @TempDir Path folder;

  static PyramidSpec spec(PixelType type) {
    OmeMetadata ome =
        new OmeMetadata(
            "Schnitt <1> & \"Größe\"",
            300,
            170,
            2,
            1,
            type,
            new OmeMetadata.Voxel(0.56, 0.57, 15),
            List.of(new OmeChannel("DAPI", 0x0000ff), new OmeChannel("β-III", 0xff8000)),
            Map.of("bscale", "0.5"));
    return new PyramidSpec(
        ome,
        List.of(
            new PyramidSpec.Size(300, 170),
            new PyramidSpec.Size(150, 85),
            new PyramidSpec.Size(75, 43)),
        64,
        6);
  }

  /** Value of a pixel by where it is, different in every page and level. */
  static int value(int page, int level, int x, int y) {
    return 1000 * page + 300 * level + 7 * x + 13 * y + x * y % 11;
  }

  static Object tile(PyramidSpec spec, int page, int level, int tileX, int tileY) {
    TiffRegion r = spec.region(level, tileX, tileY);
    return pixels(spec.ome().pixelType(), page, level, r);
  }

  static Object pixels(PixelType type, int page, int level, TiffRegion r) {
    Object array = type.newArray(r.width() * r.height());
    for (int i = 0; i < r.width() * r.height(); i++) {
      int v = value(page, level, r.x() + i % r.width(), r.y() + i / r.width());
      if (array instanceof byte[] a) {
        a[i] = (byte) v;
      } else if (array instanceof short[] a) {
        a[i] = (short) v;
      } else if (array instanceof int[] a) {
        a[i] = v;
      } else if (array instanceof float[] a) {
        a[i] = v / 4f;
      }
    }
    return array;
  }

  private Path write(PyramidSpec spec) throws IOException {
    Path file = folder.resolve("m.ome.tif");
    PyramidTiffWriter.write(file, spec, (p, l, x, y) -> tile(spec, p, l, x, y));
    return file;
  }

  @ParameterizedTest
  @EnumSource(PixelType.class)
  void whatIsWrittenIsReadBack(PixelType type) throws IOException {
    PyramidSpec spec = spec(type);
    try (TiffReader reader = TiffReader.open(write(spec))) {
      assertTrue(reader.bigTiff());
      assertEquals(4, reader.pages().size());
      for (TiffPage page : reader.pages()) {
        assertEquals(2, page.levels().size());
        assertEquals(type, page.pixelType());
        assertPlane(reader, page, page.index(), 0);
        for (TiffPage level : page.levels()) {
          assertTrue(level.reduced());
          assertPlane(reader, level, page.index(), level.index() + 1);
        }
      }
      assertEquals(spec.ome().toXml(), reader.pages().get(0).description().orElseThrow());
    }
  }

  private static void assertPlane(TiffReader reader, TiffPage page, int number, int level)
      throws IOException {
    TiffRegion all = new TiffRegion(0, 0, page.width(), page.height());
    Object expected = pixels(page.pixelType(), number, level, all);
    Object got = reader.readPlane(page);
    String where = "page " + number + " level " + level;
    if (expected instanceof byte[] e) {
      assertArrayEquals(e, (byte[]) got, where);
    } else if (expected instanceof short[] e) {
      assertArrayEquals(e, (short[]) got, where);
    } else if (expected instanceof int[] e) {
      assertArrayEquals(e, (int[]) got, where);
    } else {
      assertArrayEquals((float[]) expected, (float[]) got, where);
    }
  }

  @Test
  void regionsAcrossTilesAreRead() throws IOException {
    TiffRegion region = new TiffRegion(50, 60, 100, 70);
    try (TiffReader reader = TiffReader.open(write(spec(PixelType.UINT16)))) {
      assertArrayEquals(
          (short[]) pixels(PixelType.UINT16, 1, 0, region),
          (short[]) reader.readRegion(reader.pages().get(1), region));
    }
  }

  @Test
  void severalThreadsWriteTheSameBytes() throws IOException {
    PyramidSpec spec = spec(PixelType.UINT16);
    byte[] one = Files.readAllBytes(write(spec));
    Path file = folder.resolve("threads.ome.tif");
    ExecutorService executor = Executors.newFixedThreadPool(3);
    try {
      PyramidTiffWriter.write(file, spec, (p, l, x, y) -> tile(spec, p, l, x, y), executor);
    } finally {
      executor.shutdown();
    }
    assertArrayEquals(one, Files.readAllBytes(file));
  }

  @Test
  void aFailingSourceLeavesTheOldFileAndNothingElse() throws IOException {
    Path file = Files.writeString(folder.resolve("m.ome.tif"), "old");
    assertThrows(
        IOException.class,
        () ->
            PyramidTiffWriter.write(
                file,
                spec(PixelType.UINT8),
                (p, l, x, y) -> {
                  if (l == 1) {
                    throw new IOException("no more pixels");
                  }
                  return tile(spec(PixelType.UINT8), p, l, x, y);
                }));
    assertEquals("old", Files.readString(file));
    assertEquals(1, files());
  }

  @Test
  void aTileOfTheWrongSizeOrTypeIsRefused() throws IOException {
    PyramidSpec spec = spec(PixelType.UINT16);
    Path file = folder.resolve("m.ome.tif");
    assertThrows(
        IllegalArgumentException.class,
        () -> PyramidTiffWriter.write(file, spec, (p, l, x, y) -> new short[64]));
    assertThrows(
        IllegalArgumentException.class,
        () -> PyramidTiffWriter.write(file, spec, (p, l, x, y) -> new int[64 * 64]));
    assertEquals(0, files());
  }

  private long files() throws IOException {
    try (Stream<Path> list = Files.list(folder)) {
      return list.count();
    }
  }

  @Test
  void noisePacksWithoutLoss() throws IOException {
    OmeMetadata ome =
        new OmeMetadata(
            "noise",
            100,
            100,
            1,
            1,
            PixelType.UINT8,
            new OmeMetadata.Voxel(1, 1, 0),
            List.of(new OmeChannel("", 0)),
            Map.of());
    byte[] noise = new byte[100 * 100];
    new Random(5).nextBytes(noise);
    Path file = folder.resolve("noise.tif");
    PyramidSpec spec = new PyramidSpec(ome, List.of(new PyramidSpec.Size(100, 100)), 112, 1);
    PyramidTiffWriter.write(file, spec, (p, l, x, y) -> noise);
    try (TiffReader reader = TiffReader.open(file)) {
      assertArrayEquals(noise, (byte[]) reader.readPlane(reader.pages().get(0)));
    }
  }

  @Test
  void omeTextIsEscapedAndUnprintablesAreReplaced() {
    OmeMetadata ome =
        new OmeMetadata(
            "a\u0001<b>\"&",
            1,
            1,
            1,
            1,
            PixelType.FLOAT32,
            new OmeMetadata.Voxel(1, 1, 0),
            List.of(new OmeChannel("c", 0xff0000)),
            Map.of());
    assertTrue(ome.toXml().contains("Name=\"a\ufffd&lt;b&gt;&quot;&amp;\""), ome.toXml());
    assertTrue(ome.toXml().contains("Color=\"-16776961\""), ome.toXml());
    assertTrue(ome.toXml().contains("Type=\"float\""), ome.toXml());
  }

  @Test
  void refusesLevelsThatGrow() {
    OmeMetadata ome = spec(PixelType.UINT8).ome();
    List<PyramidSpec.Size> levels =
        List.of(new PyramidSpec.Size(300, 170), new PyramidSpec.Size(301, 85));
    assertThrows(IllegalArgumentException.class, () -> new PyramidSpec(ome, levels, 256, 6));
  }
}
