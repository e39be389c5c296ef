package org.imaxt.core.zarr;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;

/**
 * The byte shuffle of 16-bit elements, eight at a time: nearly all pixels of a sample pass here.
 * Elements go through a small buffer of bytes, from which a word holds four of them.
 */
final class ShortPlanes {

  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Elements in the buffer, which stays in the first-level cache. */
  private static final int PIECE = 1024;

  private static final int TOGETHER = 8;
  private static final long LOW_HALF = 0xffffffffL;

  private ShortPlanes() {}

  /** Puts the low bytes of {@code n} elements before their high bytes. */
  static void split(short[] source, int from, int n, byte[] planes) {
    byte[] piece = new byte[2 * PIECE];
    ShortBuffer shorts = shorts(piece);
    int words = n / TOGETHER * TOGETHER;
    for (int start = 0; start < words; start += PIECE) {
      int length = Math.min(PIECE, words - start);
      shorts.put(0, source, from + start, length);
      for (int i = 0; i < length; i += TOGETHER) {
        long first = apart((long) WORD.get(piece, 2 * i));
        long second = apart((long) WORD.get(piece, 2 * i + 8));
        WORD.set(planes, start + i, first & LOW_HALF | second << 32);
        WORD.set(planes, n + start + i, first >>> 32 | second & ~LOW_HALF);
      }
    }
    for (int i = words; i < n; i++) {
      planes[i] = (byte) source[from + i];
      planes[n + i] = (byte) (source[from + i] >> 8);
    }
  }

  /** Undoes {@link #split}. */
  static void join(byte[] planes, int n, short[] target, int to) {
    byte[] piece = new byte[2 * PIECE];
    ShortBuffer shorts = shorts(piece);
    int words = n / TOGETHER * TOGETHER;
    for (int start = 0; start < words; start += PIECE) {
      int length = Math.min(PIECE, words - start);
      for (int i = 0; i < length; i += TOGETHER) {
        long low = (long) WORD.get(planes, start + i);
        long high = (long) WORD.get(planes, n + start + i);
        WORD.set(piece, 2 * i, together(low & LOW_HALF | high << 32));
        WORD.set(piece, 2 * i + 8, together(low >>> 32 | high & ~LOW_HALF));
      }
      shorts.get(0, target, to + start, length);
    }
    for (int i = words; i < n; i++) {
      target[to + i] = (short) ((planes[i] & 0xff) | planes[n + i] << 8);
    }
  }

  private static ShortBuffer shorts(byte[] piece) {
    return ByteBuffer.wrap(piece).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
  }

  /** Bytes 0, 2, 4, 6 of a word, then 1, 3, 5, 7. */
  private static long apart(long word) {
    return exchange(exchange(word, 8, 0x0000ff000000ff00L), 16, 0x00000000ffff0000L);
  }

  /** Undoes {@link #apart}. */
  private static long together(long word) {
    return exchange(exchange(word, 16, 0x00000000ffff0000L), 8, 0x0000ff000000ff00L);
  }

  /** Exchanges the bits of a mask with those so many bits above them. */
  private static long exchange(long word, int bits, long mask) {
    long differing = (word ^ (word >>> bits)) & mask;
    return word ^ differing ^ (differing << bits);
  }
}
