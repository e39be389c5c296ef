package org.imaxt.core.algo.federate;

import java.io.Serializable;
import java.util.List;

/** Where on which slide a region lies, or why that cannot be said. */
public sealed interface RoiOutcome extends Serializable {

  /**
   * It lies there.
   *
   * @param slide index of the slide in the list searched
   * @param probability that it is this slide and this place
   * @param transform region to slide
   * @param pairs the beads that fix it
   */
  record Found(int slide, double probability, FittedTransform transform, List<BeadPair> pairs)
      implements RoiOutcome {

    /** Copies the list. */
    public Found {
      pairs = List.copyOf(pairs);
    }
  }

  /**
   * It cannot be said.
   *
   * @param reason for people
   */
  record Refused(String reason) implements RoiOutcome {}
}
