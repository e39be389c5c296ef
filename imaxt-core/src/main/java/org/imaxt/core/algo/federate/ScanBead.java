package org.imaxt.core.algo.federate;

import java.io.Serializable;

/**
 * A bead as the scan of a slide or of a region shows it.
 *
 * @param xUm x of its centre in the frame of the scan, µm
 * @param yUm y of its centre, µm
 * @param radiusUm apparent radius, µm
 * @param sigmaUm standard error of the centre along an axis, positive, µm
 * @param radiusSigmaUm standard error of the radius, positive, µm
 */
public record ScanBead(
    double xUm, double yUm, double radiusUm, double sigmaUm, double radiusSigmaUm)
    implements Serializable {

  /** Refuses what has no place or no error. */
  public ScanBead {
    if (!Double.isFinite(xUm + yUm)
        || !(radiusUm > 0 && sigmaUm > 0 && radiusSigmaUm > 0)
        || !Double.isFinite(radiusUm + sigmaUm + radiusSigmaUm)) {
      throw new IllegalArgumentException(
          "a bead needs a place, a radius and positive errors, got x %s, y %s, radius %s, errors %s and %s µm"
              .formatted(xUm, yUm, radiusUm, sigmaUm, radiusSigmaUm));
    }
  }
}
