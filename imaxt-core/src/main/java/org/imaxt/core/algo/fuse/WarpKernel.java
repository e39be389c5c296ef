package org.imaxt.core.algo.fuse;

import org.imaxt.core.algo.distortion.Displacements;
import org.imaxt.core.algo.distortion.InverseGrid;
import org.imaxt.core.algo.distortion.InverseGrid.Range;

/**
 * Adds a distorted tile to a block of the mosaic.
 *
 * <p>Displacements change slowly, so the pixels of an output row fall into runs within which the
 * whole pixels of displacement stay the same: for a run, the four neighbours of each pixel are four
 * straight reads, and only the fractions vary.
 */
final class WarpKernel {

  private static final int CELL = InverseGrid.STEP_PX;

  /** Output rows whose neighbours are weighed together. */
  private static final int STRIP_ROWS = 16;

  /** What rounding in floats may move a place by, px, generously. */
  private static final double ROUNDING_PX = 0.01;

  private final MosaicBlock block;
  private final TileWeights weights;
  private final InverseGrid grid;

  /** Columns looked at: whole cells of the table, so also some left and right of the output. */
  private final int columns;

  /** First output column and the one after the last among the columns looked at. */
  private final int left;

  private final int right;
  private final int rows;

  /** The tile's pixel on which the first pixel would lie but for fraction and distortion. */
  private final int i0;

  private final int j0;
  private final float fractionX;
  private final float fractionY;

  /** Index of the first column and row in the block. */
  private final int at;

  private final Displacements displacements;
  private final Ramps ramps;

  private WarpKernel(
      MosaicBlock block, TilePixels tile, TileWeights weights, InverseGrid grid, Output output) {
    this.block = block;
    this.weights = weights;
    this.grid = grid;
    long cornerX = (long) Math.ceil(tile.xPx());
    long cornerY = (long) Math.ceil(tile.yPx());
    this.fractionX = (float) (cornerX - tile.xPx());
    this.fractionY = (float) (cornerY - tile.yPx());
    int first = (int) (output.x0 - cornerX);
    // pixel i has its centre at i + 0.5 + fraction: the first of a cell may lie left of its node
    int early = fractionX < 0.5f ? 0 : 1;
    this.i0 = Math.floorDiv(first + early, CELL) * CELL - early;
    this.j0 = (int) (output.y0 - cornerY);
    this.left = first - i0;
    this.right = left + (int) (output.x1 - output.x0);
    this.columns = (right + CELL - 1) / CELL * CELL;
    this.rows = (int) (output.y1 - output.y0);
    this.at = (int) ((output.y0 - block.minY) * block.width + output.x0 - block.minX) - left;
    this.displacements = new Displacements(grid, x(0), columns);
    this.ramps = new Ramps(weights, columns, i0 + 0.5f, displaced(0, rows));
  }

  /** A rectangle of the mosaic, its ends excluded. */
  private record Output(long x0, long y0, long x1, long y1) {}

  /**
   * Adds a tile.
   *
   * @param block receives the sums
   * @param tile raw tile and its position
   * @param weights flat field, orientation, blending
   * @param grid displacements of the turned camera image
   */
  static void add(MosaicBlock block, TilePixels tile, TileWeights weights, InverseGrid grid) {
    double beyond = grid.outwardPx() + ROUNDING_PX;
    double right = tile.xPx() + weights.width() + beyond;
    double bottom = tile.yPx() + weights.height() + beyond;
    Output output =
        new Output(
            Math.max(block.minX, (long) Math.floor(tile.xPx() - beyond)),
            Math.max(block.minY, (long) Math.floor(tile.yPx() - beyond)),
            Math.min(block.minX + block.width, (long) Math.ceil(right)),
            Math.min(block.minY + block.height, (long) Math.ceil(bottom)));
    if (output.x1 > output.x0 && output.y1 > output.y0) {
      new WarpKernel(block, tile, weights, grid, output).add(tile);
    }
  }

