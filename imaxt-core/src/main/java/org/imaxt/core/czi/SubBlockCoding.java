package org.imaxt.core.czi;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.util.Arrays;
import java.util.Optional;

/** Unpacks the bytes of sub-blocks. */
final class SubBlockCoding {

  private static final int PLAIN = 0;
  private static final int ZSTD0 = 5;
  private static final int ZSTD1 = 6;

  /** The header of a zstd1 sub-block: its length, and on request one chunk of type 1. */
  private static final int BARE_HEADER = 1;

  private static final int HEADER_WITH_CHUNK = 3;
  private static final int PACKING_CHUNK = 1;

  private SubBlockCoding() {}

  /** What cannot be read of a compression, and the way out; empty if it can. */
  static Optional<String> refusal(int compression) {
    return switch (compression) {
      case PLAIN, ZSTD0, ZSTD1 -> Optional.empty();
      case 1 -> Optional.of(wayOut("JPEG"));
      case 2 -> Optional.of(wayOut("LZW"));
      case 4 -> Optional.of(wayOut("JPEG-XR"));
      default -> Optional.of(wayOut("compression " + compression));
    };
  }

  private static String wayOut(String name) {
    return name
        + " sub-blocks are not read; save it again in ZEN without compression or with zstd, or"
        + " export it as OME-TIFF, in Fiji by Plugins > Bio-Formats > Bio-Formats Exporter";
  }

  /**
   * The pixels' bytes.
   *
   * @param stored bytes of the sub-block
   * @param length how many are due
   * @return bytes, at least as many as are due
   * @throws IllegalArgumentException if they cannot be unpacked or are too few
   */
  static byte[] unpack(int compression, byte[] stored, int length) {
    byte[] bytes =
        switch (compression) {
          case PLAIN -> stored;
          case ZSTD0 -> zstd(stored, 0, length);
          case ZSTD1 -> zstd1(stored, length);
          default -> throw new IllegalArgumentException(refusal(compression).orElseThrow());
        };
    if (bytes.length < length) {
      throw new IllegalArgumentException(
          "it unpacks to %s bytes, %s are due".formatted(bytes.length, length));
    }
    return bytes;
  }

  private static byte[] zstd1(byte[] stored, int length) {
    int header = stored.length == 0 ? 0 : stored[0];
    if (header == BARE_HEADER) {
      return zstd(stored, BARE_HEADER, length);
    }
    if (header != HEADER_WITH_CHUNK
        || stored.length < HEADER_WITH_CHUNK
        || stored[1] != PACKING_CHUNK) {
      throw new IllegalArgumentException("its zstd header is of no kind that is known");
    }
    byte[] bytes = zstd(stored, HEADER_WITH_CHUNK, length);
    return (stored[2] & 1) == 0 ? bytes : interleaved(bytes);
  }

  /** Low bytes of all numbers come first, then the high ones. */
  private static byte[] interleaved(byte[] packed) {
    int numbers = packed.length / 2;
    byte[] bytes = new byte[packed.length];
    for (int i = 0; i < numbers; i++) {
      bytes[2 * i] = packed[i];
      bytes[2 * i + 1] = packed[numbers + i];
    }
    return bytes;
  }

  private static byte[] zstd(byte[] stored, int from, int length) {
    byte[] bytes = new byte[length];
    long got;
    try {
      got = Zstd.decompressByteArray(bytes, 0, length, stored, from, stored.length - from);
    } catch (ZstdException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
    return got == length ? bytes : Arrays.copyOf(bytes, (int) got);
  }
}
