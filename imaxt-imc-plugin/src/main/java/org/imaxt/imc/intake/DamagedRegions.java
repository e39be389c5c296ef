package org.imaxt.imc.intake;

/** What becomes of a region whose data are not all there and that no text file makes good. */
public enum DamagedRegions {
  /** All others are imported, then the run ends with an error that names it. */
  REFUSE,
  /** It is left out, with a warning. */
  SKIP,
  /** The pixels that are there are imported, with a warning; the others are NaN. */
  RECOVER
}
