package org.imaxt.core.model;

import java.io.Serializable;

/** What became of a candidate: a bead, or a reason why it is none. */
public sealed interface BeadOutcome extends Serializable {

  /**
   * What was fitted, of use for a refused one only to tell why.
   *
   * @return the last state of the fit
   */
  FittedBead bead();

  /**
   * The candidate is a bead, and its numbers can be trusted.
   *
   * @param bead the fit
   */
  record Accepted(FittedBead bead) implements BeadOutcome {}

  /**
   * The candidate is no bead, or not one that can be measured.
   *
   * @param bead the last state of the fit
   * @param reason why
   */
  record Refused(FittedBead bead, BeadRefusal reason) implements BeadOutcome {}
}
