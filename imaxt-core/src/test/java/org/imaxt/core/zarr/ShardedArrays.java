package org.imaxt.core.zarr;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Builds a small sharded array as the specification words it; this library only reads them, and
 * zarrita checks that this one is well made.
 */
final class ShardedArrays {

  /** Elements along both axes. */
  static final int SIZE = 10;

  /** Elements of an inner chunk along both axes; a shard holds 2 x 3 of them. */
  static final int CHUNK = 2;

  private static final int[] PER_SHARD = {2, 3};

  private ShardedArrays() {}

  /** Element values: their place, so that every misplaced chunk shows; chunk (1, 1) is left out. */
  static short value(int y, int x) {
    boolean missing = y / CHUNK == 1 && x / CHUNK == 1;
    return (short) (missing ? 7 : 100 * y + x);
  }

  static void write(Store store, String path, boolean indexAtEnd) throws IOException {
    JsonDocument.write(store, path + "/zarr.json", metadata(indexAtEnd));
    for (int sy = 0; sy * PER_SHARD[0] * CHUNK < SIZE; sy++) {
      for (int sx = 0; sx * PER_SHARD[1] * CHUNK < SIZE; sx++) {
        store.write(path + "/c/" + sy + "/" + sx, shard(sy, sx, indexAtEnd));
      }
    }
  }

  static JsonObject metadata(boolean indexAtEnd) {
    return JsonParser.parseString(
            """
            {"zarr_format": 3, "node_type": "array", "shape": [10, 10], "data_type": "uint16",
             "chunk_grid": {"name": "regular", "configuration": {"chunk_shape": [4, 6]}},
             "chunk_key_encoding": {"name": "default", "configuration": {"separator": "/"}},
             "fill_value": 7, "attributes": {},
             "codecs": [{"name": "sharding_indexed", "configuration": {
               "chunk_shape": [2, 2],
               "codecs": [{"name": "bytes", "configuration": {"endian": "little"}},
                          {"name": "gzip", "configuration": {"level": 1}}, {"name": "crc32c"}],
               "index_codecs": [{"name": "bytes", "configuration": {"endian": "little"}},
                                {"name": "crc32c"}],
               "index_location": "%s"}}]}
            """
                .formatted(indexAtEnd ? "end" : "start"))
        .getAsJsonObject();
  }

  private static byte[] shard(int sy, int sx, boolean indexAtEnd) throws IOException {
    int n = PER_SHARD[0] * PER_SHARD[1];
    ByteBuffer index = ByteBuffer.allocate(16 * n + 4).order(ByteOrder.LITTLE_ENDIAN);
    ByteArrayOutputStream chunks = new ByteArrayOutputStream();
    for (int i = 0; i < n; i++) {
      int cy = sy * PER_SHARD[0] + i / PER_SHARD[1];
      int cx = sx * PER_SHARD[1] + i % PER_SHARD[1];
      if (cy == 1 && cx == 1 || cy * CHUNK >= SIZE || cx * CHUNK >= SIZE) {
        index.putLong(-1).putLong(-1);
        continue;
      }
      byte[] bytes = chunk(cy, cx);
      index.putLong(chunks.size() + (indexAtEnd ? 0 : index.capacity())).putLong(bytes.length);
      chunks.write(bytes);
    }
    CRC32C crc = new CRC32C();
    crc.update(index.array(), 0, 16 * n);
    index.putInt((int) crc.getValue());
    ByteArrayOutputStream shard = new ByteArrayOutputStream();
    shard.write(indexAtEnd ? chunks.toByteArray() : index.array());
    shard.write(indexAtEnd ? index.array() : chunks.toByteArray());
    return shard.toByteArray();
  }

  private static byte[] chunk(int cy, int cx) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * CHUNK * CHUNK).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < CHUNK * CHUNK; i++) {
      bytes.putShort(value(cy * CHUNK + i / CHUNK, cx * CHUNK + i % CHUNK));
    }
    ByteSpan packed =
        new DeflateCodec(DeflateCodec.Envelope.GZIP, 1).encode(ByteSpan.of(bytes.array()));
    ByteSpan checked = new Crc32cCodec().encode(packed);
    return Arrays.copyOf(checked.array(), checked.length());
  }

  /** The whole array's elements, little-endian. */
  static byte[] dump() {
    ByteBuffer bytes = ByteBuffer.allocate(2 * SIZE * SIZE).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < SIZE * SIZE; i++) {
      bytes.putShort(value(i / SIZE, i % SIZE));
    }
    return bytes.array();
  }
}
