package org.imaxt.core.algo.fuse;

/**
 * A finished rectangle of the mosaic.
 *
 * <p>The two arrays are handed over without copying, because a block holds up to 128 MB: whoever
 * has the block owns them.
 */
public final class FusedBlock {

  private final long minX;
  private final long minY;
  private final int width;
  private final int height;
  private final float[] values;
  private final float[] confidence;

  FusedBlock(long minX, long minY, int width, int height, float[] values, float[] confidence) {
    this.minX = minX;
    this.minY = minY;
    this.width = width;
    this.height = height;
    this.values = values;
    this.confidence = confidence;
  }

  /**
   * First column.
   *
   * @return px of the mosaic
   */
  public long minX() {
    return minX;
  }

  /**
   * First row.
   *
   * @return px of the mosaic
   */
  public long minY() {
    return minY;
  }

  /**
   * Columns.
   *
   * @return width, px
   */
  public int width() {
    return width;
  }

  /**
   * Rows.
   *
   * @return height, px
   */
  public int height() {
    return height;
  }

  /**
   * Weighted means; 0 where the confidence is 0, which means unknown.
   *
   * @return the array itself, ADU after flat-fielding, row-major, width × height
   */
  public float[] values() {
    return values;
  }

  /**
   * Sums of the weights.
   *
   * @return the array itself, 0 = nothing known, row-major, width × height
   */
  public float[] confidence() {
    return confidence;
  }
}
