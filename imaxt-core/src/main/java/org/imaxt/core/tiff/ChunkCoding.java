package org.imaxt.core.tiff;

/**
 * How the chunks of a page are packed.
 *
 * @param compression the compression
 * @param predictor 1 none, 2 horizontal differences, 3 floating point
 */
record ChunkCoding(Compression compression, int predictor) {

  /** Compressions this reader unpacks, with the most that a stored byte can become. */
  enum Compression {
    /** As it is. */
    NONE(1),
    /** Adobe TIFF 6.0, section 13: a 12-bit code stands for at most 3838 bytes. */
    LZW(2600),
    /** RFC 1950: 258 bytes in two bits, as a bound 1032. */
    DEFLATE(1040),
    /** Apple's run lengths: 128 bytes in two. */
    PACK_BITS(64),
    /** RFC 8878: a block of 128 KiB may repeat one byte and takes four. */
    ZSTD(40_000);

    private final int greatestRatio;

    Compression(int greatestRatio) {
      this.greatestRatio = greatestRatio;
    }

    /** Whether so few stored bytes can become so many: hostile headers claim what cannot be. */
    boolean canYield(long stored, long unpacked) {
      return unpacked / greatestRatio <= stored;
    }
  }

  boolean plain() {
    return compression == Compression.NONE;
  }
}
