package org.imaxt.beads.detect;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.imaxt.core.model.Distortion;
import org.imaxt.core.sample.DistortionDocument;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Sample;

/**
 * How far places within a tile are off because the distortion is known only so well: the
 * displacement that each coefficient's standard error makes, as if they were independent, added in
 * quadrature and averaged over the tile. Magnifications stay out, as with the errors of tiles.
 */
final class FieldError {
  private static final int POINTS = 9;

  private FieldError() {}

  /** Standard error along an axis, µm; 0 where no distortion was estimated. */
  static double sigmaUm(Sample sample) {
    if (!sample.exists(Layout.distortion())) {
      return 0;
    }
    DistortionDocument document = sample.read(Layout.distortion());
    List<Double> sigmas = document.coefficientSigmasUm();
    Distortion field = document.distortion().withMagnification(0, 0);
    if (sigmas.size() != field.coefficientsUm().size()) {
      return 0;
    }
    double square = 0;
    for (int k = 0; k < sigmas.size(); k++) {
      List<Double> only = new ArrayList<>(Collections.nCopies(sigmas.size(), 0.0));
      only.set(k, sigmas.get(k));
      square += meanSquare(field.withCoefficients(only));
    }
    return Math.sqrt(square / 2) * field.pixelSizeUm();
  }

  /** Mean squared displacement over the camera image, px². */
  private static double meanSquare(Distortion field) {
    double[] d = new double[2];
    double sum = 0;
    for (int i = 0; i < POINTS * POINTS; i++) {
      double u = field.widthPx() * (i % POINTS + 0.5) / POINTS;
      double v = field.heightPx() * (i / POINTS + 0.5) / POINTS;
      field.displacement(u, v, d);
      sum += d[0] * d[0] + d[1] * d[1];
    }
    return sum / (POINTS * POINTS);
  }
}
