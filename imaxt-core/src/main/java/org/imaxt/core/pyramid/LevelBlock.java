package org.imaxt.core.pyramid;

import java.lang.reflect.Array;
import java.util.Arrays;
import org.imaxt.core.algo.image.BlockAverage;
import org.imaxt.core.zarr.ZarrArray;

/**
 * A rectangle of one plane of an image at one level, uint16 or float32; its corner lies on a
 * chunk's corner. The array is handed over without copying.
 *
 * @param x column of its first pixel, px of the level
 * @param y row of its first pixel, px of the level
 * @param width width, px
 * @param pixels {@code short[]} or {@code float[]}, row by row
 */
public record LevelBlock(int x, int y, int width, Object pixels) {

  /** What a 0 among uint16 pixels means. */
  public enum Zero {
    /** Nothing is known: means are over the other pixels. */
    UNKNOWN,
    /** A value like any other. */
    VALUE
  }

  /**
   * Number of rows.
   *
   * @return height, px
   */
  public int height() {
    return Array.getLength(pixels) / width;
  }

  /**
   * The pixels of a uint16 image.
   *
   * @return the array itself
   * @throws ClassCastException if the image is of another kind
   */
  public short[] shorts() {
    return (short[]) pixels;
  }

  /**
   * The same rectangle one level coarser: means over each block of four.
   *
   * @param zero what a 0 means; of no meaning to float32
   * @return rectangle of half the size, rounded up
   */
  public LevelBlock halved(Zero zero) {
    Object half =
        pixels instanceof short[] shorts
            ? zero == Zero.UNKNOWN
                ? BlockAverage.known(shorts, width, height())
                : BlockAverage.mean(shorts, width, height())
            : BlockAverage.mean((float[]) pixels, width, height());
    return new LevelBlock(x / 2, y / 2, BlockAverage.halved(width), half);
  }

  /**
   * Writes the chunks that the rectangle covers.
   *
   * @param level array (t, c, z, y, x) of the level
   * @param channel channel from 1
   * @param layer layer from 1
   */
  public void write(ZarrArray level, int channel, int layer) {
    int side = PyramidGeometry.CHUNK;
    Object chunk = level.spec().type().newArray(side * side);
    for (int top = 0; top < height(); top += side) {
      for (int left = 0; left < width; left += side) {
        int columns = Math.min(side, width - left);
        int rows = Math.min(side, height() - top);
        if (columns < side || rows < side) {
          clear(chunk);
        }
        for (int row = 0; row < rows; row++) {
          System.arraycopy(pixels, (top + row) * width + left, chunk, row * side, columns);
        }
        level.writeChunk(chunk, 0, channel - 1, layer - 1, (y + top) / side, (x + left) / side);
      }
    }
  }

  private static void clear(Object chunk) {
    if (chunk instanceof short[] shorts) {
      Arrays.fill(shorts, (short) 0);
    } else {
      Arrays.fill((float[]) chunk, 0);
    }
  }

  /**
   * Reads a rectangle whose corner lies on a chunk's corner.
   *
   * @param level array (t, c, z, y, x) of the level, uint16 or float32
   * @param channel channel from 1
   * @param layer layer from 1
   * @param block the rectangle
   * @return its pixels
   */
  public static LevelBlock read(
      ZarrArray level, int channel, int layer, PyramidGeometry.Block block) {
    int side = PyramidGeometry.CHUNK;
    int width = block.width();
    Object pixels = level.spec().type().newArray(width * block.height());
    for (int top = 0; top < block.height(); top += side) {
      for (int left = 0; left < width; left += side) {
        Object chunk =
            level.readChunk(
                0, channel - 1, layer - 1, (block.y() + top) / side, (block.x() + left) / side);
        int columns = Math.min(side, width - left);
        for (int row = 0; row < Math.min(side, block.height() - top); row++) {
          System.arraycopy(chunk, row * side, pixels, (top + row) * width + left, columns);
        }
      }
    }
    return new LevelBlock(block.x(), block.y(), width, pixels);
  }

  /**
   * Reads a plane of a level whole.
   *
   * @param level array (t, c, z, y, x) of the level, uint16 or float32
   * @param channel channel from 1
   * @param layer layer from 1
   * @return its pixels
   */
  public static LevelBlock read(ZarrArray level, int channel, int layer) {
    long[] shape = level.spec().shape();
    return read(
        level, channel, layer, new PyramidGeometry.Block(0, 0, 0, (int) shape[4], (int) shape[3]));
  }
}
