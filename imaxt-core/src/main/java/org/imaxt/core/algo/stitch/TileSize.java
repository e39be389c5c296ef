package org.imaxt.core.algo.stitch;

/**
 * Size of a tile.
 *
 * @param width pixels along x, at least 1
 * @param height pixels along y, at least 1
 */
public record TileSize(int width, int height) {

  /** Refuses empty tiles. */
  public TileSize {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "a tile must be at least 1 x 1 px, got " + width + " x " + height);
    }
  }
}
