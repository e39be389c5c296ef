package org.imaxt.core.algo.beads;

import static org.imaxt.core.algo.beads.Require.require;

/**
 * What other planes tell of the bead that a place must show.
 *
 * @param xUm x of its centre, µm in the frame of the image
 * @param yUm y of its centre, µm
 * @param placeSigmaUm standard error of either, µm
 * @param radiusUm apparent radius, µm
 * @param radiusSigmaUm its standard error, positive, µm
 * @param amplitudeAdu height over the background that the other planes show, ADU
 */
public record ExpectedBead(
    double xUm,
    double yUm,
    double placeSigmaUm,
    double radiusUm,
    double radiusSigmaUm,
    double amplitudeAdu) {

  /** Refuses what no bead could be. */
  public ExpectedBead {
    require(radiusUm > 0, "radiusUm must be positive, got %s µm", radiusUm);
    require(radiusSigmaUm > 0, "radiusSigmaUm must be positive, got %s µm", radiusSigmaUm);
    require(placeSigmaUm >= 0, "placeSigmaUm must not be negative, got %s µm", placeSigmaUm);
    require(amplitudeAdu > 0, "amplitudeAdu must be positive, got %s ADU", amplitudeAdu);
  }
}
