package org.imaxt.beads.detect;

import org.imaxt.core.model.BeadOutcome;
import org.imaxt.core.model.FittedBead;
import org.imaxt.core.sample.DetectionsDocument;

/**
 * How the outcomes of a plane become rows of a document.
 *
 * @param layer number from 1
 * @param firstLabel label of the plane's first candidate
 * @param leftUm x of the plane's corner in the frame of the rows, µm
 * @param topUm y of that corner, µm
 * @param zUm depth of the plane, µm
 * @param places what else is off by where a bead lies
 */
record Rows(int layer, int firstLabel, double leftUm, double topUm, double zUm, PlaceError places) {

  /** Error of a place beside that of the fit. */
  interface PlaceError {
    /** Standard error along an axis, µm. */
    double sigmaUm(double xUm, double yUm);
  }

  DetectionsDocument.Row row(BeadOutcome outcome) {
    return row(outcome.bead(), outcome instanceof BeadOutcome.Refused r ? r.reason().text() : "");
  }

  /** A row; the reason is empty if it is a bead. */
  DetectionsDocument.Row row(FittedBead b, String reason) {
    double x = leftUm + b.xUm();
    double y = topUm + b.yUm();
    return new DetectionsDocument.Row(
        layer,
        b.label() + firstLabel - 1,
        x,
        y,
        zUm,
        b.radiusUm(),
        b.xSigmaUm(),
        b.ySigmaUm(),
        b.radiusSigmaUm(),
        places.sigmaUm(x, y),
        b.snr(),
        b.deviance(),
        b.amplitude(),
        b.background(),
        reason);
  }
}
