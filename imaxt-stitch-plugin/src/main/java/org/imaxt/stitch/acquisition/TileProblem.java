package org.imaxt.stitch.acquisition;

import java.io.Serializable;

/**
 * A tile image that is not there, or not usable, though its position is known.
 *
 * @param kind what is wrong
 * @param section number of the section, from 1
 * @param tile number of the tile, from 0
 * @param layer optical layer, from 1
 * @param channel channel, from 1
 * @param detail name of the file, or what was found in it, for people
 */
public record TileProblem(Kind kind, int section, int tile, int layer, int channel, String detail)
    implements Serializable {

  /** What is wrong with the tile. */
  public enum Kind {
    /** There is no file. */
    MISSING,
    /** The file has no bytes. */
    EMPTY,
    /** The file ends too early. */
    TRUNCATED,
    /** The file is no TIFF, or contradicts itself. */
    UNREADABLE
  }

  @Override
  public String toString() {
    return "section "
        + section
        + " tile "
        + tile
        + " layer "
        + layer
        + " channel "
        + channel
        + ": "
        + detail;
  }
}
