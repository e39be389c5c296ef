package org.imaxt.core.algo.stitch;

/** Sums over rectangles of an image, each from four numbers of a table (Crow 1984). */
final class BoxSums {

  private final int rowLength;

  /** Sum over all pixels above and to the left of each corner. */
  private final double[] table;

  private BoxSums(int width, int height) {
    this.rowLength = width + 1;
    this.table = new double[(width + 1) * (height + 1)];
  }

  /** Sums of the products of two images; of their values where the second is empty. */
  private static BoxSums made(float[] values, float[] factors, int width, int height) {
    BoxSums sums = new BoxSums(width, height);
    for (int y = 0, i = 0; y < height; y++) {
      double row = 0;
      int at = (y + 1) * sums.rowLength + 1;
      for (int x = 0; x < width; x++, i++, at++) {
        row += factors.length == 0 ? values[i] : values[i] * factors[i];
        sums.table[at] = sums.table[at - sums.rowLength] + row;
      }
    }
    return sums;
  }

  /** Sums of values. */
  static BoxSums of(float[] values, int width, int height) {
    return made(values, new float[0], width, height);
  }

  /** Sums of the products of two images. */
  static BoxSums ofProducts(float[] values, float[] factors, int width, int height) {
    return made(values, factors, width, height);
  }

  /** Sums of squares. */
  static BoxSums ofSquares(float[] values, int width, int height) {
    return made(values, values, width, height);
  }

  /** Numbers of pixels whose weight is 0. */
  static BoxSums ofIgnored(float[] weights, int width, int height) {
    float[] ignored = new float[weights.length];
    for (int i = 0; i < ignored.length; i++) {
      ignored[i] = weights[i] > 0 ? 0 : 1;
    }
    return of(ignored, width, height);
  }

  /** Sum over x0 ≤ x &lt; x1, y0 ≤ y &lt; y1, which must lie within the image. */
  double over(int x0, int y0, int x1, int y1) {
    int top = y0 * rowLength;
    int bottom = y1 * rowLength;
    return table[bottom + x1] - table[bottom + x0] - table[top + x1] + table[top + x0];
  }
}
