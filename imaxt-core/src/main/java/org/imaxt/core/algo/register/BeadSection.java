package org.imaxt.core.algo.register;

import java.util.List;

/**
 * What a section shows of the beads.
 *
 * @param section number of the section
 * @param detections its beads, without what is none; may be empty
 * @param heldVarianceUm2 variance along an axis of the mean of the tiles whose mean error is zero
 *     by the way they were placed, had it been free; 0 if the errors of all tiles are free
 */
public record BeadSection(int section, List<Detection> detections, double heldVarianceUm2) {

  /** Refuses detections of other sections. */
  public BeadSection {
    detections = List.copyOf(detections);
    for (Detection d : detections) {
      if (d.section() != section) {
        throw new IllegalArgumentException(
            "section %d holds a detection of section %d".formatted(section, d.section()));
      }
    }
    if (!(heldVarianceUm2 >= 0)) {
      throw new IllegalArgumentException(
          "the held variance must not be negative, got " + heldVarianceUm2);
    }
  }
}
