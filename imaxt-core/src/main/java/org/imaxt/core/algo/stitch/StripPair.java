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

  /**
   * Both strips at half of their resolution.
   *
   * @return strips and nominal step in pixels of twice the size
   */
  public StripPair halved() {
    return new StripPair(nominal.binned(2), a.aligned(2).binned(2), b.aligned(2).binned(2));
  }

  /** The same with the tiles the other way round. */
  StripPair swapped() {
    NeighbourPair back =
        new NeighbourPair(nominal.b(), nominal.a(), -nominal.dxPx(), -nominal.dyPx());
    return new StripPair(back, b, a);
  }

  /**
   * The parts that overlap.
   *
   * @param step step from the first tile to the second (x, y), px
   * @param marginPx what is kept round the overlap, px
   * @return strips of the overlap and the margin, cut off where these end
   */
  public StripPair cropped(double[] step, int marginPx) {
    int lagX = (int) Math.round(step[0]) - a.x0 + b.x0;
    int lagY = (int) Math.round(step[1]) - a.y0 + b.y0;
    int x0 = Math.max(0, lagX) - marginPx;
    int y0 = Math.max(0, lagY) - marginPx;
    int w = Math.min(a.width, b.width + lagX) + marginPx - x0;
    int h = Math.min(a.height, b.height + lagY) + marginPx - y0;
    return new StripPair(nominal, a.part(x0, y0, w, h), b.part(x0 - lagX, y0 - lagY, w, h));
  }
}
