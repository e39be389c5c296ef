package org.imaxt.core.model;

import java.io.Serializable;

/**
 * Final position of a tile: the outer corner of pixel (0, 0) of the oriented, undistorted tile.
 *
 * @param tile number of the tile in acquisition order, from 0
 * @param row row in the grid, from 0
 * @param column column in the grid, from 0
 * @param xUm x in the mosaic frame, µm
 * @param yUm y in the mosaic frame, µm
 * @param sigmaUm √((σx² + σy²) / 2), µm, conditional as CONTRACTS says
 * @param source what fixed the position
 */
public record PlacedTile(
    int tile, int row, int column, double xUm, double yUm, double sigmaUm, Source source)
    implements Serializable {

  /** What fixed a tile's position. */
  public enum Source {
    /** At least one measured overlap. */
    MEASURED,
    /** The stage alone. */
    STAGE
  }
}
