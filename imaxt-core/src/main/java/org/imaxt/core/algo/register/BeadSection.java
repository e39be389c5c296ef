package org.imaxt.core.algo.register;

import java.util.List;

/**
 * What a section shows of the beads.
 *
 * @param section number of the section
 * @param detections its beads, without what is none; may be empty
 * @param heldTiles number of tiles whose mean error is zero by the way they were placed; 0 if the
 *     errors of all tiles are free
 */
public record BeadSection(int section, List<Detection> detections, int heldTiles) {

  /** Refuses detections of other sections. */
  public BeadSection {
    detections = List.copyOf(detections);
    for (Detection d : detections) {
      if (d.section() != section) {
        throw new IllegalArgumentException(
            "section %d holds a detection of section %d".formatted(section, d.section()));
      }
    }
    if (heldTiles < 0) {
      throw new IllegalArgumentException("held tiles must not be negative, got " + heldTiles);
    }
  }

  /** Variance along an axis that the held mean takes off a shift's variance, µm². */
  double heldVariance() {
    if (heldTiles == 0 || detections.isEmpty()) {
      return 0;
    }
    double sum = 0;
    for (Detection d : detections) {
      sum += d.tileSigmaUm() * d.tileSigmaUm();
    }
    return sum / detections.size() / heldTiles;
  }
}
