package org.imaxt.core.zarr;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.imaxt.core.zarr.Compression.Blosc;
import org.imaxt.core.zarr.Compression.BloscCodec;
import org.imaxt.core.zarr.Compression.Shuffle;
import org.imaxt.core.zarr.Compression.Zlib;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ZarrArrayTest {

  private final Store store = new MemoryStore();

  /** Every type, version and compression, with a shape drawn from the seed. */
  static Stream<Arguments> cases() {
    List<Arguments> cases = new ArrayList<>();
    long seed = 0;
    for (ZarrVersion version : ZarrVersion.values()) {
      for (Compression compression : ChunkSamples.compressions()) {
        for (DataType type : DataType.values()) {
          cases.add(Arguments.of(version, compression, type, seed++));
        }
      }
    }
    return cases.stream();
  }

  @ParameterizedTest(name = "{0} {1} {2} seed {3}")
  @MethodSource("cases")
  void readsBackWhatItWrote(
      ZarrVersion version, Compression compression, DataType type, long seed) {
    Random random = new Random(seed);
    int axes = type == DataType.STRING ? 1 : 1 + random.nextInt(4);
    int[] chunk = random.ints(axes, 1, axes == 1 ? 60_000 : 20).toArray();
    long[] shape = Arrays.stream(chunk).asLongStream().map(c -> c * 2 + 1).toArray();
    Separator separator = seed % 3 == 0 ? Separator.DOT : Separator.SLASH;
    ArraySpec spec =
        ArraySpec.image(shape, chunk, type).withCompression(compression).withSeparator(separator);
    Object elements = ChunkSamples.random(type, spec.chunkElements(), seed);
    long[] last = Arrays.stream(spec.chunkCounts()).map(n -> n - 1).toArray();

    ZarrArray.create(store, "a/b", spec, version).writeChunk(elements, last);
    ZarrArray opened = ZarrArray.open(store, "a/b");

    assertEquals(spec, opened.spec());
    assertSameElements(elements, opened.readChunk(last));
  }

  static void assertSameElements(Object expected, Object found) {
    assertTrue(Arrays.deepEquals(new Object[] {expected}, new Object[] {found}), "elements differ");
  }

  @ParameterizedTest
  @EnumSource(ZarrVersion.class)
  void readsMissingChunksAsFill(ZarrVersion version) {
    ArraySpec spec = ArraySpec.image(new long[] {5}, new int[] {2}, DataType.FLOAT32);
    ZarrArray.create(store, "a", spec.withFill(Double.NaN), version);
    ZarrArray array = ZarrArray.open(store, "a");
    assertArrayEquals(new float[] {Float.NaN, Float.NaN}, (float[]) array.readChunk(1));
    assertFalse(array.hasChunk(1));
    array.writeChunk(new float[2], 1);
    assertTrue(array.hasChunk(1));
  }

  @ParameterizedTest
  @EnumSource(ZarrVersion.class)
  void keepsAttributes(ZarrVersion version) {
    ArraySpec spec = ArraySpec.column(3, DataType.INT32);
    ZarrArray array = ZarrArray.create(store, "a", spec, version);
    JsonObject attributes = new JsonObject();
    attributes.addProperty("länge", 1.5);
    array.setAttributes(attributes);
    assertEquals(attributes, ZarrArray.open(store, "a").attributes());
    assertEquals(spec, ZarrArray.open(store, "a").spec());
  }

  @ParameterizedTest
  @EnumSource(ZarrVersion.class)
  void columnsOfAnyLengthReadBackWhole(ZarrVersion version) {
    for (int length : new int[] {0, 1, 65_536, 100_000}) {
      for (DataType type : List.of(DataType.STRING, DataType.FLOAT64, DataType.BOOL)) {
        Object column = ChunkSamples.random(type, length, length);
        String path = "c" + length + type;
        ZarrArray.create(store, path, ArraySpec.column(length, type), version).writeAll(column);
        assertSameElements(column, ZarrArray.open(store, path).readAll());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(ZarrVersion.class)
  void equalPixelsGiveEqualBytes(ZarrVersion version) {
    ArraySpec spec = ArraySpec.image(new long[] {64, 64}, new int[] {64, 64}, DataType.UINT16);
    Object elements = ChunkSamples.random(DataType.UINT16, 64 * 64, 7);
    for (String path : List.of("a", "b")) {
      ZarrArray.create(store, path, spec, version).writeChunk(elements, 0, 0);
    }
    String key = version == ZarrVersion.V2 ? "/0/0" : "/c/0/0";
    assertArrayEquals(store.read("a" + key).get(), store.read("b" + key).get());
  }

  @Test
  void refusesToReplaceANode() {
    ArraySpec spec = ArraySpec.column(3, DataType.INT32);
    ZarrArray.create(store, "g/a", spec, ZarrVersion.V2);
    refuses("already", () -> ZarrArray.create(store, "g/a", spec, ZarrVersion.V2));
    refuses("already", () -> ZarrArray.create(store, "g", spec, ZarrVersion.V2));
    refuses("cannot be made", () -> ZarrArray.create(store, "g/a/b", spec, ZarrVersion.V2));
    refuses("cannot be made", () -> ZarrArray.create(store, "g/b", spec, ZarrVersion.V3));
  }

  @Test
  void deletesAnArrayWithItsChunksOnly() {
    ArraySpec spec = ArraySpec.column(3, DataType.INT32);
    ZarrArray.create(store, "g/a", spec, ZarrVersion.V2).writeAll(new int[] {1, 2, 3});
    ZarrArray.create(store, "g/ab", spec, ZarrVersion.V2).writeAll(new int[] {1, 2, 3});
    ZarrArray.delete(store, "g/a");
    assertEquals(List.of(".zgroup", "ab"), store.list("g"));
  }

  @Test
  void refusesChunksThatDoNotFit() {
    ArraySpec spec = ArraySpec.image(new long[] {4, 4}, new int[] {2, 2}, DataType.UINT16);
    ZarrArray array = ZarrArray.create(store, "a", spec, ZarrVersion.V2);
    refuses("4 elements of short[]", () -> array.writeChunk(new short[3], 0, 0));
    refuses("4 elements of short[]", () -> array.writeChunk(new int[4], 0, 0));
    refuses("outside the grid", () -> array.writeChunk(new short[4], 0, 2));
    refuses("outside the grid", () -> array.readChunk(0, -1));
    refuses("outside the grid", () -> array.hasChunk(0));
    refuses("has 2 axes", array::readAll);
  }

  @Test
  void refusesToWriteWhatItOnlyReads() {
    ArraySpec spec = ArraySpec.column(3, DataType.INT32);
    ArraySpec bits = spec.withCompression(new Blosc(BloscCodec.LZ4, 5, Shuffle.BIT));
    refuses("byte shuffle", () -> ZarrArray.create(store, "a", bits, ZarrVersion.V2));
    ArraySpec zlib = spec.withCompression(new Zlib(1));
    refuses("zlib", () -> ZarrArray.create(store, "a", zlib, ZarrVersion.V3));
    ZarrArray.create(store, "b", zlib, ZarrVersion.V2).writeAll(new int[] {1, 2, 3});
    assertArrayEquals(new int[] {1, 2, 3}, (int[]) ZarrArray.open(store, "b").readAll());
  }

  private static void refuses(String part, Runnable call) {
    String message = assertThrows(IllegalArgumentException.class, call::run).getMessage();
    assertTrue(message.contains(part), message);
  }
}
