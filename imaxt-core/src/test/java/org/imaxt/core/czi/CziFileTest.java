package org.imaxt.core.czi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.imaxt.core.czi.CziException.Kind;
import org.imaxt.core.czi.CziWriter.Packing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the reader makes of CZI files. */
class CziFileTest {

  private static final int WIDTH = 37;
  private static final int HEIGHT = 23;

  @TempDir Path folder;

  private static short[] noise(long seed) {
    Random random = new Random(seed);
    short[] pixels = new short[WIDTH * HEIGHT];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (short) random.nextInt(65536);
    }
    return pixels;
  }

  @ParameterizedTest
  @EnumSource(names = {"PLAIN", "ZSTD0", "ZSTD1", "ZSTD1_PACKED"})
  void readsPixelsOfEveryPacking(Packing packing) throws IOException {
    Path file =
        new CziWriter()
            .metadata("6.5E-07", "DAPI")
            .gray16(0, 0, 0, -5, 7, WIDTH, noise(1), packing)
            .write(folder.resolve("a.czi"));
    try (CziFile czi = CziFile.open(file)) {
      CziTile tile = czi.tiles().get(0);
      assertArrayEquals(noise(1), (short[]) czi.read(tile, 0));
      assertEquals(List.of(-5, 7, WIDTH, HEIGHT), dims(tile));
      assertEquals(Optional.of(0.65), czi.metadata().xUm());
      assertEquals(List.of("DAPI"), czi.metadata().channelNames());
    }
  }

  private static List<Integer> dims(CziTile tile) {
    return List.of(tile.x(), tile.y(), tile.width(), tile.height());
  }

  @Test
  void readsColoursInTheOrderOfPeople() throws IOException {
    Path file =
        new CziWriter().bytes(3, 0, 0, 2, 1, new byte[] {1, 2, 3, 4, 5, 6}).write(at("rgb.czi"));
    try (CziFile czi = CziFile.open(file)) {
      CziTile tile = czi.tiles().get(0);
      assertArrayEquals(new byte[] {3, 6}, (byte[]) czi.read(tile, 0));
      assertArrayEquals(new byte[] {2, 5}, (byte[]) czi.read(tile, 1));
      assertArrayEquals(new byte[] {1, 4}, (byte[]) czi.read(tile, 2));
    }
  }

  @Test
  void readsFloatsAndBytes() throws IOException {
    Path file =
        new CziWriter()
            .floats(0, 0, 2, new float[] {1.5f, -2})
            .bytes(0, 2, 0, 1, 1, new byte[] {(byte) 200})
            .write(at("f.czi"));
    try (CziFile czi = CziFile.open(file)) {
      assertArrayEquals(new float[] {1.5f, -2}, (float[]) czi.read(czi.tiles().get(0), 0));
      assertArrayEquals(new byte[] {(byte) 200}, (byte[]) czi.read(czi.tiles().get(1), 0));
      assertEquals(Optional.empty(), czi.metadata().xUm());
    }
  }

  @Test
  void passesOverTheScannersPyramid() throws IOException {
    Path file =
        new CziWriter()
            .gray16(0, 0, 0, 0, 0, WIDTH, noise(2), Packing.PLAIN)
            .reduced(0, 0, 36, 22)
            .write(at("p.czi"));
    try (CziFile czi = CziFile.open(file)) {
      assertEquals(1, czi.tiles().size());
    }
  }

  @Test
  void namesTheCompressionThatItDoesNotRead() throws IOException {
    Path file =
        new CziWriter().gray16(0, 0, 0, 0, 0, WIDTH, noise(3), Packing.JPEG_XR).write(at("x.czi"));
    try (CziFile czi = CziFile.open(file)) {
      assertTrue(
          czi.refusals().get(0).startsWith("JPEG-XR sub-blocks are not read; save it again"));
      CziException refused =
          assertThrows(CziException.class, () -> czi.read(czi.tiles().get(0), 0));
      assertEquals(Kind.UNSUPPORTED, refused.kind());
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.01, 0.3, 0.6, 0.99})
  void tellsThatAFileIsCutOff(double part) throws IOException {
    Path whole =
        new CziWriter()
            .metadata("1E-06", "A")
            .gray16(0, 0, 0, 0, 0, WIDTH, noise(4), Packing.PLAIN)
            .gray16(0, 0, 1, WIDTH, 0, WIDTH, noise(5), Packing.PLAIN)
            .write(at("w.czi"));
    byte[] bytes = Files.readAllBytes(whole);
    Path cut = Files.write(at("cut.czi"), Arrays.copyOf(bytes, (int) (part * bytes.length)));
    CziException refused = assertThrows(CziException.class, () -> CziFile.open(cut).close());
    assertTrue(
        List.of(Kind.TRUNCATED, Kind.NOT_CZI).contains(refused.kind()), refused.getMessage());
    assertTrue(refused.getMessage().startsWith(cut.toString()), refused.getMessage());
  }

  /** Whatever byte is wrong, the reader says so in its own words or reads what is there. */
  @Test
  void survivesDamageAnywhere() throws IOException {
    Path whole =
        new CziWriter()
            .metadata("1E-06", "A")
            .gray16(0, 0, 0, 0, 0, WIDTH, noise(6), Packing.ZSTD1_PACKED)
            .write(at("whole.czi"));
    byte[] bytes = Files.readAllBytes(whole);
    Random random = new Random(7);
    int refused = 0;
    for (int i = 0; i < 400; i++) {
      byte[] damaged = bytes.clone();
      for (int k = 0; k < 3; k++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      Path file = Files.write(at("damaged.czi"), damaged);
      try (CziFile czi = CziFile.open(file)) {
        if (czi.tiles().get(0).width() < 1000 && czi.tiles().get(0).height() < 1000) {
          czi.read(czi.tiles().get(0), 0);
        }
      } catch (IOException e) {
        refused++;
      }
    }
    assertTrue(refused > 20, "only " + refused + " of 400 were refused");
  }

  @Test
  void fetchesNoEntities() throws IOException {
    Path secret = Files.writeString(at("secret"), "secret");
    Path file =
        new CziWriter()
            .xml("<!DOCTYPE a [<!ENTITY e SYSTEM \"" + secret.toUri() + "\">]><a>&e;</a>")
            .gray16(0, 0, 0, 0, 0, WIDTH, noise(8), Packing.PLAIN)
            .write(at("e.czi"));
    CziException refused = assertThrows(CziException.class, () -> CziFile.open(file).close());
    assertTrue(refused.getMessage().contains("document type or entities"), refused.getMessage());
  }

  private Path at(String name) {
    return folder.resolve(name);
  }
}
