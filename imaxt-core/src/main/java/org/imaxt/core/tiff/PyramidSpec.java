package org.imaxt.core.tiff;

import java.util.List;

/**
 * Shape of a pyramidal TIFF.
 *
 * @param ome what the image is; its sizes are those of level 0
 * @param levels sizes of all levels, level 0 first, each not larger than the one before
 * @param tileSize edge of a tile, px, a multiple of 16; 256 or 512 are usual
 * @param zlibLevel effort of the compressor, 1 to 9
 */
public record PyramidSpec(OmeMetadata ome, List<Size> levels, int tileSize, int zlibLevel) {

  /**
   * Size of a level.
   *
   * @param width columns, px
   * @param height rows, px
   */
  public record Size(int width, int height) {}

  /** Refuses levels that grow and tiles TIFF does not allow. */
  public PyramidSpec {
    levels = List.copyOf(levels);
    if (tileSize < 16 || tileSize > 8192 || tileSize % 16 != 0) {
      throw new IllegalArgumentException(
          "tileSize must be a multiple of 16 in 16 to 8192 px, got " + tileSize);
    }
    if (zlibLevel < 1 || zlibLevel > 9) {
      throw new IllegalArgumentException("zlibLevel must lie in 1 to 9, got " + zlibLevel);
    }
    if (levels.isEmpty() || !levels.get(0).equals(new Size(ome.sizeX(), ome.sizeY()))) {
      throw new IllegalArgumentException(
          "level 0 must be " + ome.sizeX() + " x " + ome.sizeY() + " px, got levels " + levels);
    }
    for (int i = 0; i < levels.size(); i++) {
      Size size = levels.get(i);
      Size before = levels.get(Math.max(0, i - 1));
      boolean shrinks = size.width() <= before.width() && size.height() <= before.height();
      if (size.width() < 1 || size.height() < 1 || !shrinks) {
        throw new IllegalArgumentException("levels must not grow, got " + levels);
      }
    }
  }

  int tilesAcross(int level) {
    return (levels.get(level).width() - 1) / tileSize + 1;
  }

  int tilesDown(int level) {
    return (levels.get(level).height() - 1) / tileSize + 1;
  }

  /**
   * The pixels a tile holds; tiles at the right and lower edge are cut off there.
   *
   * @param level level of the pyramid, from 0
   * @param tileX column of the tile, from 0
   * @param tileY row of the tile, from 0
   * @return rectangle in the level, px
   */
  public TiffRegion region(int level, int tileX, int tileY) {
    Size size = levels.get(level);
    int x = tileX * tileSize;
    int y = tileY * tileSize;
    return new TiffRegion(
        x, y, Math.min(tileSize, size.width() - x), Math.min(tileSize, size.height() - y));
  }
}