  private void add(TilePixels tile) {
    Source all = source(0, rows);
    if (all.isEmpty()) {
      return;
    }
    int highest = 0;
    for (int row = 0; row < rows; row += STRIP_ROWS) {
      highest = Math.max(highest, source(row, Math.min(rows, row + STRIP_ROWS)).h());
    }
    short[] raw = block.reader.read(tile.raw(), weights, all.u, all.v, all.w, all.h);
    WeighedRows weighed = new WeighedRows(weights, raw, all.u, all.v, all.w, highest, block.reader);
    for (int top = 0; top < rows; top += STRIP_ROWS) {
      int end = Math.min(rows, top + STRIP_ROWS);
      Source needed = source(top, end);
      if (needed.isEmpty()) {
        continue;
      }
      weighed.require(needed.v, needed.v + needed.h);
      for (int row = top; row < end; row++) {
        addRow(row, weighed);
      }
    }
  }

  /** x of an output column in the undistorted, turned tile. */
  private double x(int column) {
    return i0 + column + 0.5 + fractionX;
  }

  private double y(int row) {
    return j0 + row + 0.5 + fractionY;
  }

  /** The rectangle of the turned tile, within its useful area, that output rows need. */
  private record Source(int u, int v, int w, int h) {

    boolean isEmpty() {
      return w < 2 || h < 2;
    }
  }

  /** Bounds of the displacements of output rows, the fractions of the tile's place included. */
  private Range displaced(int row, int end) {
    Range range = grid.range(x(0), y(row), x(columns - 1), y(end - 1));
    return new Range(
        range.leastX() + fractionX - ROUNDING_PX,
        range.mostX() + fractionX + ROUNDING_PX,
        range.leastY() + fractionY - ROUNDING_PX,
        range.mostY() + fractionY + ROUNDING_PX);
  }

  private Source source(int row, int end) {
    Range range = displaced(row, end);
    double leftmost = i0 + left + range.leastX();
    double rightmost = i0 + right - 1 + range.mostX();
    double top = j0 + row + range.leastY();
    double bottom = j0 + end - 1 + range.mostY();
    int u = Math.max(weights.usefulLeft(), (int) Math.floor(leftmost));
    int v = Math.max(weights.usefulTop(), (int) Math.floor(top));
    return new Source(
        u,
        v,
        Math.min(weights.usefulRight(), (int) Math.floor(rightmost) + 2) - u,
        Math.min(weights.usefulBottom(), (int) Math.floor(bottom) + 2) - v);
  }

  private void addRow(int row, WeighedRows weighed) {
    displacements.row(y(row), fractionX, fractionY);
    float[] dx = displacements.dx();
    float[] dy = displacements.dy();
    ramps.row(j0 + row + 0.5f, dx, dy);
    int start = 0;
    float wholeX = (float) Math.floor(dx[0]);
    float wholeY = (float) Math.floor(dy[0]);
    for (int cell = 0; cell < columns; cell += CELL) {
      int last = cell + CELL - 1;
      // within a cell displacements are linear: what holds at both ends holds between them
      if (isWhole(dx[cell], wholeX)
          && isWhole(dx[last], wholeX)
          && isWhole(dy[cell], wholeY)
          && isWhole(dy[last], wholeY)) {
        continue;
      }
      for (int k = cell; k <= last; k++) {
        if (!isWhole(dx[k], wholeX) || !isWhole(dy[k], wholeY)) {
          addRun(row, start, k, (int) wholeX, (int) wholeY, weighed);
          start = k;
          wholeX = (float) Math.floor(dx[k]);
          wholeY = (float) Math.floor(dy[k]);
        }
      }
    }
    addRun(row, start, columns, (int) wholeX, (int) wholeY, weighed);
  }

  private static boolean isWhole(float displacement, float whole) {
    return displacement >= whole && displacement < whole + 1;
  }

