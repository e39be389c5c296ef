package org.imaxt.core.zarr;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import org.imaxt.core.zarr.Compression.Blosc;
import org.imaxt.core.zarr.Compression.BloscCodec;
import org.imaxt.core.zarr.Compression.Gzip;
import org.imaxt.core.zarr.Compression.Raw;
import org.imaxt.core.zarr.Compression.Shuffle;
import org.imaxt.core.zarr.Compression.Zlib;
import org.imaxt.core.zarr.Compression.Zstd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChunkCorruptionTest {

  @TempDir Path temporary;

  /** Compressions whose frames carry a checksum. */
  private static final List<Compression> CHECKED =
      List.of(new Gzip(1), new Zlib(1), new Zstd(1), Compression.forImages());

  private static final List<Compression> ALL =
      List.of(
          new Raw(),
          new Gzip(1),
          new Zlib(1),
          new Zstd(1),
          Compression.forImages(),
          new Blosc(BloscCodec.LZ4, 5, Shuffle.BYTE),
          new Blosc(BloscCodec.ZSTD, 0, Shuffle.NONE));

  private static ZarrArray array(Store store, Compression compression) {
    ArraySpec spec =
        ArraySpec.image(new long[] {200, 200}, new int[] {200, 200}, DataType.UINT16)
            .withCompression(compression);
    ZarrArray array = ZarrArray.create(store, "a", spec, ZarrVersion.V2);
    array.writeChunk(ChunkSamples.random(DataType.UINT16, 40_000, 3), 0, 0);
    return array;
  }

  @Test
  void namesArrayChunkAndFile() {
    FileStore store = new FileStore(temporary);
    ZarrArray array = array(store, Compression.forImages());
    store.write("a/0/0", new byte[] {1, 2, 3});
    ChunkCorruptException e =
        assertThrows(ChunkCorruptException.class, () -> array.readChunk(0, 0));
    assertEquals("a", e.array());
    assertEquals("0/0", e.chunk());
    assertTrue(e.getMessage().contains(temporary.resolve("a/0/0").toString()), e.getMessage());
  }

  /** The same promises for images, which read large chunks in parts. */
  @Test
  void noPartOfADamagedLargeChunkIsReadAsOtherPixels() {
    Store store = new MemoryStore();
    ArraySpec spec = ArraySpec.image(new long[] {900, 800}, new int[] {900, 800}, DataType.UINT16);
    ZarrArray array = ZarrArray.create(store, "a", spec, ZarrVersion.V2);
    short[] pixels = new short[900 * 800];
    Random random = new Random(9);
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (short) random.nextInt(300);
    }
    array.writeChunk(pixels, 0, 0);
    byte[] whole = store.read("a/0/0").get();
    for (int i = 0; i < 200; i++) {
      byte[] bad = whole.clone();
      // the frame's header is under no checksum, whether a chunk is read in parts or whole
      int at = 16 + (i < 60 ? i : random.nextInt(bad.length - 16));
      bad[at] ^= (byte) (1 << random.nextInt(8));
      boolean cut = i % 5 == 4;
      store.write("a/0/0", bad, cut ? random.nextInt(bad.length) : bad.length);
      short[] read = new short[pixels.length];
      try {
        PrimitiveBlocks.of(LazyZarrImg.<UnsignedShortType>open(array, new ChunkCache(1 << 20)))
            .copy(new long[2], read, new int[] {800, 900});
        assertArrayEquals(pixels, read); // a byte of no meaning
      } catch (ChunkCorruptException expected) {
        assertEquals("0/0", expected.chunk());
      }
    }
  }

  @Test
  void noCutIsReadAsPixels() {
    for (Compression compression : ALL) {
      Store store = new MemoryStore();
      ZarrArray array = array(store, compression);
      byte[] whole = store.read("a/0/0").get();
      Random random = new Random(5);
      for (int i = 0; i < 40; i++) {
        int length = i == 0 ? 0 : i == 1 ? whole.length - 1 : random.nextInt(whole.length);
        store.write("a/0/0", whole, length);
        assertThrows(
            ChunkCorruptException.class,
            () -> array.readChunk(0, 0),
            () -> compression + " cut to " + length + " of " + whole.length);
      }
    }
  }

  @Test
  void noFlippedBitChangesPixelsUnnoticed() {
    for (Compression compression : CHECKED) {
      Store store = new MemoryStore();
      ZarrArray array = array(store, compression);
      Object pixels = array.readChunk(0, 0);
      byte[] whole = store.read("a/0/0").get();
      Random random = new Random(6);
      for (int i = 0; i < 300; i++) {
        byte[] bad = whole.clone();
        int at = i < 40 ? i : random.nextInt(bad.length);
        bad[at] ^= (byte) (1 << random.nextInt(8));
        store.write("a/0/0", bad);
        try {
          ZarrArrayTest.assertSameElements(pixels, array.readChunk(0, 0)); // a byte of no meaning
        } catch (ChunkCorruptException expected) {
          assertEquals("0/0", expected.chunk());
        }
      }
    }
  }

  @Test
  void garbageOfTheRightLengthIsRefused() {
    for (Compression compression : CHECKED) {
      Store store = new MemoryStore();
      ZarrArray array = array(store, compression);
      byte[] garbage = new byte[store.read("a/0/0").get().length];
      for (byte b : new byte[] {0, -1, 2}) {
        Arrays.fill(garbage, b);
        store.write("a/0/0", garbage);
        assertThrows(ChunkCorruptException.class, () -> array.readChunk(0, 0));
      }
    }
  }

  @Test
  void formsWithoutChecksumFailOnlyAsCorruptChunks() {
    Store store = new MemoryStore();
    ZarrArray array = array(store, new Blosc(BloscCodec.LZ4, 5, Shuffle.BYTE));
    byte[] whole = store.read("a/0/0").get();
    Random random = new Random(8);
    int refused = 0;
    for (int i = 0; i < 500; i++) {
      byte[] bad = whole.clone();
      random.ints(5, 0, bad.length).forEach(at -> bad[at] = (byte) random.nextInt());
      bad[random.nextInt(24)] ^= (byte) random.nextInt();
      store.write("a/0/0", bad);
      try {
        assertEquals(40_000, ((short[]) array.readChunk(0, 0)).length);
      } catch (ChunkCorruptException e) {
        refused++; // any other exception fails the test
      }
    }
    assertTrue(refused > 0, "none of the broken headers was noticed");
  }

  @Test
  void brokenTextIsRefused() {
    Store store = new MemoryStore();
    ArraySpec spec = ArraySpec.column(2, DataType.STRING).withCompression(new Raw());
    ZarrArray array = ZarrArray.create(store, "s", spec, ZarrVersion.V2);
    List<byte[]> broken =
        List.of(
            new byte[] {3, 0, 0, 0},
            new byte[] {2, 0, 0, 0, 9, 0, 0, 0, 'a'},
            new byte[] {2, 0, 0, 0, 1, 0, 0, 0, -1, 0, 0, 0, 0});
    for (byte[] bytes : broken) {
      store.write("s/0", bytes);
      assertThrows(ChunkCorruptException.class, array::readAll);
    }
  }
}
