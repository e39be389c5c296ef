package org.imaxt.core.algo.fuse;

import java.util.Arrays;
import org.imaxt.core.algo.distortion.InverseGrid;

/**
 * A rectangle of the mosaic under construction: sums of weight × value and of weights.
 *
 * <p>Tiles are added one after the other in the order of their numbers; a pixel's sums then depend
 * on that order alone, not on how the mosaic was cut into blocks. 8 bytes a pixel and the buffers
 * of one tile. Mutable, for one thread at a time.
 */
public final class MosaicBlock {

  final long minX;
  final long minY;
  final int width;
  final int height;
  final float[] sum;
  final float[] weight;
  final TileReader reader;
  private boolean finished;

  /**
   * An empty rectangle of the mosaic.
   *
   * @param minX first column, px of the mosaic
   * @param minY first row, px of the mosaic
   * @param width columns, at least 1
   * @param height rows, at least 1
   * @throws IllegalArgumentException if a side is not positive
   * @throws ArithmeticException if the block has more than 2³¹ − 1 pixels
   */
  public MosaicBlock(long minX, long minY, int width, int height) {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "a mosaic block must be at least 1 x 1 px, got %d x %d".formatted(width, height));
    }
    this.minX = minX;
    this.minY = minY;
    this.width = width;
    this.height = height;
    this.sum = new float[Math.multiplyExact(width, height)];
    this.weight = new float[width * height];
    this.reader = new TileReader();
  }

  /** The block below one of the same size, in its arrays. */
  private MosaicBlock(MosaicBlock above) {
    this.minX = above.minX;
    this.minY = above.minY + above.height;
    this.width = above.width;
    this.height = above.height;
    this.sum = above.sum;
    this.weight = above.weight;
    this.reader = above.reader;
    Arrays.fill(sum, 0);
    Arrays.fill(weight, 0);
  }

  /**
   * An empty rectangle right below this one and as wide. If it is as high, it takes over the arrays
   * of this one, which ends, and with it the {@link FusedBlock} that {@link #mean()} made.
   *
   * @param height rows, at least 1
   * @return the next rectangle
   */
  public MosaicBlock below(int height) {
    finished = true;
    return height == this.height
        ? new MosaicBlock(this)
        : new MosaicBlock(minX, minY + this.height, width, height);
  }

  /**
   * Adds a tile that only its position and orientation place.
   *
   * <p>Bilinear over the four camera pixels round an output pixel's centre. A pixel is touched only
   * where all the camera pixels that its interpolation needs lie inside the tile's useful
   * rectangle, so a linear ramp is reproduced exactly up to the border. Tiles elsewhere are not
   * read.
   *
   * @param tile raw tile and its position
   * @param weights flat field, orientation and blending of its channel
   * @throws IllegalArgumentException if the tile's size is not that of the weights
   * @throws IllegalStateException after {@link #mean()}
   */
  public void add(TilePixels tile, TileWeights weights) {
    check(tile, weights);
    ShiftKernel.add(this, tile, weights);
  }

  /**
   * Adds a distorted tile: bilinear at the place of the camera image that looks at an output
   * pixel's centre.
   *
   * <p>A pixel is touched only where all the camera pixels that its interpolation needs lie inside
   * the tile's useful rectangle. A distorted tile may touch pixels beyond its rectangle, by {@link
   * InverseGrid#outwardPx()} at most.
   *
   * @param tile raw tile and the position of the undistorted one
   * @param weights flat field, orientation and blending of its channel
   * @param inverse displacements of the turned camera image
   * @throws IllegalArgumentException if the tile's size is not that of the weights
   * @throws IllegalStateException after {@link #mean()}
   */
  public void add(TilePixels tile, TileWeights weights, InverseGrid inverse) {
    check(tile, weights);
    WarpKernel.add(this, tile, weights, inverse);
  }

  private void check(TilePixels tile, TileWeights weights) {
    if (finished) {
      throw new IllegalStateException("a mosaic block takes no more tiles after mean()");
    }
    long w = tile.raw().dimension(0);
    long h = tile.raw().dimension(1);
    if (w != weights.cameraWidth() || h != weights.cameraHeight()) {
      throw new IllegalArgumentException(
          "a tile must have the size of its flat field, %d x %d px, got %d x %d"
              .formatted(weights.cameraWidth(), weights.cameraHeight(), w, h));
    }
  }

  /**
   * Ends the block: divides the sums by the weights, in place.
   *
   * @return weighted means and confidences; the arrays are this block's own
   * @throws IllegalStateException if called twice
   */
  public FusedBlock mean() {
    if (finished) {
      throw new IllegalStateException("mean() ends a mosaic block and can be called once");
    }
    finished = true;
    for (int i = 0; i < sum.length; i++) {
      // where nothing is known both are 0; without a branch several are divided at once
      sum[i] /= Math.max(weight[i], Float.MIN_NORMAL);
    }
    return new FusedBlock(minX, minY, width, height, sum, weight);
  }
}
