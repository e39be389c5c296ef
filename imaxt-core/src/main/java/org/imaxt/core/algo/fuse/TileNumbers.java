package org.imaxt.core.algo.fuse;

/**
 * One number a tile, such as the error of its position, as an image: the mean over the tiles that
 * show a pixel, weighted as their pixels are. Mutable, for one thread at a time.
 */
public final class TileNumbers {

  private final MosaicBlock block;
  private final float[] before;
  private final float[] sums;

  /**
   * Numbers beside a block that no tile was added to.
   *
   * @param block the block
   */
  public TileNumbers(MosaicBlock block) {
    this.block = block;
    this.before = new float[block.weight.length];
    this.sums = new float[block.weight.length];
  }

  /**
   * Notes the number of the tile that was just added to the block.
   *
   * @param number its number
   */
  public void added(double number) {
    float factor = (float) number;
    for (int i = 0; i < sums.length; i++) {
      float weight = block.weight[i];
      sums[i] += factor * (weight - before[i]);
      before[i] = weight;
    }
  }

  /**
   * Means of the numbers.
   *
   * @return row-major, 0 where no tile shows the pixel; the array is handed over
   */
  public float[] mean() {
    for (int i = 0; i < sums.length; i++) {
      sums[i] = before[i] > 0 ? sums[i] / before[i] : 0;
    }
    return sums;
  }
}
