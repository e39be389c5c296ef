package org.imaxt.core.phantom;

/**
 * Where one tile of a section truly was.
 *
 * @param tile number in acquisition order, from 0
 * @param row row in the grid, from 0
 * @param column column in the grid, from 0
 * @param reportedXUm x that the stage reports, stage axes, µm
 * @param reportedYUm y that the stage reports, stage axes, µm
 * @param trueXUm x of the outer corner of pixel (0, 0), mosaic frame, µm
 * @param trueYUm y of the outer corner of pixel (0, 0), mosaic frame, µm
 * @param linked whether it belongs to the largest set of tiles connected by overlaps that show
 *     tissue or a whole bead
 * @param missing whether it has no file
 */
public record TileTruth(
    int tile,
    int row,
    int column,
    double reportedXUm,
    double reportedYUm,
    double trueXUm,
    double trueYUm,
    boolean linked,
    boolean missing) {

  TileTruth withLinked(boolean value) {
    return new TileTruth(
        tile, row, column, reportedXUm, reportedYUm, trueXUm, trueYUm, value, missing);
  }
}
