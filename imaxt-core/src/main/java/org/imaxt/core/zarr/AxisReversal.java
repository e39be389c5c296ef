package org.imaxt.core.zarr;

/** Zarr order to ImgLib2 order and back: the same numbers, last first. */
final class AxisReversal {

  private AxisReversal() {}

  static long[] of(long[] numbers) {
    long[] out = new long[numbers.length];
    for (int d = 0; d < out.length; d++) {
      out[d] = numbers[out.length - 1 - d];
    }
    return out;
  }

  static int[] of(int[] numbers) {
    int[] out = new int[numbers.length];
    for (int d = 0; d < out.length; d++) {
      out[d] = numbers[out.length - 1 - d];
    }
    return out;
  }
}
