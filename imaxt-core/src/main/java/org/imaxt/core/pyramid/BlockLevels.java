package org.imaxt.core.pyramid;

import org.imaxt.core.algo.image.BlockAverage;
import org.imaxt.core.ngff.OmeImage;

/**
 * Writes a superblock of level 0, band by band, and the levels that it owns below it: level 1 is
 * gathered from the bands and the coarser ones follow from it.
 */
public final class BlockLevels {

  private final OmeImage image;
  private final int channel;
  private final int layer;
  private final LevelBlock.Zero zero;
  private final LevelBlock level1;

  /**
   * A superblock without any bands yet.
   *
   * @param image the image, its levels made for {@link PyramidGeometry#arrays}
   * @param channel channel from 1
   * @param layer layer from 1
   * @param block the superblock, of level 0
   * @param zero what a 0 means
   */
  public BlockLevels(
      OmeImage image, int channel, int layer, PyramidGeometry.Block block, LevelBlock.Zero zero) {
    this.image = image;
    this.channel = channel;
    this.layer = layer;
    this.zero = zero;
    int columns = BlockAverage.halved(block.width());
    int pixels = columns * BlockAverage.halved(block.height());
    this.level1 =
        new LevelBlock(
            block.x() / 2,
            block.y() / 2,
            columns,
            image.levels().get(0).spec().type().newArray(pixels));
  }

  /**
   * Writes a band of level 0.
   *
   * @param band as wide as the superblock, whole chunks high but for the last
   */
  public void add(LevelBlock band) {
    band.write(image.levels().get(0), channel, layer);
    if (image.levels().size() > 1) {
      LevelBlock half = band.halved(zero);
      System.arraycopy(
          half.pixels(),
          0,
          level1.pixels(),
          (half.y() - level1.y()) * level1.width(),
          half.width() * half.height());
    }
  }

  /** Writes the coarser levels, once all bands are there. */
  public void writeCoarser() {
    if (image.levels().size() > 1) {
      level1.write(image.levels().get(1), channel, layer);
      new Below(image, channel, layer, zero).write(level1, 1, PyramidGeometry.LEVELS_PER_BLOCK);
    }
  }

  /**
   * Writes the levels below one that is already there, for a superblock of it.
   *
   * @param image the image
   * @param channel channel from 1
   * @param layer layer from 1
   * @param block the superblock, of the coarsest level that is there
   * @param zero what a 0 means
   */
  public static void average(
      OmeImage image, int channel, int layer, PyramidGeometry.Block block, LevelBlock.Zero zero) {
    LevelBlock from = LevelBlock.read(image.levels().get(block.level()), channel, layer, block);
    new Below(image, channel, layer, zero)
        .write(from, block.level(), block.level() + PyramidGeometry.LEVELS_PER_BLOCK);
  }

  /** Writes the levels below one. */
  private record Below(OmeImage image, int channel, int layer, LevelBlock.Zero zero) {
    void write(LevelBlock from, int level, int lastLevel) {
      LevelBlock at = from;
      for (int next = level + 1; next <= Math.min(image.levels().size() - 1, lastLevel); next++) {
        at = at.halved(zero);
        at.write(image.levels().get(next), channel, layer);
      }
    }
  }
}
