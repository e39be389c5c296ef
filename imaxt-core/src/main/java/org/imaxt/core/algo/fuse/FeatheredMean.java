package org.imaxt.core.algo.fuse;

import org.imaxt.core.algo.flatfield.Flatfield;

/**
 * A rectangle of a mosaic of tiles that lie at whole pixels, as slide scanners record them.
 *
 * <p>A pixel is the mean of the tiles that show it, weighted by the gain of the flat field (inverse
 * variance of photon noise) and a smooth ramp from the tile's border. A pixel that one tile alone
 * shows keeps its value to the last bit. The dark level is put back after the correction, so that
 * noise about it is not cut off. The mean does not depend on how the mosaic was cut into
 * rectangles. Mutable, for one thread at a time.
 */
public final class FeatheredMean {

  private final int minX;
  private final int minY;
  private final int width;
  private final int height;
  private final float[] mean;
  private final float[] weight;

  /**
   * An empty rectangle.
   *
   * @param minX first column, px of the mosaic
   * @param minY first row, px of the mosaic
   * @param width columns, at least 1
   * @param height rows, at least 1
   */
  public FeatheredMean(int minX, int minY, int width, int height) {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "a rectangle must be at least 1 x 1 px, got %d x %d".formatted(width, height));
    }
    this.minX = minX;
    this.minY = minY;
    this.width = width;
    this.height = height;
    this.mean = new float[Math.multiplyExact(width, height)];
    this.weight = new float[mean.length];
  }

  /**
   * A tile and where it lies.
   *
   * @param pixels {@code byte[]} (unsigned), {@code short[]} (unsigned) or {@code float[]}, row by
   *     row
   * @param x its first column, px of the mosaic
   * @param y its first row, px of the mosaic
   * @param width its columns
   * @param height its rows
   */
  public record Tile(Object pixels, int x, int y, int width, int height) {

    /**
     * A pixel.
     *
     * @param index row by row
     * @return its value
     */
    float at(int index) {
      return pixels instanceof short[] shorts
          ? shorts[index] & 0xffff
          : pixels instanceof byte[] bytes ? bytes[index] & 0xff : ((float[]) pixels)[index];
    }
  }

  /**
   * Adds a tile as it is.
   *
   * @param tile the tile
   * @param taperPx width of the ramp from its border, px, at least 0
   */
  public void add(Tile tile, double taperPx) {
    add(tile, taperPx, null);
  }

  /**
   * Adds a tile.
   *
   * @param tile the tile
   * @param taperPx width of the ramp from its border, px, at least 0
   * @param flatfield illumination, of the tile's size
   * @throws IllegalArgumentException if the flat field has another size
   */
  public void addCorrected(Tile tile, double taperPx, Flatfield flatfield) {
    if (flatfield.width() != tile.width() || flatfield.height() != tile.height()) {
      throw new IllegalArgumentException(
          "a tile must have the size of its flat field, %d x %d px, got %d x %d"
              .formatted(flatfield.width(), flatfield.height(), tile.width(), tile.height()));
    }
    add(tile, taperPx, flatfield);
  }

  private void add(Tile tile, double taperPx, Flatfield flatfield) {
    int x0 = Math.max(minX, tile.x());
    int x1 = (int) Math.min((long) minX + width, (long) tile.x() + tile.width());
    int y0 = Math.max(minY, tile.y());
    int y1 = (int) Math.min((long) minY + height, (long) tile.y() + tile.height());
    Blending blending = new Blending(BlendMode.CONFIDENCE, taperPx);
    float[] rampX = new float[Math.max(0, x1 - x0)];
    for (int k = 0; k < rampX.length; k++) {
      rampX[k] = blending.ramp(x0 + k - tile.x() + 0.5f, tile.width());
    }
    for (int y = y0; y < y1; y++) {
      float rampY = blending.ramp(y - tile.y() + 0.5f, tile.height());
      int to = (y - minY) * width + x0 - minX;
      int from = (y - tile.y()) * tile.width() + x0 - tile.x();
      for (int k = 0; k < rampX.length; k++, to++, from++) {
        float value = tile.at(from);
        float w = rampX[k] * rampY;
        if (flatfield != null) {
          float gain = flatfield.gainAt(from);
          float dark = flatfield.darkAt(from);
          value = (value - dark) / gain + dark;
          w *= gain;
        }
        weight[to] += w;
        mean[to] += (value - mean[to]) * (w / weight[to]);
      }
    }
  }

  /**
   * The means so far.
   *
   * @return the array itself, row by row; 0 where no tile is
   */
  public float[] mean() {
    return mean;
  }

  /**
   * Means as unsigned 16-bit numbers, rounded to the nearest.
   *
   * @param least smallest number stored where a tile is
   * @return numbers, row by row; 0 where no tile is
   */
  public short[] stored(int least) {
    short[] stored = new short[mean.length];
    for (int i = 0; i < stored.length; i++) {
      if (weight[i] > 0) {
        stored[i] = (short) Math.max(least, Math.min(65535, Math.round(mean[i])));
      }
    }
    return stored;
  }
}
