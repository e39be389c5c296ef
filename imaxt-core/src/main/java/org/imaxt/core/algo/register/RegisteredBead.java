package org.imaxt.core.algo.register;

import java.util.List;

/**
 * A bead that at least two sections show.
 *
 * @param xUm x of its centre, cube frame, µm
 * @param yUm y of its centre, cube frame, µm
 * @param xSigmaUm standard error of x, that of its sections included, µm
 * @param ySigmaUm standard error of y, likewise, µm
 * @param sections number of sections that show it
 * @param sightings the detections that show it, in order of depth
 */
public record RegisteredBead(
    double xUm,
    double yUm,
    double xSigmaUm,
    double ySigmaUm,
    int sections,
    List<Sighting> sightings) {

  /** Copies the list. */
  public RegisteredBead {
    sightings = List.copyOf(sightings);
  }

  /**
   * A detection of the bead and how well it fits.
   *
   * @param detection the detection
   * @param xResidualUm its x in the cube frame less the bead's, µm
   * @param yResidualUm its y in the cube frame less the bead's, µm
   * @param weight weight that the solution left it, 0 (set aside) to 1
   */
  public record Sighting(
      Detection detection, double xResidualUm, double yResidualUm, double weight) {}
}
