package org.imaxt.core.zarr;

import com.google.gson.JsonObject;
import java.io.EOFException;
import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Optional;

/**
 * An array of one element type, stored in chunks.
 *
 * <p>Chunks are read and written whole, in C order and native byte order; those at the far edges
 * are full-sized too, padded with the fill value. A missing chunk reads as the fill value. Every
 * written chunk is stored, also one of zeros, so equal pixels give equal files. Safe for many
 * threads; chunks are replaced atomically.
 */
public final class ZarrArray {

  private final Node node;
  private final ArrayLayout layout;

  private ZarrArray(Node node, ArrayLayout layout) {
    this.node = node;
    this.layout = layout;
  }

  /**
   * Makes an array without chunks, and the groups above it.
   *
   * @param store where to
   * @param path its path
   * @param spec what it is
   * @param version which documents to write
   * @return the array
   * @throws IllegalArgumentException if a group or array is there already, or the specification can
   *     be read but not written
   */
  public static ZarrArray create(Store store, String path, ArraySpec spec, ZarrVersion version) {
    StoreKey.requirePrefix(path);
    ArrayLayout.requireWritable(spec, version);
    if (Node.find(store, path).isPresent()) {
      throw new IllegalArgumentException(
          "there is a group or array at " + store.describe(path) + " already; delete it first");
    }
    if (!path.isEmpty()) {
      Node.createGroup(store, "", version);
      Node.createParents(store, path, version);
    }
    Node node = new Node(store, path, version, Node.Kind.ARRAY);
    boolean v2 = version == ZarrVersion.V2;
    JsonDocument.write(
        store,
        node.key(v2 ? V2Metadata.ARRAY : V3Metadata.NODE),
        v2 ? V2Metadata.write(spec) : V3Metadata.write(spec));
    return new ZarrArray(node, ArrayLayout.written(spec, version));
  }

  /**
   * Opens an array of either version.
   *
   * @param store where it lies
   * @param path its path
   * @return the array
   * @throws ZarrFormatException if no array is there, or its metadata is malformed or asks for what
   *     is not supported
   */
  public static ZarrArray open(Store store, String path) {
    return of(Node.requireArray(store, path));
  }

  /**
   * Opens an array that may be there.
   *
   * @param store where it lies
   * @param path its path
   * @return the array; nothing if there is none
   * @throws ZarrFormatException if its metadata is malformed or asks for what is not supported
   */
  public static Optional<ZarrArray> find(Store store, String path) {
    return Node.findArray(store, path).map(ZarrArray::of);
  }

  private static ZarrArray of(Node.Described found) {
    boolean v2 = found.node().version() == ZarrVersion.V2;
    JsonDocument doc = found.document();
    return new ZarrArray(found.node(), v2 ? V2Metadata.read(doc) : V3Metadata.read(doc));
  }

  /**
   * Tells whether an array is there.
   *
   * @param store where to look
   * @param path its path
   * @return true when {@link #open} would find it
   */
  public static boolean exists(Store store, String path) {
    return Node.find(store, path).filter(n -> n.kind() == Node.Kind.ARRAY).isPresent();
  }

  /**
   * Removes an array and its chunks, its metadata first; does nothing when there is none.
   *
   * @param store where it lies
   * @param path its path
   */
  public static void delete(Store store, String path) {
    if (exists(store, path)) {
      store.delete(StoreKey.join(path, V2Metadata.ARRAY));
      store.delete(StoreKey.join(path, V3Metadata.NODE));
      store.deleteTree(path);
    }
  }

  /**
   * What the array is.
   *
   * @return the specification
   */
  public ArraySpec spec() {
    return layout.spec();
  }

  /**
   * Where the array lies in its store.
   *
   * @return the path
   */
  public String path() {
    return node.path();
  }

  /**
   * The store the array lies in.
   *
   * @return the store
   */
  public Store store() {
    return node.store();
  }

  /**
   * Version of its documents.
   *
   * @return the version
   */
  public ZarrVersion version() {
    return node.version();
  }

