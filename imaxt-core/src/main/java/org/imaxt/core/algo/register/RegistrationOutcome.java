package org.imaxt.core.algo.register;

import java.util.List;

/** What came of a registration. */
public sealed interface RegistrationOutcome {

  /**
   * Sections lie on each other.
   *
   * @param sections one a section, in their order
   * @param beads beads that at least two sections show
   * @param centreErrorUm error of a detection's centre along an axis beside its own σ, µm
   * @param gaps pairs of neighbouring sections that no bead ties together, though beads tie the
   *     sections on either side among themselves
   */
  record Registered(
      List<SectionShift> sections, List<RegisteredBead> beads, double centreErrorUm, List<Gap> gaps)
      implements RegistrationOutcome {

    /** Copies the lists. */
    public Registered {
      sections = List.copyOf(sections);
      beads = List.copyOf(beads);
      gaps = List.copyOf(gaps);
    }
  }

  /**
   * A step that no bead shows.
   *
   * @param before last section before it
   * @param after first section after it
   */
  record Gap(int before, int after) {}

  /**
   * No two sections show the same beads.
   *
   * @param reason what is missing
   */
  record Refused(String reason) implements RegistrationOutcome {}
}
