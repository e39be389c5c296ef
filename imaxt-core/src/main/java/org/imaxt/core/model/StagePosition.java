package org.imaxt.core.model;

import java.io.Serializable;

/**
 * Where the stage says a tile lies: the outer corner of its pixel (0, 0) after orientation.
 *
 * @param tile number of the tile in acquisition order, from 0
 * @param row row in the grid, from 0, downwards (growing y)
 * @param column column in the grid, from 0, to the right (growing x)
 * @param xUm x in the mosaic frame, µm
 * @param yUm y in the mosaic frame, µm
 */
public record StagePosition(int tile, int row, int column, double xUm, double yUm)
    implements Serializable {

  /** Refuses negative numbers and positions that are not finite. */
  public StagePosition {
    if (tile < 0 || row < 0 || column < 0) {
      throw new IllegalArgumentException(
          "tile, row and column count from 0, got " + tile + ", " + row + ", " + column);
    }
    if (!Double.isFinite(xUm) || !Double.isFinite(yUm)) {
      throw new IllegalArgumentException("tile " + tile + " has no finite stage position");
    }
  }
}
