package org.imaxt.core.network;

import java.util.List;

/**
 * What goes into a network, what comes out, and which tiles it takes.
 *
 * @param inputChannels channels of a tile, at least 1
 * @param classes what the output channels mean, in their order; at least one
 * @param haloPx distance over which an input pixel may alter an output pixel, px, at least 0
 * @param sizeMultiple width and height of a tile are multiples of this, px, at least 1
 */
public record TileShape(int inputChannels, List<String> classes, int haloPx, int sizeMultiple) {

  /** Copies the list and refuses shapes that no network has. */
  public TileShape {
    classes = List.copyOf(classes);
    require(inputChannels >= 1, "a network needs at least 1 input channel, got %s", inputChannels);
    require(!classes.isEmpty(), "a network needs at least one output class, got none");
    require(haloPx >= 0, "the halo must be at least 0 px, got %s", haloPx);
    require(sizeMultiple >= 1, "the size multiple must be at least 1 px, got %s", sizeMultiple);
  }

  /**
   * Number of output channels.
   *
   * @return one for each class
   */
  public int outputChannels() {
    return classes.size();
  }

  /**
   * Refuses a tile that the network cannot take.
   *
   * @param length values of the tile
   * @param width columns, px
   * @param height rows, px
   * @throws IllegalArgumentException if the size is no multiple of {@link #sizeMultiple} or the
   *     number of values is another
   */
  public void checkTile(int length, int width, int height) {
    require(
        width >= 1 && height >= 1 && width % sizeMultiple == 0 && height % sizeMultiple == 0,
        "a tile's width and height must be multiples of %s px, got %s x %s",
        sizeMultiple,
        width,
        height);
    require(
        length == (long) width * height * inputChannels,
        "a tile of %s x %s px and %s channels has as many values, got %s",
        width,
        height,
        inputChannels,
        length);
  }

  private static void require(boolean holds, String message, Object... values) {
    if (!holds) {
      throw new IllegalArgumentException(message.formatted(values));
    }
  }
}
