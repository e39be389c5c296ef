package org.imaxt.core.algo.federate;

import java.util.List;

/** Where a slide was cut, all slides considered. */
public sealed interface Verdict {

  /**
   * It shows a section.
   *
   * @param section number of the section
   * @param probability that this is right, given which sections other slides show
   * @param match its beads on the block's
   * @param transform slide to cube
   * @param sameAs indices of other slides that show the same section, bead by bead
   */
  record Matched(
      int section,
      double probability,
      SlabMatch match,
      FittedTransform transform,
      List<Integer> sameAs)
      implements Verdict {

    /** Copies the list. */
    public Matched {
      sameAs = List.copyOf(sameAs);
    }
  }

  /**
   * It was cut where no section was imaged.
   *
   * @param middleUm z of the middle of its slab, cube frame, µm
   * @param probability that it was cut beside all sections
   * @param reason for people
   */
  record Orphan(double middleUm, double probability, String reason) implements Verdict {}

  /**
   * It cannot be said.
   *
   * @param reason for people
   */
  record Refused(String reason) implements Verdict {}
}
