package org.imaxt.core.zarr;

import java.util.Arrays;

/**
 * Copies between a whole chunk and the part of it that lies inside the array; all in one axis
 * order.
 */
final class ChunkBox {

  private ChunkBox() {}

  /** Elements of a box. */
  static int elements(int[] box) {
    return Arrays.stream(box).reduce(1, (a, b) -> a * b);
  }

  /** Cuts a full chunk down to a smaller box at its start. */
  static void crop(Object full, int[] chunk, Object part, int[] box) {
    copyRows(full, chunk, part, box, box);
  }

  /** Lays a box at the start of a full chunk. */
  static void place(Object part, int[] box, Object full, int[] chunk) {
    copyRows(part, box, full, chunk, box);
  }

  /** Copies the rows of {@code box}, slowest axis first, between arrays of two shapes. */
  private static void copyRows(Object from, int[] fromShape, Object to, int[] toShape, int[] box) {
    int n = box.length;
    int row = box[n - 1];
    int[] at = new int[n];
    for (int rows = elements(box) / row; rows > 0; rows--) {
      System.arraycopy(from, offset(at, fromShape), to, offset(at, toShape), row);
      for (int d = n - 2; d >= 0 && ++at[d] == box[d]; d--) {
        at[d] = 0;
      }
    }
  }

  private static int offset(int[] at, int[] shape) {
    int offset = 0;
    for (int d = 0; d < at.length; d++) {
      offset = offset * shape[d] + at[d];
    }
    return offset;
  }
}
