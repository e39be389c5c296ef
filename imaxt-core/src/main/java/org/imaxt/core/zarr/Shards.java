package org.imaxt.core.zarr;

import java.io.EOFException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How chunks lie in shards (version 3, {@code sharding_indexed}).
 *
 * @param perShard chunks of a shard along each axis
 * @param atEnd whether the index is at the shard's end, else at its start
 * @param order byte order of the index
 * @param indexCodecs steps of the index from bytes to bytes; all of fixed length
 */
record Shards(int[] perShard, boolean atEnd, ByteOrder order, List<ByteCodec> indexCodecs) {

  /** Offset and length of a chunk that is not there. */
  private static final long ABSENT = -1;

  long[] shardOf(long[] index) {
    long[] shard = new long[index.length];
    Arrays.setAll(shard, d -> index[d] / perShard[d]);
    return shard;
  }

  /** Reads the encoded bytes of a chunk; empty when the shard or the chunk is missing. */
  Optional<byte[]> read(Node node, ChunkKeys keys, long[] index) {
    String name = keys.key(shardOf(index));
    String key = node.key(name);
    int chunks = Arrays.stream(perShard).reduce(1, (a, b) -> a * b);
    int length = 16 * chunks;
    for (ByteCodec codec : indexCodecs) {
      length = codec.encodedLength(length);
    }
    try {
      if (!node.store().exists(key)) {
        return Optional.empty();
      }
      Optional<byte[]> stored = readPart(node, key, atEnd ? -length : 0, length);
      if (stored.isEmpty()) {
        return Optional.empty();
      }
      ByteBuffer entries = index(stored.get(), 16 * chunks);
      int at = entries.position() + 16 * position(index);
      long offset = entries.getLong(at);
      long bytes = entries.getLong(at + 8);
      if (offset == ABSENT && bytes == ABSENT) {
        return Optional.empty();
      }
      if (offset < 0 || bytes < 0 || bytes > Integer.MAX_VALUE - 16) {
        throw new CodecException("the shard's index points outside the shard");
      }
      return readPart(node, key, offset, (int) bytes);
    } catch (CodecException e) {
      throw new ChunkCorruptException(
          node.path(), Arrays.toString(index), node.store().describe(key), e);
    }
  }

  /** A shard that ends too early is corrupt; other failures are the store's. */
  private static Optional<byte[]> readPart(Node node, String key, long offset, int length)
      throws CodecException {
    try {
      return node.store().read(key, offset, length);
    } catch (StoreException e) {
      if (e.getCause() instanceof EOFException) {
        throw new CodecException("the shard is too short", e.getCause());
      }
      throw e;
    }
  }

  private ByteBuffer index(byte[] stored, int length) throws CodecException {
    ByteSpan span = ByteSpan.of(stored);
    for (int i = indexCodecs.size() - 1; i >= 0; i--) {
      span = indexCodecs.get(i).decode(span, ByteCodec.UNKNOWN);
    }
    span.require(length);
    return ByteBuffer.wrap(span.array()).position(span.offset()).order(order);
  }

  private int position(long[] index) {
    int at = 0;
    for (int d = 0; d < index.length; d++) {
      at = at * perShard[d] + (int) (index[d] % perShard[d]);
    }
    return at;
  }
}
