package org.imaxt.beads.detect;

import java.util.List;
import org.imaxt.core.algo.beads.InterpolationShift;
import org.imaxt.core.model.BeadOptics;
import org.imaxt.core.model.PlacedTile;
import org.imaxt.core.sample.AcquisitionDocument;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Sample;

/**
 * How outcomes of a section's planes become rows: mosaic frame, depth, and the error of tiles and
 * of places within them.
 */
final class SectionRows {
  private final AcquisitionDocument acquisition;
  private final int section;
  private final List<PlacedTile> tiles;
  private final double fieldSigmaUm;

  SectionRows(Sample sample, int section) {
    this.section = section;
    this.acquisition = sample.read(Layout.acquisition());
    this.tiles = sample.read(Layout.positions(section)).tiles();
    this.fieldSigmaUm = FieldError.sigmaUm(sample);
  }

  /** Of a layer whose first candidate has some label, seen through optics that fits used. */
  Rows of(int layer, int firstLabel, BeadOptics optics) {
    double shift = InterpolationShift.sigmaUm(acquisition.pixelSizeUm(), optics.blurUm());
    return new Rows(
        layer,
        firstLabel,
        acquisition.canvas().xUm(),
        acquisition.canvas().yUm(),
        acquisition.zUm(section, layer),
        (x, y) -> Math.hypot(tileSigma(x, y), shift));
  }

  /** Error of the tile that has most of the say at a place, and of the places within it. */
  private double tileSigma(double x, double y) {
    double sigma = acquisition.nearestTile(tiles, x, y).map(PlacedTile::sigmaUm).orElse(0.0);
    return Math.hypot(sigma, fieldSigmaUm);
  }
}
