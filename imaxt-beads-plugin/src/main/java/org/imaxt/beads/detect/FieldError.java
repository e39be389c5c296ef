package org.imaxt.beads.detect;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.imaxt.core.model.Distortion;
import org.imaxt.core.model.Orientation;
import org.imaxt.core.sample.AcquisitionDocument;
import org.imaxt.core.sample.DistortionDocument;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Sample;

/**
 * How far a place within a tile is off because the distortion is known only so well: the
 * displacement that each coefficient's standard error makes there, as if they were independent,
 * added in quadrature. Little in the middle of a tile, several times as much at its edges.
 * Magnifications stay out, as with the errors of tiles.
 *
 * @param parts for each coefficient the distortion that its standard error makes; none where no
 *     distortion was estimated
 * @param orientation how the camera image lies in a tile
 */
record FieldError(List<Distortion> parts, Orientation orientation) {

  /** Of a sample. */
  static FieldError of(Sample sample) {
    Orientation orientation = sample.<AcquisitionDocument>read(Layout.acquisition()).orientation();
    FieldError none = new FieldError(List.of(), orientation);
    if (!sample.exists(Layout.distortion())) {
      return none;
    }
    DistortionDocument document = sample.read(Layout.distortion());
    List<Double> sigmas = document.coefficientSigmasUm();
    Distortion field = document.distortion().withMagnification(0, 0);
    if (sigmas.size() != field.coefficientsUm().size()) {
      return none;
    }
    List<Distortion> parts = new ArrayList<>();
    for (int k = 0; k < sigmas.size(); k++) {
      List<Double> only = new ArrayList<>(Collections.nCopies(sigmas.size(), 0.0));
      only.set(k, sigmas.get(k));
      parts.add(field.withCoefficients(only));
    }
    return new FieldError(List.copyOf(parts), orientation);
  }

  /**
   * Standard error along an axis, µm; 0 where no distortion was estimated.
   *
   * @param xUm x from the tile's corner in the mosaic frame, µm
   * @param yUm y likewise, µm
   */
  double sigmaUm(double xUm, double yUm) {
    double square = 0;
    double[] d = new double[2];
    for (Distortion part : parts) {
      double p = part.pixelSizeUm();
      double u = orientation.cameraX(xUm / p, yUm / p, part.widthPx(), part.heightPx());
      double v = orientation.cameraY(xUm / p, yUm / p, part.widthPx(), part.heightPx());
      part.displacement(within(u, part.widthPx()), within(v, part.heightPx()), d);
      square += (d[0] * d[0] + d[1] * d[1]) * p * p;
    }
    return Math.sqrt(square / 2);
  }

  /** A place beyond the tile is as uncertain as its edge. */
  private static double within(double at, int size) {
    return Math.max(0, Math.min(size, at));
  }
}
