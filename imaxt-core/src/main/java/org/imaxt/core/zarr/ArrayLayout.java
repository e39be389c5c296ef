package org.imaxt.core.zarr;

import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

/**
 * Everything the metadata of an array says about its bytes.
 *
 * @param spec the public part
 * @param keys how chunks are named; of shards when there are any
 * @param codec how a chunk is encoded
 * @param shards how chunks lie in shards, or empty
 */
record ArrayLayout(ArraySpec spec, ChunkKeys keys, ChunkCodec codec, Optional<Shards> shards) {

  /** What this library writes for a specification. */
  static ArrayLayout written(ArraySpec spec, ZarrVersion version) {
    ChunkKeys keys = new ChunkKeys(version == ZarrVersion.V3, spec.separator());
    return new ArrayLayout(spec, keys, ChunkCodec.written(spec), Optional.empty());
  }

  /** Refuses what this library reads but does not write. */
  static void requireWritable(ArraySpec spec, ZarrVersion version) {
    if (version == ZarrVersion.V3 && spec.compression() instanceof Compression.Zlib) {
      throw new IllegalArgumentException("zarr version 3 has no zlib codec; use gzip");
    }
    ChunkCodec.written(spec).requireWritable();
  }

  /** The order this library writes. */
  static final ByteOrder WRITTEN_ORDER = ByteOrder.LITTLE_ENDIAN;

  /**
   * Codecs of a specification.
   *
   * @param rowBytes bytes of a chunk along its fastest axis
   */
  static List<ByteCodec> codecs(Compression compression, int elementBytes, int rowBytes) {
    if (compression instanceof Compression.Gzip c) {
      return List.of(new DeflateCodec(DeflateCodec.Envelope.GZIP, c.level()));
    } else if (compression instanceof Compression.Zlib c) {
      return List.of(new DeflateCodec(DeflateCodec.Envelope.ZLIB, c.level()));
    } else if (compression instanceof Compression.Zstd c) {
      return List.of(new ZstdCodec(c.level()));
    } else if (compression instanceof Compression.Blosc c) {
      return List.of(new BloscFrame(c, Math.max(1, elementBytes), Math.max(1, rowBytes)));
    }
    return List.of();
  }
}
