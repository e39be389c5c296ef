package org.imaxt.core.zarr;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * What an array is, apart from its attributes and its version.
 *
 * @param shape elements along each axis, slowest axis first (Zarr order); zero is allowed
 * @param chunk elements of a chunk along each axis; for a sharded array the inner chunk
 * @param type type of the elements
 * @param compression how chunks are compressed
 * @param separator what joins the numbers in chunk keys
 * @param fill value of missing chunks, kept as a double for floating types and as a long for the
 *     others (unsigned 64-bit values above its range as the negative long of the same bits);
 *     ignored for strings, whose fill is the empty text
 * @param dimensionNames one name an axis, or empty; stored in version 3 only
 */
public record ArraySpec(
    long[] shape,
    int[] chunk,
    DataType type,
    Compression compression,
    Separator separator,
    Number fill,
    List<String> dimensionNames) {

  /** Chunks of more bytes than this are refused, so that encoded forms still fit one array. */
  private static final long LARGEST_CHUNK = 1L << 30;

  /** Elements a chunk of a table column. */
  private static final int COLUMN_CHUNK = 1 << 16;

  /** Refuses shapes, chunks and names that do not fit together. */
  public ArraySpec {
    shape = shape.clone();
    chunk = chunk.clone();
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(compression, "compression");
    Objects.requireNonNull(separator, "separator");
    boolean floating = type == DataType.FLOAT32 || type == DataType.FLOAT64;
    fill = floating ? (Number) fill.doubleValue() : (Number) fill.longValue();
    dimensionNames = List.copyOf(dimensionNames);
    requireShapes(shape, chunk, Math.max(1, type.bytes()));
    if (!dimensionNames.isEmpty() && dimensionNames.size() != shape.length) {
      throw new IllegalArgumentException(
          "an array of "
              + shape.length
              + " axes needs as many dimension names, got "
              + dimensionNames);
    }
    if (type == DataType.STRING && shape.length != 1) {
      throw new IllegalArgumentException(
          "strings are supported in one dimension only, got shape " + Arrays.toString(shape));
    }
  }

  private static void requireShapes(long[] shape, int[] chunk, int bytes) {
    if (shape.length == 0 || shape.length != chunk.length) {
      throw new IllegalArgumentException(
          "shape and chunk need the same number of axes, at least one, got "
              + Arrays.toString(shape)
              + " and "
              + Arrays.toString(chunk));
    }
    long size = bytes;
    for (int d = 0; d < shape.length; d++) {
      if (shape[d] < 0 || chunk[d] < 1) {
        throw new IllegalArgumentException(
            "shape must not be negative and chunk must be positive, got "
                + Arrays.toString(shape)
                + " and "
                + Arrays.toString(chunk));
      }
      if (size * chunk[d] > LARGEST_CHUNK) {
        throw new IllegalArgumentException(
            "a chunk must not exceed "
                + LARGEST_CHUNK
                + " bytes, got "
                + Arrays.toString(chunk)
                + " elements of "
                + bytes);
      }
      size *= chunk[d];
    }
  }

  /**
   * An image: default compression, {@code /} as separator, zero as fill.
   *
   * @param shape elements along each axis, slowest first
   * @param chunk elements of a chunk along each axis
   * @param type type of the elements
   * @return the specification
   */
  public static ArraySpec image(long[] shape, int[] chunk, DataType type) {
    return new ArraySpec(
        shape, chunk, type, Compression.forImages(), Separator.SLASH, 0, List.of());
  }

  /**
   * A table's column: one axis, zstd, chunks of 65,536 elements.
   *
   * @param length number of rows
   * @param type type of the elements
   * @return the specification
   */
  public static ArraySpec column(long length, DataType type) {
    int chunk = (int) Math.max(1, Math.min(length, COLUMN_CHUNK));
    return new ArraySpec(
        new long[] {length},
        new int[] {chunk},
        type,
        new Compression.Zstd(1),
        Separator.SLASH,
        0,
        List.of());
  }

  /**
   * The same with another compression.
   *
   * @param other the compression
   * @return a copy
   */
  public ArraySpec withCompression(Compression other) {
    return new ArraySpec(shape, chunk, type, other, separator, fill, dimensionNames);
  }

  /**
   * The same with another separator.
   *
   * @param other the separator
   * @return a copy
   */
  public ArraySpec withSeparator(Separator other) {
    return new ArraySpec(shape, chunk, type, compression, other, fill, dimensionNames);
  }

  /**
   * The same with another fill value.
   *
   * @param other the value of missing chunks
   * @return a copy
   */
  public ArraySpec withFill(Number other) {
    return new ArraySpec(shape, chunk, type, compression, separator, other, dimensionNames);
  }

  /**
   * The same with names for its axes.
   *
   * @param names one name an axis, slowest first, or empty
   * @return a copy
   */
  public ArraySpec withDimensionNames(List<String> names) {
    return new ArraySpec(shape, chunk, type, compression, separator, fill, names);
  }

  /**
   * Elements along each axis.
   *
   * @return a copy, slowest axis first
   */
  @Override
  public long[] shape() {
    return shape.clone();
  }

  /**
   * Elements of a chunk along each axis.
   *
   * @return a copy, slowest axis first
   */
  @Override
  public int[] chunk() {
    return chunk.clone();
  }

  /**
   * Number of axes.
   *
   * @return at least 1
   */
  public int dimensions() {
    return shape.length;
  }

  /**
   * Chunks along each axis.
   *
   * @return counts, slowest axis first
   */
  public long[] chunkCounts() {
    long[] counts = new long[shape.length];
    Arrays.setAll(counts, d -> (shape[d] + chunk[d] - 1) / chunk[d]);
    return counts;
  }

  /**
   * Elements of a whole chunk.
   *
   * @return the product of {@link #chunk()}
   */
  public int chunkElements() {
    return Arrays.stream(chunk).reduce(1, (a, b) -> a * b);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ArraySpec o
        && Arrays.equals(shape, o.shape)
        && Arrays.equals(chunk, o.chunk)
        && type == o.type
        && compression.equals(o.compression)
        && separator == o.separator
        && fill.equals(o.fill)
        && dimensionNames.equals(o.dimensionNames);
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        Arrays.hashCode(shape), Arrays.hashCode(chunk), type, compression, separator, fill);
  }

  @Override
  public String toString() {
    return type.v3Name()
        + Arrays.toString(shape)
        + " in chunks "
        + Arrays.toString(chunk)
        + ", "
        + compression;
  }
}
