package org.imaxt.core.algo.stitch;

import java.util.Optional;
import net.imglib2.FinalInterval;
import net.imglib2.Interval;

/**
 * The rectangles of two tiles that a comparison has to read.
 *
 * @param a rectangle of the first tile, (x, y), px of that tile
 * @param b rectangle of the second tile, (x, y), px of that tile
 */
public record OverlapStrips(Interval a, Interval b) {

  /**
   * The rectangles that hold the whole overlap at every step within the search radius of the
   * nominal one.
   *
   * @param pair the pair and its nominal step
   * @param tileA size of the first tile
   * @param tileB size of the second tile
   * @param radiusPx search radius, px, not negative
   * @return the rectangles, or nothing if the tiles cannot overlap within the radius
   */
  public static Optional<OverlapStrips> of(
      NeighbourPair pair, TileSize tileA, TileSize tileB, double radiusPx) {
    Interval a =
        within(
            tileA,
            pair.dxPx() - radiusPx,
            pair.dyPx() - radiusPx,
            pair.dxPx() + tileB.width() + radiusPx,
            pair.dyPx() + tileB.height() + radiusPx);
    Interval b =
        within(
            tileB,
            -pair.dxPx() - radiusPx,
            -pair.dyPx() - radiusPx,
            -pair.dxPx() + tileA.width() + radiusPx,
            -pair.dyPx() + tileA.height() + radiusPx);
    boolean empty =
        a.dimension(0) < 1 || a.dimension(1) < 1 || b.dimension(0) < 1 || b.dimension(1) < 1;
    return empty ? Optional.empty() : Optional.of(new OverlapStrips(a, b));
  }

  private static Interval within(TileSize tile, double x0, double y0, double x1, double y1) {
    return new FinalInterval(
        new long[] {Math.max(0, (long) Math.floor(x0)), Math.max(0, (long) Math.floor(y0))},
        new long[] {
          Math.min(tile.width(), (long) Math.ceil(x1)) - 1,
          Math.min(tile.height(), (long) Math.ceil(y1)) - 1
        });
  }

  /** Pixels of the smaller rectangle. */
  long smallerArea() {
    return Math.min(a.dimension(0) * a.dimension(1), b.dimension(0) * b.dimension(1));
  }

  /** Shortest side of both rectangles, px. */
  long narrowest() {
    return Math.min(
        Math.min(a.dimension(0), a.dimension(1)), Math.min(b.dimension(0), b.dimension(1)));
  }
}
