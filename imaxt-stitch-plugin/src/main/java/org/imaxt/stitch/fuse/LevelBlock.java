package org.imaxt.stitch.fuse;

import java.util.Arrays;
import org.imaxt.core.algo.image.BlockAverage;
import org.imaxt.core.zarr.ZarrArray;

/**
 * A rectangle of one plane of an image at one level, uint16; its corner lies on a chunk's corner.
 *
 * @param x column of its first pixel, px of the level
 * @param y row of its first pixel, px of the level
 * @param width width, px
 * @param pixels row by row
 */
record LevelBlock(int x, int y, int width, short[] pixels) {

  int height() {
    return pixels.length / width;
  }

  /** The same rectangle one level coarser: means over the known pixels of each block of four. */
  LevelBlock halved() {
    return new LevelBlock(
        x / 2, y / 2, BlockAverage.halved(width), BlockAverage.known(pixels, width, height()));
  }

  /** Writes the chunks that the rectangle covers. */
  void write(ZarrArray level, int channel, int layer) {
    int side = PyramidGeometry.CHUNK;
    short[] chunk = new short[side * side];
    for (int top = 0; top < height(); top += side) {
      for (int left = 0; left < width; left += side) {
        int columns = Math.min(side, width - left);
        int rows = Math.min(side, height() - top);
        if (columns < side || rows < side) {
          Arrays.fill(chunk, (short) 0);
        }
        for (int row = 0; row < rows; row++) {
          System.arraycopy(pixels, (top + row) * width + left, chunk, row * side, columns);
        }
        level.writeChunk(chunk, 0, channel - 1, layer - 1, (y + top) / side, (x + left) / side);
      }
    }
  }

  /** Reads a rectangle whose corner lies on a chunk's corner. */
  static LevelBlock read(
      ZarrArray level, int channel, int layer, int x, int y, int width, int height) {
    int side = PyramidGeometry.CHUNK;
    short[] pixels = new short[width * height];
    for (int top = 0; top < height; top += side) {
      for (int left = 0; left < width; left += side) {
        short[] chunk =
            (short[])
                level.readChunk(0, channel - 1, layer - 1, (y + top) / side, (x + left) / side);
        int columns = Math.min(side, width - left);
        for (int row = 0; row < Math.min(side, height - top); row++) {
          System.arraycopy(chunk, row * side, pixels, (top + row) * width + left, columns);
        }
      }
    }
    return new LevelBlock(x, y, width, pixels);
  }
}