  /**
   * Reads the attributes.
   *
   * @return a fresh object, empty when none were set
   */
  public JsonObject attributes() {
    return node.attributes();
  }

  /**
   * Replaces all attributes, atomically.
   *
   * @param attributes the new ones
   */
  public void setAttributes(JsonObject attributes) {
    node.setAttributes(attributes);
  }

  /**
   * Tells whether a chunk is stored.
   *
   * @param index of the chunk, slowest axis first
   * @return false when it reads as the fill value
   */
  public boolean hasChunk(long... index) {
    requireIndex(index);
    return layout.shards().isPresent()
        ? layout.shards().get().read(node, layout.keys(), index).isPresent()
        : node.store().exists(node.key(layout.keys().key(index)));
  }

  /**
   * Reads a chunk.
   *
   * @param index of the chunk, slowest axis first
   * @return a new array as {@link DataType} names it, of a full chunk in C order
   * @throws ChunkCorruptException if it does not decode
   * @throws StoreException if it cannot be read
   */
  public Object readChunk(long... index) {
    requireIndex(index);
    Optional<byte[]> stored =
        layout.shards().isPresent()
            ? layout.shards().get().read(node, layout.keys(), index)
            : node.store().read(node.key(layout.keys().key(index)));
    if (stored.isEmpty()) {
      return spec().type().filled(layout.codec().elements(), spec().fill());
    }
    Scratch scratch = Scratch.take();
    try {
      return layout.codec().decode(ByteSpan.of(stored.get()), scratch);
    } catch (CodecException e) {
      throw corrupt(index, e);
    } finally {
      scratch.giveBack();
    }
  }

  /** Rows of a chunk that can be read by themselves, or 0 if only whole chunks can be read. */
  int rowsTogether() {
    BloscFrame frame = layout.shards().isEmpty() ? layout.codec().direct() : null;
    return frame == null ? 0 : frame.blockBytes() / frame.rowBytes();
  }

  /** Where the blocks of a chunk lie; nothing if it is missing or must be read whole. */
  Optional<BlockTable> blockTable(long... index) {
    requireIndex(index);
    try {
      String key = node.key(layout.keys().key(index));
      return BlockTable.read(node.store(), key, spec().type(), layout.codec().elements());
    } catch (CodecException e) {
      throw corrupt(index, e);
    } catch (StoreException e) {
      throw asCorrupt(index, e);
    }
  }

  /** A value that ends early is a corrupt chunk, anything else a store that fails. */
  private RuntimeException asCorrupt(long[] index, StoreException e) {
    return e.getCause() instanceof EOFException
        ? corrupt(index, new CodecException("chunk ends before its blosc frame", e))
        : e;
  }

  /**
   * Reads some rows of a chunk.
   *
   * @param table where its blocks lie
   * @param from first element
   * @param count number of elements
   * @param index of the chunk
   * @return a new array as {@link DataType} names it
   */
  Object readPart(BlockTable table, int from, int count, long... index) {
    int perBlock = table.header().blockBytes() / spec().type().bytes();
    int first = from / perBlock;
    int end = (from + count + perBlock - 1) / perBlock;
    String key = node.key(layout.keys().key(index));
    Scratch scratch = Scratch.take();
    try {
      int length = table.bytes(first, end);
      ByteSpan frame = new ByteSpan(scratch.atLeast(length), 0, length);
      if (!node.store().read(key, table.start(first), frame.array(), length)) {
        throw new CodecException("is gone");
      }
      Object blocks = BloscFrame.decode(table, frame, first, end, spec().type(), scratch);
      if (Array.getLength(blocks) == count) {
        return blocks;
      }
      Object part = spec().type().newArray(count);
      System.arraycopy(blocks, from - first * perBlock, part, 0, count);
      return part;
    } catch (CodecException e) {
      throw corrupt(index, e);
    } catch (StoreException e) {
      throw asCorrupt(index, e);
    } finally {
      scratch.giveBack();
    }
  }

