package org.imaxt.core.algo.stitch;

import java.io.Serializable;
import java.util.List;
import org.imaxt.core.model.Displacement;
import org.imaxt.core.model.PlacedTile;

/**
 * Positions of the tiles of one section and how well the links agree with them.
 *
 * @param tiles one a tile, in the order of the stage positions given
 * @param links one a displacement, in the order given
 * @param model stage model used, fitted if that was asked for
 * @param stageSigmaPx standard error of a stage position along each axis, px, as used for the prior
 * @param linkErrorPx error of a link along each axis beside its own σ, px, found from the residuals
 */
public record Solution(
    List<Tile> tiles, List<Link> links, StageModel model, double stageSigmaPx, double linkErrorPx)
    implements Serializable {

  /** Copies the lists. */
  public Solution {
    tiles = List.copyOf(tiles);
    links = List.copyOf(links);
  }

  /**
   * Position of a tile's outer corner of pixel (0, 0).
   *
   * @param tile number of the tile
   * @param xPx x, px of the mosaic frame (µm divided by the pixel size)
   * @param yPx y, px of the mosaic frame
   * @param sigmaXPx standard error along x, px; the mean of the largest firmly linked group held
   *     fixed, tiles weighted by their errors
   * @param sigmaYPx the same along y, px
   * @param component number of the group of linked tiles it belongs to, from 0, largest group first
   * @param source whether any link that was not an outlier fixes it
   */
  public record Tile(
      int tile,
      double xPx,
      double yPx,
      double sigmaXPx,
      double sigmaYPx,
      int component,
      PlacedTile.Source source)
      implements Serializable {}

  /**
   * A displacement and how far the positions miss it.
   *
   * @param displacement the displacement
   * @param residualXPx step of the positions less the measured one along x, px
   * @param residualYPx the same along y, px
   * @param weight share of its full weight that it was given, 0 to 1
   * @param outlier whether it contradicts the others (weight 0)
   */
  public record Link(
      Displacement displacement,
      double residualXPx,
      double residualYPx,
      double weight,
      boolean outlier)
      implements Serializable {}
}
