package org.imaxt.stitch.tiles;

import net.imglib2.Interval;
import org.imaxt.core.model.Orientation;

/** Where a rectangle of the turned tile lies in the camera image. */
final class TurnedBlock {

  final int width;
  final int height;

  /** Least pixel of the camera image that the rectangle covers. */
  final long[] cameraMin;

  /** Size of the rectangle in the camera image. */
  final int[] cameraSize;

  /** Indices into the pixels that were read. */
  final Walk block;

  /** Indices into the whole camera image. */
  final Walk camera;

  private final Interval turned;
  private final Orientation orientation;
  private final int tileWidth;
  private final int tileHeight;

  /**
   * Looks where a rectangle lies.
   *
   * @param orientation how camera images lie on the stage axes
   * @param tileWidth width of the camera image, px
   * @param tileHeight height of the camera image, px
   * @param turned the rectangle, px of the turned tile
   */
  TurnedBlock(Orientation orientation, int tileWidth, int tileHeight, Interval turned) {
    this.orientation = orientation;
    this.tileWidth = tileWidth;
    this.tileHeight = tileHeight;
    this.turned = turned;
    this.width = (int) turned.dimension(0);
    this.height = (int) turned.dimension(1);
    int[] a = camera(turned.min(0), turned.min(1));
    int[] b = camera(turned.max(0), turned.max(1));
    this.cameraMin = new long[] {Math.min(a[0], b[0]), Math.min(a[1], b[1])};
    this.cameraSize =
        new int[] {orientation.width(width, height), orientation.height(width, height)};
    this.block = walk(cameraMin, cameraSize[0]);
    this.camera = walk(new long[2], tileWidth);
  }

  /** First index and the steps to it of one pixel along the turned axes. */
  record Walk(int first, int stepX, int stepY) {
    int at(int x, int y) {
      return first + x * stepX + y * stepY;
    }
  }

  /** Indices into the squares of a side that make up the pixels that were read, row by row. */
  Walk squares(int binPx) {
    int columns = cameraSize[0] / binPx;
    int x = block.first % cameraSize[0] / binPx;
    int y = block.first / cameraSize[0] / binPx;
    return new Walk(y * columns + x, step(block.stepX, columns), step(block.stepY, columns));
  }

  private static int step(int pixels, int columns) {
    return Math.abs(pixels) == 1 ? pixels : Integer.signum(pixels) * columns;
  }

  private Walk walk(long[] min, int rowLength) {
    int first = index(camera(turned.min(0), turned.min(1)), min, rowLength);
    return new Walk(
        first,
        index(camera(turned.min(0) + 1, turned.min(1)), min, rowLength) - first,
        index(camera(turned.min(0), turned.min(1) + 1), min, rowLength) - first);
  }

  private static int index(int[] camera, long[] min, int rowLength) {
    return (int) (camera[0] - min[0] + (camera[1] - min[1]) * rowLength);
  }

  private int[] camera(long x, long y) {
    return new int[] {
      (int) Math.floor(orientation.cameraX(x + 0.5, y + 0.5, tileWidth, tileHeight)),
      (int) Math.floor(orientation.cameraY(x + 0.5, y + 0.5, tileWidth, tileHeight))
    };
  }
}
