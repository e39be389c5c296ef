package org.imaxt.core.algo.stitch;

/**
 * Two strips and the step between their tiles that the stage says.
 *
 * @param nominal the pair of tiles and its nominal step
 * @param a strip of the first tile
 * @param b strip of the second tile
 */
public record StripPair(NeighbourPair nominal, Strip a, Strip b) {

  /** Refuses strips with different numbers of channels. */
  public StripPair {
    if (a.channels.length != b.channels.length) {
      throw new IllegalArgumentException(
          "strips must have the same channels, got "
              + a.channels.length
              + " and "
              + b.channels.length);
    }
  }
}
