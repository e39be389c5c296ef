package org.imaxt.core.algo.fuse;

/**
 * Weighed rows of a rectangle of a tile, kept in a ring as long as they are needed: rows asked for
 * in order are weighed once. Mutable, for one thread at a time.
 */
final class WeighedRows {

  private final TileWeights weights;
  private final short[] raw;
  private final int u;
  private final int v;
  private final int width;

  /** Rows in the ring, a power of two: places in it are found without a division. */
  private final int capacity;

  private final float[] value;
  private final float[] weight;
  private int first;
  private int end;

  /**
   * Rows of a rectangle.
   *
   * @param weights flat field
   * @param raw raw pixels of the rectangle, turned, row-major
   * @param u x of the rectangle in the turned tile, px
   * @param v y of the rectangle in the turned tile, px
   * @param width width of the rectangle, px
   * @param needed most rows that are needed at once
   * @param reader lends the rows' buffers
   */
  WeighedRows(
      TileWeights weights, short[] raw, int u, int v, int width, int needed, TileReader reader) {
    this.weights = weights;
    this.raw = raw;
    this.u = u;
    this.v = v;
    this.width = width;
    this.capacity = Integer.highestOneBit(Math.max(1, 2 * needed - 1));
    this.value = reader.values(width * capacity);
    this.weight = reader.weights(width * capacity);
    this.first = v;
    this.end = v;
  }

  /**
   * Makes rows available.
   *
   * @param from first row, px of the turned tile
   * @param to row after the last
   */
  void require(int from, int to) {
    if (from < first || from > end) {
      first = from;
      end = from;
    }
    for (; end < to; end++) {
      int at = index(u, end);
      weights.weigh(raw, (end - v) * width, u, end, width, value, weight, at);
    }
    first = Math.max(first, end - capacity);
  }

  /** Index of a pixel of the turned tile in {@link #value()} and {@link #weight()}. */
  int index(int x, int row) {
    return (row & capacity - 1) * width + x - u;
  }

  /** Confidence × value of the rows available. */
  float[] value() {
    return value;
  }

  /** Confidence of the rows available. */
  float[] weight() {
    return weight;
  }
}