  /** Adds those pixels of a run whose neighbours all lie in the useful area. */
  private void addRun(int row, int start, int stop, int wholeX, int wholeY, WeighedRows weighed) {
    int v = j0 + row + wholeY;
    int first = Math.max(Math.max(start, left), weights.usefulLeft() - i0 - wholeX);
    int end = Math.min(Math.min(stop, right), weights.usefulRight() - 1 - i0 - wholeX);
    if (v < weights.usefulTop() || v >= weights.usefulBottom() - 1 || end <= first) {
      return;
    }
    if (weights.blending().mode() == BlendMode.NONE) {
      keepFirst(row, first, end, wholeX, wholeY, weighed);
    } else {
      accumulate(row, first, end, wholeX, wholeY, weighed);
    }
  }

  /** Index in the block of where column 0 of an output row would lie. */
  private int out(int row) {
    return at + row * block.width;
  }

  /** Adds output pixels from {@code first} to before {@code end}, of one whole displacement. */
  private void accumulate(
      int row, int first, int end, int wholeX, int wholeY, WeighedRows weighed) {
    float[] value = weighed.value();
    float[] weight = weighed.weight();
    float[] dx = displacements.dx();
    float[] dy = displacements.dy();
    float[] ramp = ramps.factors();
    float[] sum = block.sum;
    float[] confidence = block.weight;
    int out = out(row);
    int above = weighed.index(i0 + wholeX, j0 + row + wholeY);
    int below = weighed.index(i0 + wholeX, j0 + row + wholeY + 1);
    float floorX = wholeX;
    float floorY = wholeY;
    // a pixel's right neighbours are the next one's left: read once
    float leftAbove = value[above + first];
    float leftBelow = value[below + first];
    float leftAboveWeight = weight[above + first];
    float leftBelowWeight = weight[below + first];
    for (int k = first; k < end; k++) {
      float fx = dx[k] - floorX;
      float fy = dy[k] - floorY;
      float gx = 1 - fx;
      float gy = 1 - fy;
      float rightAbove = value[above + k + 1];
      float rightBelow = value[below + k + 1];
      float rightAboveWeight = weight[above + k + 1];
      float rightBelowWeight = weight[below + k + 1];
      float v = gy * (gx * leftAbove + fx * rightAbove) + fy * (gx * leftBelow + fx * rightBelow);
      float w =
          gy * (gx * leftAboveWeight + fx * rightAboveWeight)
              + fy * (gx * leftBelowWeight + fx * rightBelowWeight);
      sum[out + k] += ramp[k] * v;
      confidence[out + k] += ramp[k] * w;
      leftAbove = rightAbove;
      leftBelow = rightBelow;
      leftAboveWeight = rightAboveWeight;
      leftBelowWeight = rightBelowWeight;
    }
  }

  /** Sets those output pixels of one whole displacement that no tile before has shown. */
  private void keepFirst(int row, int first, int end, int wholeX, int wholeY, WeighedRows weighed) {
    int above = weighed.index(i0 + wholeX, j0 + row + wholeY);
    int below = weighed.index(i0 + wholeX, j0 + row + wholeY + 1);
    for (int k = first; k < end; k++) {
      int out = out(row) + k;
      if (block.weight[out] == 0) {
        float fx = displacements.dx()[k] - wholeX;
        float fy = displacements.dy()[k] - wholeY;
        block.sum[out] = interpolated(weighed.value(), above + k, below + k, fx, fy);
        block.weight[out] = interpolated(weighed.weight(), above + k, below + k, fx, fy);
      }
    }
  }

  private static float interpolated(float[] from, int above, int below, float fx, float fy) {
    float upper = (1 - fx) * from[above] + fx * from[above + 1];
    float lower = (1 - fx) * from[below] + fx * from[below + 1];
    return (1 - fy) * upper + fy * lower;
  }
}
