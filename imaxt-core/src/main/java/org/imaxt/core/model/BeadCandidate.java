package org.imaxt.core.model;

import java.io.Serializable;

/**
 * Where a bead may be.
 *
 * @param label its number in the label image, from 1
 * @param xUm x of the centre, µm in the frame of the image
 * @param yUm y of the centre, µm
 * @param radiusUm apparent radius, µm, positive
 * @param quality how sure the detector is, 0 to 1
 */
public record BeadCandidate(int label, double xUm, double yUm, double radiusUm, double quality)
    implements Serializable {

  /** Refuses radii that are not positive. */
  public BeadCandidate {
    if (!(radiusUm > 0)) {
      throw new IllegalArgumentException("radiusUm must be positive, got " + radiusUm);
    }
  }
}
