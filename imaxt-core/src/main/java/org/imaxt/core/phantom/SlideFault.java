package org.imaxt.core.phantom;

import static org.imaxt.core.phantom.Check.require;

/**
 * What is wrong with the slide of one section.
 *
 * @param section section, from 1
 * @param kind what is wrong
 */
public record SlideFault(int section, Kind kind) {

  /** Faults of slides. */
  public enum Kind {
    /** The slide shows no bead. */
    NO_BEADS,
    /** Nine beads in ten are lost. */
    FEW_BEADS,
    /** Half the section is missing. */
    TORN,
    /** The slide shows a section of another block, as deep. */
    OTHER_BLOCK,
    /** The section is scanned a second time, laid otherwise. */
    TWICE
  }

  /** Refuses numbers below 1. */
  public SlideFault {
    require(section >= 1, "sections count from 1, got %d", section);
    require(kind != null, "a fault of section %d must have a kind", section);
  }
}
