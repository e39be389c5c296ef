package org.imaxt.core.zarr;

/**
 * How the bytes of a chunk are compressed.
 *
 * <p>All are read. All are written but {@code Blosc} with another codec than LZ4 or ZSTD or with
 * {@code BITSHUFFLE}.
 */
public sealed interface Compression {

  /**
   * The default for images: byte-shuffled Blosc with zstd at level 1. python-zarr, zarrita and
   * n5-zarr read it; each of its blocks carries a checksum.
   *
   * @return the compression
   */
  static Compression forImages() {
    return new Blosc(BloscCodec.ZSTD, 1, Shuffle.BYTE);
  }

  /** No compression. */
  record Raw() implements Compression {}

  /**
   * Deflate in a gzip envelope.
   *
   * @param level 0 (stored) to 9 (smallest)
   */
  record Gzip(int level) implements Compression {
    /** Refuses levels outside 0 to 9. */
    public Gzip {
      requireLevel("gzip", level, 0, 9);
    }
  }

  /**
   * Deflate in a zlib envelope (version 2 only).
   *
   * @param level 0 (stored) to 9 (smallest)
   */
  record Zlib(int level) implements Compression {
    /** Refuses levels outside 0 to 9. */
    public Zlib {
      requireLevel("zlib", level, 0, 9);
    }
  }

  /**
   * A zstd frame with a checksum.
   *
   * @param level -131072 (fastest) to 22 (smallest); 0 is the library's default
   */
  record Zstd(int level) implements Compression {
    /** Refuses levels outside -131072 to 22. */
    public Zstd {
      requireLevel("zstd", level, -131072, 22);
    }
  }

  /**
   * A Blosc 1 frame.
   *
   * @param codec what compresses the blocks
   * @param level 0 (stored) to 9 (smallest)
   * @param shuffle how the bytes of elements are rearranged first
   */
  record Blosc(BloscCodec codec, int level, Shuffle shuffle) implements Compression {
    /** Refuses levels outside 0 to 9. */
    public Blosc {
      requireLevel("blosc", level, 0, 9);
    }
  }

  /** Codecs inside a Blosc frame. */
  enum BloscCodec {
    /** Fast, moderate ratio. */
    LZ4,
    /** LZ4 with a slower encoder; read only. */
    LZ4HC,
    /** Deflate; read only. */
    ZLIB,
    /** Zstandard. */
    ZSTD
  }

  /** Rearrangement of bytes before compression. */
  enum Shuffle {
    /** None. */
    NONE,
    /** All first bytes of the elements, then all second bytes, and so on. */
    BYTE,
    /** All first bits, then all second bits, and so on; read only. */
    BIT
  }

  private static void requireLevel(String codec, int level, int min, int max) {
    if (level < min || level > max) {
      throw new IllegalArgumentException(
          codec + " level must lie in " + min + " to " + max + ", got " + level);
    }
  }
}
