package org.imaxt.core.phantom;

import static org.imaxt.core.phantom.Check.require;

/**
 * One file of an acquisition.
 *
 * @param section section, from 1
 * @param layer optical layer, from 1
 * @param channel channel, from 1
 * @param tile tile in acquisition order, from 0
 */
public record TileFile(int section, int layer, int channel, int tile) {

  /** Refuses numbers below their first. */
  public TileFile {
    require(
        section >= 1 && layer >= 1 && channel >= 1 && tile >= 0,
        "section, layer and channel count from 1, tile from 0, got %d, %d, %d, %d",
        section,
        layer,
        channel,
        tile);
  }
}
