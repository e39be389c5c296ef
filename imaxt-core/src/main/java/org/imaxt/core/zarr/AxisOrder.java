package org.imaxt.core.zarr;

/** Brings chunks stored in another axis order to C order. */
final class AxisOrder {

  private AxisOrder() {}

  /**
   * Reorders elements to C order.
   *
   * @param stored the elements, C order over the permuted axes
   * @param shape elements along each axis of the array
   * @param axes axis of the array that is stored at each position, slowest first
   * @param size bytes of an element
   * @return the elements, C order over the array's axes
   */
  static byte[] toC(ByteSpan stored, int[] shape, int[] axes, int size) {
    int n = shape.length;
    int[] stride = new int[n]; // bytes to the next element along each axis of the array, as stored
    int step = size;
    for (int i = n - 1; i >= 0; i--) {
      stride[axes[i]] = step;
      step *= shape[axes[i]];
    }
    byte[] out = new byte[step];
    int[] at = new int[n];
    int from = stored.offset();
    for (int to = 0; to < out.length; to += size) {
      System.arraycopy(stored.array(), from, out, to, size);
      for (int d = n - 1; d >= 0; d--) {
        from += stride[d];
        if (++at[d] < shape[d]) {
          break;
        }
        from -= stride[d] * shape[d];
        at[d] = 0;
      }
    }
    return out;
  }
}
