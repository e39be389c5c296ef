package org.imaxt.core.zarr;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.array.ArrayImgFactory;
import net.imglib2.img.basictypeaccess.array.ArrayDataAccess;
import net.imglib2.type.NativeType;

/**
 * Arrays beside plain dumps of their elements, as the scripts of other implementations use them.
 */
record DumpedArrays(Path folder) {

  /** Writes an array of seeded elements, and its dump. */
  void write(Store store, String name, ArraySpec spec, ZarrVersion version, long seed)
      throws IOException {
    int length = (int) Arrays.stream(spec.shape()).reduce(1, (a, b) -> a * b);
    Object elements = ChunkSamples.random(spec.type(), length, seed);
    ZarrArray array = ZarrArray.create(store, name, spec, version);
    if (spec.type() == DataType.STRING) {
      array.writeAll(elements);
      Files.writeString(folder.resolve(name + ".txt"), String.join("\n", (String[]) elements));
      return;
    }
    writeImage(elements, array);
    Files.write(folder.resolve(name + ".bin"), bytes(elements, spec.type()));
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // the type is known at run time only
  private static void writeImage(Object elements, ZarrArray array) {
    NativeType type = PixelTypes.of(array.spec().type());
    writeImage(elements, array, type);
  }

  private static <T extends NativeType<T>> void writeImage(Object from, ZarrArray array, T type) {
    ArrayImg<T, ?> img = new ArrayImgFactory<>(type).create(AxisReversal.of(array.spec().shape()));
    Object to = ((ArrayDataAccess<?>) img.update(null)).getCurrentStorageArray();
    System.arraycopy(from, 0, to, 0, Array.getLength(from));
    ZarrWriter.write(img, array);
  }

  private static byte[] bytes(Object elements, DataType type) {
    int length = Array.getLength(elements);
    byte[] bytes = new byte[length * type.bytes()];
    ElementBytes.put(elements, 0, length, bytes, 0, ByteOrder.LITTLE_ENDIAN);
    return bytes;
  }

  /** Reads an array whole and compares it with its dump. */
  void check(Store store, String name) throws IOException {
    ZarrArray array = ZarrArray.open(store, name);
    if (array.spec().type() == DataType.STRING) {
      String[] expected = Files.readString(folder.resolve(name + ".txt")).split("\n", -1);
      assertArrayEquals(expected, (String[]) array.readAll(), name);
      return;
    }
    byte[] expected = Files.readAllBytes(folder.resolve(name + ".bin"));
    assertArrayEquals(expected, bytes(readImage(array), array.spec().type()), name);
  }

  private static <T extends NativeType<T>> Object readImage(ZarrArray array) {
    Img<T> img = LazyZarrImg.open(array, new ChunkCache(1 << 22));
    Object elements = array.spec().type().newArray((int) img.size());
    PrimitiveBlocks.of(img).copy(img, elements);
    return elements;
  }
}
