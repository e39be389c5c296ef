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
 * @param sigmaXUm σx, µm: an overlap between columns may fix x much better than y, or the reverse
 * @param sigmaYUm σy, µm
 */
public record PlacedTile(
    int tile,
    int row,
    int column,
    double xUm,
    double yUm,
    double sigmaUm,
    Source source,
    double sigmaXUm,
    double sigmaYUm)
    implements Serializable {

  /** Documents of earlier versions tell one error for both axes. */
  public PlacedTile {
    if (sigmaXUm == 0 && sigmaYUm == 0) {
      sigmaXUm = sigmaUm;
      sigmaYUm = sigmaUm;
    }
  }

  /** A tile known as well along x as along y. */
  public PlacedTile(
      int tile, int row, int column, double xUm, double yUm, double sigmaUm, Source source) {
    this(tile, row, column, xUm, yUm, sigmaUm, source, sigmaUm, sigmaUm);
  }

  /**
   * A tile with an error along each axis.
   *
   * @param tile number of the tile in acquisition order, from 0
   * @param row row in the grid, from 0
   * @param column column in the grid, from 0
   * @param xUm x in the mosaic frame, µm
   * @param yUm y in the mosaic frame, µm
   * @param sigmaXUm standard error along x, µm
   * @param sigmaYUm standard error along y, µm
   * @param source what fixed the position
   * @return the tile
   */
  public static PlacedTile of(
      int tile,
      int row,
      int column,
      double xUm,
      double yUm,
      double sigmaXUm,
      double sigmaYUm,
      Source source) {
    double sigmaUm = Math.sqrt((sigmaXUm * sigmaXUm + sigmaYUm * sigmaYUm) / 2);
    return new PlacedTile(tile, row, column, xUm, yUm, sigmaUm, source, sigmaXUm, sigmaYUm);
  }

  /** What fixed a tile's position. */
  public enum Source {
    /** At least one measured overlap. */
    MEASURED,
    /** The stage alone. */
    STAGE
  }
}
