package org.imaxt.core.algo.fuse;

/**
 * Adds a shifted tile to a block of the mosaic: the fraction of a pixel is the same everywhere, so
 * rows are interpolated along x once and combined along y two at a time.
 */
final class ShiftKernel {

  private ShiftKernel() {}

  /**
   * Adds a tile.
   *
   * @param block receives the sums
   * @param tile raw tile and its position
   * @param weights flat field, orientation, blending
   */
  static void add(MosaicBlock block, TilePixels tile, TileWeights weights) {
    // Output pixel X lies at camera pixel X - cornerX + fx between centres 0 and 1 to its right.
    long cornerX = (long) Math.ceil(tile.xPx());
    long cornerY = (long) Math.ceil(tile.yPx());
    float fx = (float) (cornerX - tile.xPx());
    float fy = (float) (cornerY - tile.yPx());
    int moreX = fx > 0 ? 1 : 0;
    int moreY = fy > 0 ? 1 : 0;
    long x0 = Math.max(block.minX, cornerX + weights.usefulLeft());
    long y0 = Math.max(block.minY, cornerY + weights.usefulTop());
    long x1 = Math.min(block.minX + block.width, cornerX + weights.usefulRight() - moreX);
    long y1 = Math.min(block.minY + block.height, cornerY + weights.usefulBottom() - moreY);
    int n = (int) (x1 - x0);
    int rows = (int) (y1 - y0);
    if (x1 <= x0 || y1 <= y0) {
      return;
    }
    int u = (int) (x0 - cornerX);
    int v = (int) (y0 - cornerY);
    int rowLength = n + moreX;
    short[] raw = block.reader.read(tile.raw(), weights, u, v, rowLength, rows + moreY);

    float[] rampX = new float[n];
    for (int k = 0; k < n; k++) {
      rampX[k] = weights.rampX(u + k + 0.5f + fx);
    }
    Row above = new Row(n);
    Row below = new Row(n);
    above.fill(weights, raw, 0, rowLength, u, v, fx);
    int at = (int) (y0 - block.minY) * block.width + (int) (x0 - block.minX);
    for (int row = 0; row < rows; row++, at += block.width) {
      if (fy > 0) {
        below.fill(weights, raw, (row + 1) * rowLength, rowLength, u, v + row + 1, fx);
      }
      float rampY = weights.rampY(v + row + 0.5f + fy);
      if (weights.blending().mode() == BlendMode.NONE) {
        keepFirst(block, at, n, above, below, fy);
      } else {
        accumulate(block.sum, at, n, above.value, below.value, fy, rampX, rampY);
        accumulate(block.weight, at, n, above.weight, below.weight, fy, rampX, rampY);
      }
      if (fy > 0) {
        Row swap = above;
        above = below;
        below = swap;
      } else if (row + 1 < rows) {
        above.fill(weights, raw, (row + 1) * rowLength, rowLength, u, v + row + 1, fx);
      }
    }
  }

  private static void accumulate(
      float[] target,
      int at,
      int n,
      float[] above,
      float[] below,
      float fy,
      float[] rampX,
      float rampY) {
    float gy = 1 - fy;
    for (int k = 0; k < n; k++) {
      target[at + k] += rampX[k] * rampY * (gy * above[k] + fy * below[k]);
    }
  }

  private static void keepFirst(MosaicBlock block, int at, int n, Row above, Row below, float fy) {
    float gy = 1 - fy;
    for (int k = 0; k < n; k++) {
      if (block.weight[at + k] == 0) {
        block.sum[at + k] = gy * above.value[k] + fy * below.value[k];
        block.weight[at + k] = gy * above.weight[k] + fy * below.weight[k];
      }
    }
  }

  /** Weighted pixels of one row of the tile, and the same interpolated along x. */
  private static final class Row {
    private final float[] rawValue;
    private final float[] rawWeight;
    private final float[] value;
    private final float[] weight;

    Row(int n) {
      rawValue = new float[n + 1];
      rawWeight = new float[n + 1];
      value = new float[n];
      weight = new float[n];
    }

    void fill(TileWeights weights, short[] raw, int offset, int length, int u, int v, float fx) {
      weights.weigh(raw, offset, u, v, length, rawValue, rawWeight, 0);
      interpolate(rawValue, value, fx);
      interpolate(rawWeight, weight, fx);
    }

    private static void interpolate(float[] from, float[] to, float fx) {
      float gx = 1 - fx;
      for (int k = 0; k < to.length; k++) {
        to[k] = gx * from[k] + fx * from[k + 1];
      }
    }
  }
}
