package org.imaxt.core.zarr;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.array.ArrayImgFactory;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.basictypeaccess.array.ShortArray;
import net.imglib2.loops.LoopBuilder;
import net.imglib2.type.NativeType;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Intervals;
import net.imglib2.view.Views;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LazyZarrImgTest {

  private final Store store = new MemoryStore();

  private static Img<UnsignedShortType> noise(long seed, long... size) {
    Img<UnsignedShortType> img = ArrayImgs.unsignedShorts(size);
    Random random = new Random(seed);
    img.forEach(p -> p.set(random.nextInt(65536)));
    return img;
  }

  private static void assertSamePixels(
      RandomAccessibleInterval<UnsignedShortType> a,
      RandomAccessibleInterval<UnsignedShortType> b) {
    assertArrayEquals(a.dimensionsAsLongArray(), b.dimensionsAsLongArray());
    long[] differing = new long[1];
    LoopBuilder.setImages(a, b).forEachPixel((p, q) -> differing[0] += p.get() == q.get() ? 0 : 1);
    assertEquals(0, differing[0], "pixels that differ");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void writtenImageReadsBackInItsOwnOrder(long seed) {
    Random random = new Random(seed);
    int n = 2 + random.nextInt(4);
    long[] shape = random.longs(n, 1, 20).toArray();
    int[] chunk = random.ints(n, 1, 9).toArray();
    ZarrVersion version = ZarrVersion.values()[(int) (seed % 2)];
    ZarrArray array =
        ZarrArray.create(store, "a", ArraySpec.image(shape, chunk, DataType.UINT16), version);
    Img<UnsignedShortType> img = noise(seed, AxisReversal.of(shape));
    ZarrWriter.write(img, array);
    Img<UnsignedShortType> lazy = LazyZarrImg.open(ZarrArray.open(store, "a"), new ChunkCache(999));
    assertSamePixels(img, lazy);
    short[] block = new short[(int) Intervals.numElements(img)];
    PrimitiveBlocks.of(lazy).copy(img, block);
    assertArrayEquals(storage(img), block);
  }

  /** Chunks of more than a megabyte, with rows that divide blocks and that do not. */
  @ParameterizedTest
  @EnumSource(ZarrVersion.class)
  void partsOfLargeChunksReadAsInTheWhole(ZarrVersion version) {
    long[] shape = {2, 1, 900, 1300};
    for (Compression compression :
        List.of(
            Compression.forImages(),
            new Compression.Blosc(Compression.BloscCodec.LZ4, 5, Compression.Shuffle.NONE),
            new Compression.Zstd(1),
            new Compression.Raw())) {
      for (int[] chunk : new int[][] {{1, 1, 900, 1300}, {1, 1, 800, 700}, {1, 1, 201, 6000}}) {
        ArraySpec spec =
            ArraySpec.image(shape, chunk, DataType.UINT16).withCompression(compression);
        Store own = new MemoryStore();
        ZarrArray array = ZarrArray.create(own, "a", spec, version);
        Img<UnsignedShortType> img = noise(4, AxisReversal.of(shape));
        img.forEach(p -> p.set(p.get() & 0x0fff));
        ZarrWriter.write(img, array);
        array = ZarrArray.open(own, "a");
        Img<UnsignedShortType> lazy = LazyZarrImg.open(array, new ChunkCache(300_000));
        assertSamePixels(img, lazy);
        short[] part = new short[200 * 90];
        short[] same = new short[200 * 90];
        long[] corner = {690, 150, 0, 1};
        PrimitiveBlocks.of(lazy).copy(corner, part, new int[] {200, 90, 1, 1});
        PrimitiveBlocks.of(img).copy(corner, same, new int[] {200, 90, 1, 1});
        assertArrayEquals(same, part);
      }
    }
  }

  @Test
  void aStripOfALargeChunkDecodesNoMoreThanItsBlocks() {
    ArraySpec spec =
        ArraySpec.image(new long[] {1000, 2080}, new int[] {1000, 2080}, DataType.UINT16);
    ZarrArray array = ZarrArray.create(store, "a", spec, ZarrVersion.V2);
    Img<UnsignedShortType> img = noise(3, 2080, 1000);
    img.forEach(p -> p.set(p.get() & 0x0fff));
    ZarrWriter.write(img, array);
    ChunkCache cache = new ChunkCache(1 << 30);
    Img<UnsignedShortType> lazy = LazyZarrImg.open(array, cache);
    PrimitiveBlocks.of(lazy).copy(new long[] {0, 500}, new short[2080 * 60], new int[] {2080, 60});
    long blocks = 3; // of 63 rows: the two of the strip, and the first, looked at for its type
    assertTrue(cache.bytes() <= blocks * 63 * 2080 * 2 + 1000, cache.bytes() + " bytes kept");
  }

  @Test
  void aMissingLargeChunkReadsAsTheFill() {
    ArraySpec spec =
        ArraySpec.image(new long[] {1000, 2080}, new int[] {1000, 2080}, DataType.UINT16);
    ZarrArray array = ZarrArray.create(store, "a", spec.withFill(5), ZarrVersion.V2);
    Img<UnsignedShortType> lazy = LazyZarrImg.open(array, new ChunkCache(1 << 30));
    assertEquals(5, lazy.getAt(2079, 999).get());
  }

  private static short[] storage(Img<UnsignedShortType> img) {
    return ((ShortArray) ((ArrayImg<?, ?>) img).update(null)).getCurrentStorageArray();
  }

  @ParameterizedTest
  @EnumSource(value = DataType.class, mode = EnumSource.Mode.EXCLUDE, names = "STRING")
  void everyNumberTypeOpensAsItsPixelType(DataType type) {
    assertEquals(4, copyThrough(PixelTypes.of(type), type));
  }

  private <T extends NativeType<T>> long copyThrough(NativeType<?> pixel, DataType type) {
    @SuppressWarnings("unchecked")
    T t = (T) pixel;
    ArraySpec spec = ArraySpec.image(new long[] {2, 2}, new int[] {2, 2}, type);
    ZarrArray array = ZarrArray.create(store, type.name(), spec, ZarrVersion.V2);
    array.writeChunk(ChunkSamples.random(type, 4, 5), 0, 0);
    Img<T> lazy = LazyZarrImg.open(array, new ChunkCache(1000));
    Img<T> copy = new ArrayImgFactory<>(t).create(2, 2);
    LoopBuilder.setImages(lazy, copy).forEachPixel((p, q) -> q.set(p));
    ZarrArray again = ZarrArray.create(store, type.name() + "2", spec, ZarrVersion.V2);
    ZarrWriter.write(copy, again);
    assertTrue(
        Arrays.deepEquals(
            new Object[] {array.readChunk(0, 0)}, new Object[] {again.readChunk(0, 0)}));
    return Intervals.numElements(lazy);
  }

  @Test
  void writesTranslatedBlocksWhereTheyBelong() {
    ArraySpec spec = ArraySpec.image(new long[] {10, 10}, new int[] {4, 4}, DataType.UINT16);
    ZarrArray array = ZarrArray.create(store, "a", spec, ZarrVersion.V2);
    Img<UnsignedShortType> img = noise(1, 10, 10);
    ZarrWriter.write(Views.interval(img, new long[] {0, 0}, new long[] {9, 3}), array);
    ZarrWriter.write(Views.interval(img, new long[] {0, 4}, new long[] {3, 9}), array);
    ZarrWriter.write(Views.interval(img, new long[] {4, 4}, new long[] {9, 9}), array);
    assertSamePixels(img, LazyZarrImg.open(array, new ChunkCache(1 << 20)));
  }

  @Test
  void padsEdgeChunksWithTheFill() {
    ArraySpec spec = ArraySpec.image(new long[] {1, 3}, new int[] {1, 2}, DataType.UINT16);
    ZarrArray array = ZarrArray.create(store, "a", spec.withFill(7), ZarrVersion.V2);
    ZarrWriter.write(ArrayImgs.unsignedShorts(new short[] {1, 2, 3}, 3, 1), array);
    assertArrayEquals(new short[] {3, 7}, (short[]) array.readChunk(0, 1));
  }

  @Test
  void refusesBlocksThatCutChunks() {
    ArraySpec spec = ArraySpec.image(new long[] {10, 10}, new int[] {4, 4}, DataType.UINT16);
    ZarrArray array = ZarrArray.create(store, "a", spec, ZarrVersion.V2);
    Img<UnsignedShortType> img = noise(1, 12, 12);
    refuses("whole chunks", Views.interval(img, new long[] {0, 0}, new long[] {4, 3}), array);
    refuses("whole chunks", Views.interval(img, new long[] {1, 0}, new long[] {3, 3}), array);
    refuses("whole chunks", Views.interval(img, new long[] {8, 8}, new long[] {11, 9}), array);
    refuses("whole chunks", noise(1, 4, 4, 1), array);
    Img<FloatType> floats = ArrayImgs.floats(4, 4);
    refuses("UnsignedShortType", floats, array);
  }

  private static <T extends NativeType<T>> void refuses(
      String part, RandomAccessibleInterval<T> block, ZarrArray array) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> ZarrWriter.write(block, array))
            .getMessage();
    assertTrue(message.contains(part), message);
  }
}
