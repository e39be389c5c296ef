package org.imaxt.core.algo.stitch;

/**
 * Two tiles whose nominal overlap is worth comparing.
 *
 * @param a number of the first tile
 * @param b number of the second tile, larger than {@code a}
 * @param dxPx nominal step from a to b along x, px
 * @param dyPx nominal step from a to b along y, px
 */
public record NeighbourPair(int a, int b, double dxPx, double dyPx) {}
