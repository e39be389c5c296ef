package org.imaxt.core.algo.federate;

import java.util.List;

/**
 * A bead of the block, with the planes that show it.
 *
 * @param bead number under which the caller finds it again
 * @param xUm x of its centre, cube frame, µm
 * @param yUm y of its centre, cube frame, µm
 * @param sigmaUm standard error of the centre along an axis, positive, µm
 * @param sightings at least one
 */
public record BlockBead(
    int bead, double xUm, double yUm, double sigmaUm, List<Sighting> sightings) {

  /** Copies the list. */
  public BlockBead {
    sightings = List.copyOf(sightings);
    if (sightings.isEmpty() || !(sigmaUm > 0) || !Double.isFinite(xUm + yUm + sigmaUm)) {
      throw new IllegalArgumentException(
          "bead %d needs a place, an error and a sighting".formatted(bead));
    }
  }

  /**
   * What one plane shows of it.
   *
   * @param section number of the section
   * @param zUm z of the top of the imaged layer, cube frame, µm
   * @param radiusUm apparent radius, µm
   * @param radiusSigmaUm standard error of the radius, positive, µm
   */
  public record Sighting(int section, double zUm, double radiusUm, double radiusSigmaUm) {

    /** Refuses what has no radius or no error. */
    public Sighting {
      if (!(radiusUm > 0 && radiusSigmaUm > 0)
          || !Double.isFinite(zUm + radiusUm + radiusSigmaUm)) {
        throw new IllegalArgumentException(
            "a sighting needs a plane, a radius and a positive error, section %d has none"
                .formatted(section));
      }
    }
  }
}
