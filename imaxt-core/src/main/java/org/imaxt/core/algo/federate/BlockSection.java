package org.imaxt.core.algo.federate;

import java.util.List;

/**
 * The imaged planes of one section.
 *
 * @param section its number
 * @param planesUm z of the top of each imaged layer, cube frame, ascending, µm; at least one
 */
public record BlockSection(int section, List<Double> planesUm) {

  /** Copies the list. */
  public BlockSection {
    planesUm = List.copyOf(planesUm);
    if (planesUm.isEmpty()) {
      throw new IllegalArgumentException("section %d has no plane".formatted(section));
    }
  }
}
