package org.imaxt.core.algo.image;

/**
 * An affine from the pixels of one image to those of another, pixel centres at whole numbers:
 * {@code u = a·i + b·j + tx}, {@code v = c·i + d·j + ty}.
 *
 * @param a columns of the source a column
 * @param b columns of the source a row
 * @param tx column of the source under pixel (0, 0)
 * @param c rows of the source a column
 * @param d rows of the source a row
 * @param ty row of the source under pixel (0, 0)
 */
public record PixelMap(double a, double b, double tx, double c, double d, double ty) {

  /** Refuses what is not finite. */
  public PixelMap {
    if (!Double.isFinite(a + b + tx + c + d + ty)) {
      throw new IllegalArgumentException(
          "a map of pixels needs finite numbers, got [[%s, %s, %s], [%s, %s, %s]]"
              .formatted(a, b, tx, c, d, ty));
    }
  }

  /**
   * Column of the source.
   *
   * @param i column
   * @param j row
   * @return px
   */
  public double u(double i, double j) {
    return a * i + b * j + tx;
  }

  /**
   * Row of the source.
   *
   * @param i column
   * @param j row
   * @return px
   */
  public double v(double i, double j) {
    return c * i + d * j + ty;
  }

  /**
   * The same map for a part of the source.
   *
   * @param column first column of the part
   * @param row first row of the part
   * @return the map to the part's own pixels
   */
  public PixelMap within(int column, int row) {
    return new PixelMap(a, b, tx - column, c, d, ty - row);
  }

  /**
   * The same map for pixels cut into smaller ones.
   *
   * @param times small pixels a pixel, along either axis, at least 1
   * @return the map of the small pixels
   */
  public PixelMap finer(int times) {
    double first = (1.0 / times - 1) / 2; // centre of the first small pixel
    return new PixelMap(
        a / times, b / times, u(first, first), c / times, d / times, v(first, first));
  }
}
