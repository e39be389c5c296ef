package org.imaxt.core.zarr;

import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.imaxt.core.zarr.Compression.Blosc;
import org.imaxt.core.zarr.Compression.BloscCodec;
import org.imaxt.core.zarr.Compression.Shuffle;

/**
 * Elements of one chunk to and from its encoded bytes.
 *
 * @param type type of the elements
 * @param chunk elements along each axis, slowest first
 * @param order byte order of the elements
 * @param axes order of the axes as stored, slowest first; the identity for C order
 * @param codecs steps from bytes to bytes in the order of encoding
 */
record ChunkCodec(DataType type, int[] chunk, ByteOrder order, int[] axes, List<ByteCodec> codecs) {

  static ChunkCodec written(ArraySpec spec) {
    List<ByteCodec> codecs =
        ArrayLayout.codecs(
            spec.compression(), spec.type().bytes(), rowBytes(spec.chunk(), spec.type()));
    int[] identity = identity(spec.dimensions());
    return new ChunkCodec(spec.type(), spec.chunk(), ArrayLayout.WRITTEN_ORDER, identity, codecs);
  }

  /** Bytes of a chunk along its fastest axis. */
  static int rowBytes(int[] chunk, DataType type) {
    return chunk.length == 0 ? type.bytes() : chunk[chunk.length - 1] * type.bytes();
  }

  static int[] identity(int n) {
    int[] axes = new int[n];
    Arrays.setAll(axes, d -> d);
    return axes;
  }

  int elements() {
    return Arrays.stream(chunk).reduce(1, (a, b) -> a * b);
  }

  private boolean transposed() {
    return !Arrays.equals(axes, identity(axes.length));
  }

  /**
   * The single Blosc step of little-endian elements, which needs no bytes in between; else null.
   */
  BloscFrame direct() {
    boolean fits = order == ByteOrder.LITTLE_ENDIAN && !transposed() && type.bytes() > 1;
    return fits && codecs.size() == 1 && codecs.get(0) instanceof BloscFrame f ? f : null;
  }

  void requireWritable() {
    for (ByteCodec codec : codecs) {
      if (codec instanceof BloscFrame f) {
        requireWritable(f.spec());
      }
    }
    if (transposed()) {
      throw new IllegalArgumentException("arrays in another order than C are read, not written");
    }
  }

  private static void requireWritable(Blosc spec) {
    boolean known = spec.codec() == BloscCodec.LZ4 || spec.codec() == BloscCodec.ZSTD;
    if (!known || spec.shuffle() == Shuffle.BIT) {
      throw new IllegalArgumentException(
          "blosc is written with lz4 or zstd and byte shuffle or none, got " + spec);
    }
  }

  /** Encodes a whole chunk; the answer may lie in {@code scratch}. */
  ByteSpan encode(Object elements, Scratch scratch) {
    if (type == DataType.STRING) {
      return encode(ByteSpan.of(ElementBytes.fromStrings((String[]) elements)));
    }
    int n = elements();
    if (direct() != null) {
      return direct().encode(elements, n, scratch);
    }
    byte[] bytes;
    if (elements instanceof byte[] own) {
      bytes = own;
    } else {
      bytes = new byte[n * type.bytes()];
      ElementBytes.put(elements, 0, n, bytes, 0, order);
    }
    return encode(ByteSpan.of(bytes));
  }

  private ByteSpan encode(ByteSpan bytes) {
    ByteSpan span = bytes;
    for (ByteCodec codec : codecs) {
      span = codec.encode(span);
    }
    return span;
  }

  /** Decodes a whole chunk into a new Java array. */
  Object decode(ByteSpan encoded, Scratch scratch) throws CodecException {
    if (direct() != null) {
      return direct().decode(encoded, type, elements(), scratch);
    }
    int n = elements();
    int length = type == DataType.STRING ? ByteCodec.UNKNOWN : n * type.bytes();
    ByteSpan bytes = decode(encoded, codecs.size(), length).require(length);
    if (type == DataType.STRING) {
      return ElementBytes.toStrings(bytes, n);
    }
    if (transposed()) {
      bytes = ByteSpan.of(AxisOrder.toC(bytes, chunk, axes, type.bytes()));
    }
    Object elements = type.newArray(n);
    ElementBytes.get(bytes.array(), bytes.offset(), n, order, elements, 0);
    return elements;
  }

  /** Undoes the first {@code count} steps, the last of them first. */
  private ByteSpan decode(ByteSpan encoded, int count, int length) throws CodecException {
    int[] lengths = new int[count + 1];
    lengths[0] = length;
    for (int i = 0; i < count; i++) {
      lengths[i + 1] = codecs.get(i).encodedLength(lengths[i]);
    }
    ByteSpan span = encoded;
    for (int i = count - 1; i >= 0; i--) {
      span = codecs.get(i).decode(span, lengths[i]);
    }
    return span;
  }
}
