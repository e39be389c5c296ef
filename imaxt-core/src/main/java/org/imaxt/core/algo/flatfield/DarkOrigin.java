package org.imaxt.core.algo.flatfield;

/** What the dark level of an estimate rests on. */
public enum DarkOrigin {
  /** A value measured elsewhere. */
  GIVEN,
  /**
   * Areas without specimen whose background is lit: what of it does not follow the gain, which the
   * overlaps and the specimen fix.
   */
  BACKGROUND,
  /** Areas without specimen that do not follow the gain, and so show the dark level itself. */
  DARK_AREAS,
  /** Nothing: the data hold no empty areas; the level is taken for 0. */
  UNKNOWN
}
