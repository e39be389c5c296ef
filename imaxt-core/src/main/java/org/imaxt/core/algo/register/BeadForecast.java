package org.imaxt.core.algo.register;

import java.util.List;

/**
 * What a plane must show of a bead that other sections show, although nothing was taken for it
 * there.
 *
 * @param section number of the section
 * @param zUm z of the plane (top of the imaged layer), cube frame, µm
 * @param xUm x of the bead's centre, mosaic frame of the section, µm
 * @param yUm y of its centre, mosaic frame of the section, µm
 * @param placeSigmaUm standard error of either, µm
 * @param radiusUm apparent radius that the plane should show, µm
 * @param radiusSigmaUm its standard error, µm
 * @param witnesses rows of the detections that tell of it, in order of depth; one a plane
 */
public record BeadForecast(
    int section,
    double zUm,
    double xUm,
    double yUm,
    double placeSigmaUm,
    double radiusUm,
    double radiusSigmaUm,
    List<Integer> witnesses) {

  /** Copies the list. */
  public BeadForecast {
    witnesses = List.copyOf(witnesses);
  }
}
