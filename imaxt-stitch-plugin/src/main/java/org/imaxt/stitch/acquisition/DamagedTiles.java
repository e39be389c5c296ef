package org.imaxt.stitch.acquisition;

/** What to do with tile files that are empty, truncated or no TIFF. */
public enum DamagedTiles {
  /** The acquisition is refused, with the list of them. */
  REFUSE,
  /** They are treated as missing tiles, and listed. */
  SKIP
}
