package org.imaxt.core.algo.fuse;

import org.imaxt.core.model.Orientation;

/**
 * Adds a tile to a block of the mosaic through any map: bands of rows are mapped, the rectangle of
 * the tile they need is weighed, and each pixel is interpolated by itself.
 */
final class MapKernel {

  /** Rows mapped at once: a band of a 2080 px tile, weighed, stays in the second-level cache. */
  private static final int BAND_ROWS = 32;

  private final MosaicBlock block;
  private final TilePixels tile;
  private final TileWeights weights;
  private final PixelMap map;
  private final double[] xs;
  private final double[] ys;
  private float[] value = new float[0];
  private float[] weight = new float[0];

  private final long x0;
  private final int columns;

  private MapKernel(
      MosaicBlock block, TilePixels tile, TileWeights weights, PixelMap map, long x0, int columns) {
    this.block = block;
    this.tile = tile;
    this.weights = weights;
    this.map = map;
    this.x0 = x0;
    this.columns = columns;
    this.xs = new double[columns * BAND_ROWS];
    this.ys = new double[columns * BAND_ROWS];
  }

  /**
   * Adds a tile.
   *
   * @param block receives the sums
   * @param tile raw tile
   * @param weights flat field, orientation, blending
   * @param map from mosaic pixels to camera coordinates
   */
  static void add(MosaicBlock block, TilePixels tile, TileWeights weights, PixelMap map) {
    double reach = map.reachPx();
    long x0 = Math.max(block.minX, (long) Math.floor(tile.xPx() - reach));
    long y0 = Math.max(block.minY, (long) Math.floor(tile.yPx() - reach));
    long x1 =
        Math.min(block.minX + block.width, (long) Math.ceil(tile.xPx() + weights.width() + reach));
    long y1 =
        Math.min(
            block.minY + block.height, (long) Math.ceil(tile.yPx() + weights.height() + reach));
    if (x1 <= x0) {
      return;
    }
    MapKernel kernel = new MapKernel(block, tile, weights, map, x0, (int) (x1 - x0));
    for (long y = y0; y < y1; y += BAND_ROWS) {
      kernel.addBand(y, (int) Math.min(BAND_ROWS, y1 - y));
    }
  }

  private void addBand(long y, int rows) {
    int n = rows * columns;
    for (int row = 0; row < rows; row++) {
      map.map(x0, y + row, columns, xs, ys, row * columns);
    }
    turn(n);
    int minU = Integer.MAX_VALUE;
    int maxU = -1;
    int minV = Integer.MAX_VALUE;
    int maxV = -1;
    for (int k = 0; k < n; k++) {
      if (inside(xs[k], ys[k])) {
        minU = Math.min(minU, (int) xs[k]);
        maxU = Math.max(maxU, (int) xs[k]);
        minV = Math.min(minV, (int) ys[k]);
        maxV = Math.max(maxV, (int) ys[k]);
      }
    }
    if (maxU < 0) {
      return;
    }
    int w = Math.min(maxU + 2, weights.usefulRight()) - minU;
    int h = Math.min(maxV + 2, weights.usefulBottom()) - minV;
    weigh(minU, minV, w, h);
    int at = (int) (y - block.minY) * block.width + (int) (x0 - block.minX);
    for (int row = 0, k = 0; row < rows; row++, at += block.width) {
      for (int column = 0; column < columns; column++, k++) {
        if (inside(xs[k], ys[k])) {
          addPixel(at + column, xs[k], ys[k], minU, minV, w, h);
        }
      }
    }
  }

  /** Turns camera coordinates into pixel indices of the turned tile: centre of pixel i at i. */
  private void turn(int n) {
    Orientation back = weights.orientation().inverse();
    int w = weights.width();
    int h = weights.height();
    for (int k = 0; k < n; k++) {
      double x = xs[k];
      double y = ys[k];
      xs[k] = back.cameraX(x, y, w, h) - 0.5;
      ys[k] = back.cameraY(x, y, w, h) - 0.5;
    }
  }

  private boolean inside(double u, double v) {
    return u >= weights.usefulLeft()
        && v >= weights.usefulTop()
        && u <= weights.usefulRight() - 1
        && v <= weights.usefulBottom() - 1;
  }

  private void weigh(int u, int v, int w, int h) {
    short[] raw = block.reader.read(tile.raw(), weights, u, v, w, h);
    if (value.length < w * h) {
      value = new float[w * h];
      weight = new float[w * h];
    }
    for (int row = 0; row < h; row++) {
      weights.weigh(raw, row * w, u, v + row, w, value, weight, row * w);
    }
  }

  private void addPixel(int at, double x, double y, int minU, int minV, int w, int h) {
    int u = (int) x;
    int v = (int) y;
    float fx = (float) (x - u);
    float fy = (float) (y - v);
    int i = (v - minV) * w + u - minU;
    int right = u - minU + 1 < w ? 1 : 0;
    int down = v - minV + 1 < h ? w : 0;
    float sum = bilinear(value, i, right, down, fx, fy);
    float confidence = bilinear(weight, i, right, down, fx, fy);
    if (weights.blending().mode() == BlendMode.NONE) {
      if (block.weight[at] == 0) {
        block.sum[at] = sum;
        block.weight[at] = confidence;
      }
      return;
    }
    float ramp = weights.rampX(x + 0.5) * weights.rampY(y + 0.5);
    block.sum[at] += ramp * sum;
    block.weight[at] += ramp * confidence;
  }

  private static float bilinear(float[] from, int i, int right, int down, float fx, float fy) {
    float gx = 1 - fx;
    float above = gx * from[i] + fx * from[i + right];
    float below = gx * from[i + down] + fx * from[i + right + down];
    return (1 - fy) * above + fy * below;
  }
}
