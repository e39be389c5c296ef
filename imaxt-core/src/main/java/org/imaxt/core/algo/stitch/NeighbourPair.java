package org.imaxt.core.algo.stitch;

/**
 * Two tiles whose nominal overlap is worth comparing.
 *
 * @param a number of the first tile
 * @param b number of the second tile, larger than {@code a}
 * @param dxPx nominal step from a to b along x, px
 * @param dyPx nominal step from a to b along y, px
 */
public record NeighbourPair(int a, int b, double dxPx, double dyPx) {

  /**
   * The same for pixels that are larger.
   *
   * @param bin pixels along the side of a larger one
   * @return nominal step in these
   */
  public NeighbourPair binned(int bin) {
    return new NeighbourPair(a, b, dxPx / bin, dyPx / bin);
  }
}
