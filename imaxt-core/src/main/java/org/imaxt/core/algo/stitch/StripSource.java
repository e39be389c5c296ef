package org.imaxt.core.algo.stitch;

/** Where the strips of two tiles are read. */
@FunctionalInterface
public interface StripSource {

  /**
   * Reads both strips of a pair.
   *
   * @param nominal the tiles and their nominal step, px
   * @param strips rectangles of both tiles, px
   * @param bin side of the squares that are averaged to one pixel, px; squares begin at whole
   *     multiples of it
   * @return the strips; they and their nominal step in pixels of that size
   */
  StripPair read(NeighbourPair nominal, OverlapStrips strips, int bin);
}
