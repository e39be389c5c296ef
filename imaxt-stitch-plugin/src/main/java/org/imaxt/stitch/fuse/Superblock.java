package org.imaxt.stitch.fuse;

import java.io.Serializable;

/**
 * Unit of work of {@link FuseStage}: a block of one plane, from one level to the next that still
 * consists of whole chunks.
 *
 * @param section section from 1
 * @param channel channel from 1
 * @param layer layer from 1
 * @param level the level it starts from: 0 is fused from tiles, coarser ones are averaged
 * @param column column of the block at that level, from 0
 * @param row row of the block at that level, from 0
 */
record Superblock(int section, int channel, int layer, int level, int column, int row)
    implements Serializable {

  @Override
  public String toString() {
    return "channel %d layer %d block %d,%d of level %d"
        .formatted(channel, layer, column, row, level);
  }
}
