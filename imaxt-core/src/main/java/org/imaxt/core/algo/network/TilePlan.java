package org.imaxt.core.algo.network;

/**
 * Tiles of one size that cover an image, for the fewest pixels in all.
 *
 * @param columns tiles along x
 * @param rows tiles along y
 * @param width part of a tile that is kept along x, px, a multiple of the model's
 * @param height part of a tile that is kept along y, px, likewise
 */
record TilePlan(int columns, int rows, int width, int height) {

  /**
   * Cuts an image.
   *
   * @param imageWidth px
   * @param imageHeight px
   * @param halo px around what is kept
   * @param multiple tile sizes are multiples of this
   * @param largestPx pixels of a tile with its halo; exceeded only where not even one multiple fits
   */
  static TilePlan of(long imageWidth, long imageHeight, int halo, int multiple, long largestPx) {
    long across = (imageWidth + multiple - 1) / multiple;
    long down = (imageHeight + multiple - 1) / multiple;
    TilePlan best = null;
    long least = Long.MAX_VALUE;
    for (long columns = 1; columns <= across; columns++) {
      int width = Math.toIntExact(parts(across, columns) * multiple);
      long tallest = largestPx / (width + 2L * halo) - 2L * halo;
      if (tallest < multiple && columns < across) {
        continue;
      }
      long most = Math.max(1, Math.min(down, tallest / multiple));
      long rows = parts(down, most);
      int height = Math.toIntExact(parts(down, rows) * multiple);
      long cost = columns * rows * (width + 2L * halo) * (height + 2L * halo);
      if (cost < least) {
        least = cost;
        best = new TilePlan((int) parts(across, width / multiple), (int) rows, width, height);
      } else if (best != null && columns > 4L * best.columns()) {
        break; // ever narrower tiles are ever more halo
      }
    }
    return best;
  }

  private static long parts(long whole, long part) {
    return (whole + part - 1) / part;
  }
}
