package org.imaxt.core.algo.stitch;

/** Pixels that both strips of a pair know at a step. */
final class CommonPixels {

  private CommonPixels() {}

  /**
   * Mean width of what both strips know along its shorter side, px: pixels that are ignored, an
   * edge under stray light for one, make an overlap narrower than its rectangle.
   *
   * @param pair the strips
   * @param dxPx step along x, px
   * @param dyPx step along y, px
   */
  static double narrowest(StripPair pair, double dxPx, double dyPx) {
    Strip a = pair.a();
    Strip b = pair.b();
    int lagX = (int) Math.round(dxPx) - a.x0 + b.x0;
    int lagY = (int) Math.round(dyPx) - a.y0 + b.y0;
    int[] columns = new int[a.width];
    int rows = 0;
    long count = 0;
    for (int y = Math.max(0, lagY); y < Math.min(a.height, b.height + lagY); y++) {
      long before = count;
      for (int x = Math.max(0, lagX); x < Math.min(a.width, b.width + lagX); x++) {
        if (a.weights[y * a.width + x] > 0 && b.weights[(y - lagY) * b.width + x - lagX] > 0) {
          columns[x]++;
          count++;
        }
      }
      rows += count > before ? 1 : 0;
    }
    int across = 0;
    for (int column : columns) {
      across += column > 0 ? 1 : 0;
    }
    return count == 0 ? 0 : (double) count / Math.max(rows, across);
  }
}