  private ChunkCorruptException corrupt(long[] index, CodecException e) {
    long[] outer = layout.shards().map(s -> s.shardOf(index)).orElse(index);
    String key = layout.keys().key(outer);
    String chunk = layout.shards().isPresent() ? Arrays.toString(index) : key;
    return new ChunkCorruptException(path(), chunk, node.store().describe(node.key(key)), e);
  }

  /**
   * Writes a chunk, in place of any older one.
   *
   * @param elements an array as {@link DataType} names it, of a full chunk in C order; not kept
   * @param index of the chunk, slowest axis first
   * @throws IllegalArgumentException if the array has another type or length, or this array can be
   *     read but not written
   * @throws StoreException if it cannot be written
   */
  public void writeChunk(Object elements, long... index) {
    requireIndex(index);
    requireElements(elements);
    if (layout.shards().isPresent()) {
      throw new IllegalArgumentException(
          "array '" + path() + "' is sharded; sharded arrays are read, not written");
    }
    layout.codec().requireWritable();
    Scratch scratch = Scratch.take();
    try {
      ByteSpan encoded = layout.codec().encode(elements, scratch);
      if (encoded.offset() != 0) {
        throw new AssertionError("encoded chunks start at the front of their array");
      }
      node.store().write(node.key(layout.keys().key(index)), encoded.array(), encoded.length());
    } finally {
      scratch.giveBack();
    }
  }

  private void requireElements(Object elements) {
    DataType type = spec().type();
    int expected = layout.codec().elements();
    if (!type.matches(elements) || Array.getLength(elements) != expected) {
      throw new IllegalArgumentException(
          "a chunk of array '"
              + path()
              + "' must be "
              + expected
              + " elements of "
              + type.newArray(0).getClass().getSimpleName()
              + ", got "
              + elements.getClass().getSimpleName()
              + (elements.getClass().isArray() ? " of " + Array.getLength(elements) : ""));
    }
  }

  private void requireIndex(long[] index) {
    long[] counts = spec().chunkCounts();
    boolean inside = index.length == counts.length;
    for (int d = 0; inside && d < counts.length; d++) {
      inside = index[d] >= 0 && index[d] < counts[d];
    }
    if (!inside) {
      throw new IllegalArgumentException(
          "chunk index "
              + Arrays.toString(index)
              + " lies outside the grid "
              + Arrays.toString(counts)
              + " of array '"
              + path()
              + "'");
    }
  }

  /**
   * Reads a whole one-dimensional array, such as a table's column.
   *
   * @return a new array as {@link DataType} names it
   * @throws IllegalArgumentException if the array has more axes or too many elements
   */
  public Object readAll() {
    int length = requireColumn();
    int chunk = spec().chunk()[0];
    Object all = spec().type().newArray(length);
    for (int at = 0, i = 0; at < length; at += chunk, i++) {
      System.arraycopy(readChunk(i), 0, all, at, Math.min(chunk, length - at));
    }
    return all;
  }

  /**
   * Writes a whole one-dimensional array, such as a table's column.
   *
   * @param elements an array as {@link DataType} names it, of the array's length
   * @throws IllegalArgumentException if the array has more axes, or another type or length
   */
  public void writeAll(Object elements) {
    int length = requireColumn();
    if (!spec().type().matches(elements) || Array.getLength(elements) != length) {
      throw new IllegalArgumentException(
          "array '" + path() + "' takes " + length + " elements of " + spec().type().v3Name());
    }
    int chunk = spec().chunk()[0];
    for (int at = 0, i = 0; at < length; at += chunk, i++) {
      Object part = spec().type().filled(chunk, spec().fill());
      System.arraycopy(elements, at, part, 0, Math.min(chunk, length - at));
      writeChunk(part, i);
    }
  }

  private int requireColumn() {
    if (spec().dimensions() != 1) {
      throw new IllegalArgumentException(
          "array '" + path() + "' has " + spec().dimensions() + " axes, a column has one");
    }
    long length = spec().shape()[0];
    if (length > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "array '" + path() + "' has " + length + " elements, too many to hold at once");
    }
    return (int) length;
  }

  @Override
  public String toString() {
    return node.store().describe(path()) + ": " + spec();
  }
}
