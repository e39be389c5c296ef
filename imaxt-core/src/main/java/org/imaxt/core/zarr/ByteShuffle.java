package org.imaxt.core.zarr;

/**
 * Blosc's rearrangements of a block: all first bytes of the elements, then all second bytes, and so
 * on.
 *
 * <p>The loops are written out for each element size, since the compiler then keeps them free of
 * bounds checks; {@code ZarrCodecBenchmark} measures them.
 */
final class ByteShuffle {

  private ByteShuffle() {}

  /** Shuffles {@code n} elements of a Java array into planes, little-endian bytes first. */
  static void shuffle(Object source, int from, int n, byte[] planes) {
    if (source instanceof short[] a) {
      ShortPlanes.split(a, from, n, planes);
    } else if (source instanceof int[] a) {
      for (int i = 0; i < n; i++) {
        split(a[from + i], planes, i, n);
      }
    } else if (source instanceof float[] a) {
      for (int i = 0; i < n; i++) {
        split(Float.floatToRawIntBits(a[from + i]), planes, i, n);
      }
    } else if (source instanceof long[] a) {
      for (int i = 0; i < n; i++) {
        split((int) a[from + i], planes, i, n);
        split((int) (a[from + i] >> 32), planes, 4 * n + i, n);
      }
    } else {
      double[] a = (double[]) source;
      for (int i = 0; i < n; i++) {
        long v = Double.doubleToRawLongBits(a[from + i]);
        split((int) v, planes, i, n);
        split((int) (v >> 32), planes, 4 * n + i, n);
      }
    }
  }

  private static void split(int v, byte[] planes, int at, int n) {
    planes[at] = (byte) v;
    planes[at + n] = (byte) (v >> 8);
    planes[at + 2 * n] = (byte) (v >> 16);
    planes[at + 3 * n] = (byte) (v >> 24);
  }

  private static int join(byte[] planes, int at, int n) {
    return (planes[at] & 0xff)
        | (planes[at + n] & 0xff) << 8
        | (planes[at + 2 * n] & 0xff) << 16
        | planes[at + 3 * n] << 24;
  }

  private static long join8(byte[] planes, int at, int n) {
    return (join(planes, at, n) & 0xffffffffL) | (long) join(planes, at + 4 * n, n) << 32;
  }

  /** Undoes {@link #shuffle} for {@code n} elements. */
  static void unshuffle(byte[] planes, int n, Object target, int to) {
    if (target instanceof short[] a) {
      ShortPlanes.join(planes, n, a, to);
    } else if (target instanceof int[] a) {
      for (int i = 0; i < n; i++) {
        a[to + i] = join(planes, i, n);
      }
    } else if (target instanceof float[] a) {
      for (int i = 0; i < n; i++) {
        a[to + i] = Float.intBitsToFloat(join(planes, i, n));
      }
    } else if (target instanceof long[] a) {
      for (int i = 0; i < n; i++) {
        a[to + i] = join8(planes, i, n);
      }
    } else {
      double[] a = (double[]) target;
      for (int i = 0; i < n; i++) {
        a[to + i] = Double.longBitsToDouble(join8(planes, i, n));
      }
    }
  }

  /** Shuffles bytes of elements of any size; bytes beyond the last whole element are copied. */
  static void shuffleBytes(byte[] in, int from, int length, int size, byte[] planes) {
    int n = length / size;
    for (int b = 0; b < size; b++) {
      for (int i = 0, at = from + b; i < n; i++, at += size) {
        planes[b * n + i] = in[at];
      }
    }
    System.arraycopy(in, from + n * size, planes, n * size, length - n * size);
  }

  /** Undoes {@link #shuffleBytes}. */
  static void unshuffleBytes(byte[] planes, int length, int size, byte[] out, int to) {
    int n = length / size;
    for (int b = 0; b < size; b++) {
      for (int i = 0, at = to + b; i < n; i++, at += size) {
        out[at] = planes[b * n + i];
      }
    }
    System.arraycopy(planes, n * size, out, to + n * size, length - n * size);
  }

  /**
   * Undoes Blosc's bit shuffle: row {@code 8 b + k} holds bit k of byte b of every element. A block
   * whose elements are no multiple of eight was left as it was.
   */
  static void unshuffleBits(byte[] rows, int length, int size, byte[] out, int to) {
    int n = length / size;
    if (n % 8 != 0) {
      System.arraycopy(rows, 0, out, to, length);
      return;
    }
    int stride = n / 8;
    for (int i = 0; i < n; i++) {
      for (int b = 0; b < size; b++) {
        int v = 0;
        for (int k = 0; k < 8; k++) {
          v |= (rows[(8 * b + k) * stride + i / 8] >> (i % 8) & 1) << k;
        }
        out[to + i * size + b] = (byte) v;
      }
    }
    System.arraycopy(rows, n * size, out, to + n * size, length - n * size);
  }
}
