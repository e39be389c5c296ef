package org.imaxt.core.phantom;

import static org.imaxt.core.phantom.Check.require;

/**
 * One tile of a section, with all its channels and layers.
 *
 * @param section section, from 1
 * @param tile tile in acquisition order, from 0
 */
public record TileRef(int section, int tile) {

  /** Refuses numbers below their first. */
  public TileRef {
    require(
        section >= 1 && tile >= 0,
        "section counts from 1 and tile from 0, got %d, %d",
        section,
        tile);
  }
}
