package org.imaxt.core.network;

import java.util.List;

/**
 * Size of a U-Net: Ronneberger, Fischer, Brox, MICCAI 2015, with two 3 × 3 convolutions a level and
 * the number of filters doubled by level.
 *
 * <p>Its first level works on blocks of {@link #BLOCK} × {@link #BLOCK} px, each block's pixels
 * stacked as channels, and the last layer unstacks the classes again (Shi et al., CVPR 2016). That
 * loses nothing, looks twice as far for the same number of levels, and takes a third of the time,
 * because convolutions at full resolution take most of a U-Net's.
 *
 * @param inputChannels channels of a tile, at least 1
 * @param classes what the output channels mean, in their order, at least 2
 * @param levels levels, 1 to 5
 * @param filters filters of the first level, 1 to 256
 */
public record NetworkShape(int inputChannels, List<String> classes, int levels, int filters) {

  /** Edge of the blocks that are stacked before the first level, px. */
  public static final int BLOCK = 2;

  /** Copies the list and refuses sizes that cannot be built. */
  public NetworkShape {
    classes = List.copyOf(classes);
    if (inputChannels < 1 || classes.size() < 2) {
      throw new IllegalArgumentException(
          "a network needs at least 1 input channel and 2 classes, got %s and %s"
              .formatted(inputChannels, classes));
    }
    if (levels < 1 || levels > 5 || filters < 1 || filters > 256) {
      throw new IllegalArgumentException(
          "a network has 1 to 5 levels and 1 to 256 filters, got %s and %s"
              .formatted(levels, filters));
    }
  }

  /**
   * Size of the bead network: one channel, three levels from 16 filters, 118 604 weights.
   *
   * @param classes what the output channels mean
   * @return the size
   */
  public static NetworkShape standard(List<String> classes) {
    return new NetworkShape(1, classes, 3, 16);
  }

  /**
   * Tiles are multiples of this.
   *
   * @return px
   */
  public int sizeMultiple() {
    return BLOCK << (levels - 1);
  }

  /**
   * Distance over which an input pixel may alter an output pixel, rounded up to {@link
   * #sizeMultiple}: the steps of all convolutions, and the pixels of a coarsest block.
   *
   * @return px
   */
  public int haloPx() {
    int reach = sizeMultiple() - 1;
    for (int level = 0; level < levels; level++) {
      int convolutions = level == levels - 1 ? 2 : 4;
      reach += convolutions * (BLOCK << level);
    }
    int multiple = sizeMultiple();
    return (reach + multiple - 1) / multiple * multiple;
  }

  /**
   * What goes in and out.
   *
   * @return the shape of its tiles
   */
  public TileShape tile() {
    return new TileShape(inputChannels, classes, haloPx(), sizeMultiple());
  }
}
