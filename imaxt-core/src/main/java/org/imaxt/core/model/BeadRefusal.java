package org.imaxt.core.model;

/** Why a candidate is not taken for a bead. */
public enum BeadRefusal {
  /** Too little of it is known: it lies at the border of the mosaic or mostly under others. */
  BORDER("cut by the border"),
  /** Too little of its rim follows a circle. */
  NOT_ROUND("not round"),
  /** The profile does not describe it. */
  POOR_FIT("poor fit"),
  /** It does not rise enough above the noise. */
  FAINT("too faint"),
  /** It does not lie in the dark, as beads do, but on tissue. */
  ON_TISSUE("on tissue"),
  /** Its radius is no bead's that was asked for. */
  SIZE("radius out of range"),
  /** Its radius lies outside what the beads of the sample have. */
  UNUSUAL_RADIUS("radius out of the learnt distribution"),
  /** A better candidate describes the same bead. */
  TWICE("found twice");

  private final String text;

  BeadRefusal(String text) {
    this.text = text;
  }

  /**
   * The reason in words.
   *
   * @return lower case, for tables
   */
  public String text() {
    return text;
  }
}
