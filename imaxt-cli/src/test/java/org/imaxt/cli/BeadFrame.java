package org.imaxt.cli;

import java.util.Map;
import org.imaxt.core.model.PlacedTile;
import org.imaxt.core.phantom.PhantomBead;
import org.imaxt.core.phantom.SectionTruth;
import org.imaxt.core.phantom.TileTruth;

/**
 * One section of a phantom: what is true of it and where its tiles were placed.
 *
 * @param truth what is true
 * @param placed measured positions by tile
 * @param pixelUm pixel size, µm
 * @param width width of a tile, µm
 * @param height height of a tile, µm
 * @param gauge translation x, y, scale x, y and the place it is about, x, y
 */
record BeadFrame(
    SectionTruth truth,
    Map<Integer, PlacedTile> placed,
    double pixelUm,
    double width,
    double height,
    double[] gauge) {
  private static final int RIM = 24;

  /** A bead as a section shows it; µm in the section's true mosaic frame. */
  record Seen(PhantomBead bead, double x, double y, double radius) {

    /** Radius of a disc as big as what a missing piece leaves of the largest cross-section, µm. */
    double left() {
      if (!bead.damaged() || bead.cutAtUm() >= radius) {
        return radius;
      }
      double at = bead.cutAtUm() / radius;
      double share = at <= -1 ? 0 : 1 - (Math.acos(at) - at * Math.sqrt(1 - at * at)) / Math.PI;
      return radius * Math.sqrt(share);
    }
  }

  /** Where the measured mosaic shows a true place, by the tiles. */
  double x(double trueX) {
    return trueX + gauge[0] + gauge[2] * (trueX - gauge[4]);
  }

  double y(double trueY) {
    return trueY + gauge[1] + gauge[3] * (trueY - gauge[5]);
  }

  boolean covered(double x, double y) {
    return truth.tiles().stream()
        .anyMatch(
            t ->
                !t.missing()
                    && x >= t.trueXUm()
                    && y >= t.trueYUm()
                    && x <= t.trueXUm() + width
                    && y <= t.trueYUm() + height);
  }

  boolean showsWhole(Seen s) {
    boolean whole = true;
    for (int k = 0; k < RIM && whole; k++) {
      double a = 2 * Math.PI * k / RIM;
      whole = covered(s.x + s.radius * Math.cos(a), s.y + s.radius * Math.sin(a));
    }
    return whole;
  }

  /** The tile whose centre is nearest. */
  TileTruth tile(Seen s) {
    TileTruth best = null;
    double least = Double.POSITIVE_INFINITY;
    for (TileTruth t : truth.tiles()) {
      double d = Math.hypot(t.trueXUm() + 0.5 * width - s.x, t.trueYUm() + 0.5 * height - s.y);
      if (d < least && !t.missing()) {
        least = d;
        best = t;
      }
    }
    return best;
  }
}
