package org.imaxt.core.algo.beads;

import java.util.List;
import org.imaxt.core.model.BeadCandidate;

/**
 * Candidates of an image. The array is kept, not copied.
 *
 * @param labels number of the candidate that a pixel belongs to, 0 = none; row-major
 * @param candidates in the order of their labels, which are 1, 2, …; µm from the outer corner of
 *     pixel (0, 0)
 */
public record Detection(int[] labels, List<BeadCandidate> candidates) {

  /** Copies the list. */
  public Detection {
    candidates = List.copyOf(candidates);
  }
}
