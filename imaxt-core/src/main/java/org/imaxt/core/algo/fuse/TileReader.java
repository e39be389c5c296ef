package org.imaxt.core.algo.fuse;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import org.imaxt.core.model.Orientation;

/**
 * Reads rectangles of a raw tile turned on to the stage axes, and lends buffers for what becomes of
 * them. Keeps its buffers between calls; not for sharing between threads.
 */
final class TileReader {

  /** Side of the squares in which axes are exchanged: two of them fit in the first-level cache. */
  private static final int SQUARE_PX = 64;

  private short[] camera = new short[0];
  private short[] turned = new short[0];
  private float[] values = new float[0];
  private float[] weights = new float[0];

  /**
   * Reads a rectangle.
   *
   * @param tile raw tile in the camera frame
   * @param weights gives size and orientation
   * @param u x of the first column, px of the turned tile
   * @param v y of the first row, px of the turned tile
   * @param w columns
   * @param h rows
   * @return row-major pixels of the rectangle, in a buffer that the next call overwrites
   */
  short[] read(
      RandomAccessibleInterval<UnsignedShortType> tile,
      TileWeights weights,
      int u,
      int v,
      int w,
      int h) {
    Orientation o = weights.orientation();
    int cw = o.swapsAxes() ? h : w;
    int ch = o.swapsAxes() ? w : h;
    int cx =
        camera(
            o.swapsAxes() ? o.mirrorsY() : o.mirrorsX(),
            o.swapsAxes() ? v : u,
            cw,
            weights.cameraWidth());
    int cy =
        camera(
            o.swapsAxes() ? o.mirrorsX() : o.mirrorsY(),
            o.swapsAxes() ? u : v,
            ch,
            weights.cameraHeight());
    camera = grown(camera, w * h);
    long[] min = {tile.min(0) + cx, tile.min(1) + cy};
    PrimitiveBlocks.of(tile).copy(min, camera, new int[] {cw, ch});
    if (o == Orientation.IDENTITY) {
      return camera;
    }
    turned = grown(turned, w * h);
    turn(o, cw, ch, w, h);
    return turned;
  }

  private static int camera(boolean mirrored, int first, int count, int size) {
    return mirrored ? size - first - count : first;
  }

  private void turn(Orientation o, int cw, int ch, int w, int h) {
    int stepX = o.swapsAxes() ? (o.mirrorsX() ? -cw : cw) : (o.mirrorsX() ? -1 : 1);
    int stepY = o.swapsAxes() ? (o.mirrorsY() ? -1 : 1) : (o.mirrorsY() ? -cw : cw);
    int origin = (stepX < 0 ? -stepX * (w - 1) : 0) + (stepY < 0 ? -stepY * (h - 1) : 0);
    for (int y0 = 0; y0 < h; y0 += SQUARE_PX) {
      for (int x0 = 0; x0 < w; x0 += SQUARE_PX) {
        int y1 = Math.min(h, y0 + SQUARE_PX);
        int x1 = Math.min(w, x0 + SQUARE_PX);
        for (int y = y0; y < y1; y++) {
          int from = origin + y * stepY;
          for (int x = x0; x < x1; x++) {
            turned[y * w + x] = camera[from + x * stepX];
          }
        }
      }
    }
  }

  /** A buffer for values, with what it held before; the next call lends the same. */
  float[] values(int length) {
    values = grown(values, length);
    return values;
  }

  /** A buffer for weights, with what it held before; the next call lends the same. */
  float[] weights(int length) {
    weights = grown(weights, length);
    return weights;
  }

  private static short[] grown(short[] buffer, int length) {
    return buffer.length >= length ? buffer : new short[length];
  }

  private static float[] grown(float[] buffer, int length) {
    return buffer.length >= length ? buffer : new float[length];
  }
}
