package org.imaxt.core.network;

/**
 * Some tiles of equal size with what the network should make of them.
 *
 * <p>The loss of a pixel is −Σ target · log(probability), so a target is the pixel's weight in its
 * class's channel and 0 in the others; pixels of weight 0 are not learnt from. Arrays are not
 * copied.
 *
 * @param images normalised values, (channel, x, y, tile)
 * @param targets weights of the classes, (class, x, y, tile)
 * @param width columns, px
 * @param height rows, px
 * @param tiles number of tiles, at least 1
 */
public record TileBatch(float[] images, float[] targets, int width, int height, int tiles) {

  /**
   * Refuses arrays that do not fit a network.
   *
   * @param shape the network's tiles
   * @throws IllegalArgumentException if sizes or lengths do not fit
   */
  public void check(TileShape shape) {
    if (tiles < 1 || images.length % tiles != 0) {
      throw new IllegalArgumentException("a batch needs at least one whole tile, got " + tiles);
    }
    shape.checkTile(images.length / tiles, width, height);
    long expected = (long) width * height * tiles * shape.outputChannels();
    if (targets.length != expected) {
      throw new IllegalArgumentException(
          "%s targets are needed for %s classes, got %s"
              .formatted(expected, shape.outputChannels(), targets.length));
    }
  }
}
