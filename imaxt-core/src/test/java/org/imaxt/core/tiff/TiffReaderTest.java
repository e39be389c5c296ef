package org.imaxt.core.tiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.imaxt.core.tiff.TiffException.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TiffReaderTest {

  private static final short[] PIXELS = {1, 2, 3, 258, -1, 32767};

  @TempDir Path folder;

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("Kachel größer 1.tif"), bytes);
  }

  private static TiffBytes small(ByteOrder order) {
    return TiffBytes.uint16(order, 3, 2, PIXELS);
  }

  private Object plane(byte[] bytes) throws IOException {
    try (TiffReader reader = TiffReader.open(file(bytes))) {
      return reader.readPlane(reader.pages().get(0));
    }
  }

  private TiffException refused(byte[] bytes) {
    return assertThrows(TiffException.class, () -> plane(bytes));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void readsBothByteOrders(boolean little) throws IOException {
    ByteOrder order = little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    assertArrayEquals(PIXELS, (short[]) plane(small(order).bytes()));
  }

  @Test
  void readsARegionOfPlainStrips() throws IOException {
    try (TiffReader reader = TiffReader.open(file(small(ByteOrder.BIG_ENDIAN).bytes()))) {
      Object region = reader.readRegion(reader.pages().get(0), new TiffRegion(1, 0, 2, 2));
      assertArrayEquals(new short[] {2, 3, -1, 32767}, (short[]) region);
    }
  }

  @Test
  void refusesARegionThatLeavesThePage() throws IOException {
    try (TiffReader reader = TiffReader.open(file(small(ByteOrder.BIG_ENDIAN).bytes()))) {
      TiffPage page = reader.pages().get(0);
      assertThrows(
          IllegalArgumentException.class,
          () -> reader.readRegion(page, new TiffRegion(2, 0, 2, 1)));
    }
  }

  @Test
  void readsGzippedFilesWhateverTheirName() throws IOException {
    assertArrayEquals(PIXELS, (short[]) plane(gzipped(small(ByteOrder.LITTLE_ENDIAN).bytes())));
  }

  @Test
  void everyCutOfAFileIsEmptyOrTruncated() throws IOException {
    byte[] whole = small(ByteOrder.LITTLE_ENDIAN).bytes();
    for (int n = 0; n < whole.length; n++) {
      Kind kind = refused(Arrays.copyOf(whole, n)).kind();
      assertEquals(n == 0 ? Kind.EMPTY : Kind.TRUNCATED, kind, "cut to " + n + " bytes");
    }
  }

  @Test
  void cutGzipIsTruncatedAlreadyWhenOpened() throws IOException {
    short[] noise = new short[64 * 64];
    Random random = new Random(3);
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (short) random.nextInt();
    }
    byte[] whole = gzipped(TiffBytes.uint16(ByteOrder.LITTLE_ENDIAN, 64, 64, noise).bytes());
    for (int n : new int[] {11, 100, whole.length / 2, whole.length - 1}) {
      Path cut = file(Arrays.copyOf(whole, n));
      TiffException e = assertThrows(TiffException.class, () -> TiffReader.open(cut).close());
      assertEquals(Kind.TRUNCATED, e.kind(), "cut to " + n + " of " + whole.length + " bytes");
    }
  }

  @Test
  void flippedBitInGzipIsCorrupt() throws IOException {
    byte[] bytes = gzipped(small(ByteOrder.LITTLE_ENDIAN).bytes());
    bytes[bytes.length - 7] ^= 1; // in the checksum
    assertEquals(Kind.CORRUPT, refused(bytes).kind());
  }

  @Test
  void otherFilesAreNoTiff() {
    assertEquals(
        Kind.NOT_TIFF,
        refused("Mosaic file, not an image".getBytes(StandardCharsets.UTF_8)).kind());
    assertEquals(
        Kind.NOT_TIFF, refused("II am not one either".getBytes(StandardCharsets.UTF_8)).kind());
  }

  @Test
  void messageNamesThePath() {
    assertTrue(
        refused(new byte[0]).getMessage().contains("Kachel größer 1.tif: the file is empty"));
  }

  @Test
  void refusesFoldersAndAbsentFiles() {
    assertThrows(NoSuchFileException.class, () -> TiffReader.open(folder));
    assertThrows(NoSuchFileException.class, () -> TiffReader.open(folder.resolve("none.tif")));
  }

  @Test
  void refusesColour() {
    TiffException e = refused(small(ByteOrder.LITTLE_ENDIAN).tag(277, 3).bytes());
    assertEquals(Kind.UNSUPPORTED, e.kind());
    assertTrue(e.getMessage().contains("3 samples a pixel"), e.getMessage());
  }

  @Test
  void readsColourWhereItIsAskedFor() throws IOException {
    byte[] strip = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
    Path file = file(TiffBytes.uint8(2, 2, strip).tag(277, 3).bytes());
    try (TiffReader reader = TiffReader.openColour(file)) {
      TiffPage page = reader.pages().get(0);
      assertEquals(3, page.samples());
      assertSamples(
          reader.readSamples(page, new TiffRegion(1, 0, 1, 2)),
          new byte[] {4, 10},
          new byte[] {5, 11},
          new byte[] {6, 12});
      assertThrows(IllegalArgumentException.class, () -> reader.readPlane(page));
    }
  }

  @Test
  void undoesDifferencesOfColourAndZstd() throws IOException {
    byte[] strip = Zstd.compress(new byte[] {1, 2, 3, 3, 3, 3, 7, 8, 9, -1, -1, -1});
    Path file = file(TiffBytes.uint8(2, 2, strip).tag(277, 3).tag(259, 50_000).tag(317, 2).bytes());
    try (TiffReader reader = TiffReader.openColour(file)) {
      assertSamples(
          reader.readSamples(reader.pages().get(0), new TiffRegion(0, 0, 2, 2)),
          new byte[] {1, 4, 7, 6},
          new byte[] {2, 5, 8, 7},
          new byte[] {3, 6, 9, 8});
    }
  }

  @Test
  void damagedZstdIsCorrupt() throws IOException {
    byte[] strip = Zstd.compress(new byte[4]);
    strip[0]++;
    Path file = file(TiffBytes.uint8(2, 2, strip).tag(259, 50_000).bytes());
    try (TiffReader reader = TiffReader.open(file)) {
      TiffException e =
          assertThrows(TiffException.class, () -> reader.readPlane(reader.pages().get(0)));
      assertEquals(Kind.CORRUPT, e.kind());
    }
  }

  private static void assertSamples(List<Object> samples, byte[]... expected) {
    assertEquals(expected.length, samples.size());
    for (int i = 0; i < expected.length; i++) {
      assertArrayEquals(expected[i], (byte[]) samples.get(i));
    }
  }

  @Test
  void refusesUnknownCompressionAndDepth() {
    assertEquals(
        Kind.UNSUPPORTED, refused(small(ByteOrder.LITTLE_ENDIAN).tag(259, 7).bytes()).kind());
    assertEquals(
        Kind.UNSUPPORTED, refused(small(ByteOrder.LITTLE_ENDIAN).tag(258, 12).bytes()).kind());
  }

  @Test
  void refusesCyclicDirectories() {
    TiffBytes tiff = small(ByteOrder.LITTLE_ENDIAN);
    assertEquals(Kind.CORRUPT, refused(tiff.next(tiff.directory()).bytes()).kind());
    TiffBytes sub = small(ByteOrder.LITTLE_ENDIAN).tag(330, 0);
    assertEquals(Kind.CORRUPT, refused(sub.tag(330, sub.directory()).bytes()).kind());
  }

  @Test
  void refusesSizesNoFileCanHold() {
    TiffBytes huge = small(ByteOrder.LITTLE_ENDIAN).tag(256, 0x7fffffff).tag(257, 0x7fffffff);
    assertEquals(Kind.CORRUPT, refused(huge.tag(278, 0x7fffffff).bytes()).kind());
    TiffBytes deflated = small(ByteOrder.LITTLE_ENDIAN).tag(256, 30_000).tag(257, 30_000);
    assertEquals(
        Kind.CORRUPT,
        refused(deflated.tag(278, 30_000).tag(259, 8).bytes()).kind(),
        "12 bytes do not unpack to 1.8 GB");
  }

  @Test
  void damagedHeadersNeverEndOtherwiseThanInATiffException() throws IOException {
    byte[] whole = small(ByteOrder.LITTLE_ENDIAN).tag(270, 5).tag(330, 0).bytes();
    Random random = new Random(11);
    int refused = 0;
    for (int n = 0; n < 1000; n++) {
      byte[] bytes = whole.clone();
      for (int k = 0; k <= n % 3; k++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      try {
        plane(bytes);
      } catch (TiffException e) {
        refused++;
      }
    }
    assertTrue(refused > 150, "refused " + refused + " of 1000");
  }

  @Test
  void unpacksRunLengths() throws IOException {
    byte[] packed = {2, 10, 20, 30, -4, 7, -128, 0, 9};
    byte[] pixels = (byte[]) plane(TiffBytes.uint8(3, 3, packed).tag(259, 32_773).bytes());
    assertArrayEquals(new byte[] {10, 20, 30, 7, 7, 7, 7, 7, 9}, pixels);
  }

  @Test
  void unpacksLzwAsTheSpecificationShowsIt() {
    // Adobe TIFF 6.0, section 13: 7 7 7 8 8 7 7 6 6 becomes Clear 7 258 8 8 258 6 6 End
    byte[] packed = ninebit(256, 7, 258, 8, 8, 258, 6, 6, 257);
    byte[] bytes = new byte[9];
    assertEquals(9, Lzw.decode(packed, bytes));
    assertArrayEquals(new byte[] {7, 7, 7, 8, 8, 7, 7, 6, 6}, bytes);
  }

  @Test
  void refusesLzwCodesThatStandForNothing() {
    byte[] packed = ninebit(256, 7, 300, 8, 257);
    TiffException e = refused(TiffBytes.uint8(3, 1, packed).tag(259, 5).bytes());
    assertEquals(Kind.CORRUPT, e.kind());
  }

  @Test
  void compressedDataThatEndEarlyAreCorrupt() {
    byte[] packed = {1, 10, 20};
    TiffException e = refused(TiffBytes.uint8(3, 3, packed).tag(259, 32_773).bytes());
    assertEquals(Kind.CORRUPT, e.kind());
    assertTrue(e.getMessage().contains("unpacks to 2 bytes, 9 are due"), e.getMessage());
  }

  private static byte[] ninebit(int... codes) {
    byte[] out = new byte[(codes.length * 9 + 7) / 8];
    for (int bit = 0; bit < codes.length * 9; bit++) {
      int value = codes[bit / 9] >> 8 - bit % 9 & 1;
      out[bit / 8] |= (byte) (value << 7 - bit % 8);
    }
    return out;
  }

  private static byte[] gzipped(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }
}
