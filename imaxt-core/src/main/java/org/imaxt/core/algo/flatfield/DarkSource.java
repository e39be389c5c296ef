package org.imaxt.core.algo.flatfield;

/** Where the dark level of a flat field comes from. */
public enum DarkSource {
  /** A value measured elsewhere. */
  GIVEN,
  /**
   * The low end of the darkest tiles, where the data hold both empty and signal-bearing areas; 0
   * where they do not.
   */
  DATA
}
