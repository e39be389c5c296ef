package org.imaxt.core.algo.federate;

import java.io.Serializable;
import java.util.List;

/**
 * How a scan fits one slab.
 *
 * @param place the slab
 * @param logEvidence logarithm of how likely the scan's beads are if it was cut there, all affines
 *     weighed; comparable between slabs of one scan only
 * @param affine the affine that fits best, scan µm to target µm
 * @param pairs the beads that were paired under it
 * @param expected number of beads that should show in the common field if none were overlooked
 * @param missing those of them that were not found
 * @param overRadii contribution of the radii to the evidence, against radii drawn at random
 */
public record SlabMatch(
    Place place,
    double logEvidence,
    Affine affine,
    List<BeadPair> pairs,
    double expected,
    double missing,
    double overRadii)
    implements Serializable {

  /** Copies the list. */
  public SlabMatch {
    pairs = List.copyOf(pairs);
  }
}
