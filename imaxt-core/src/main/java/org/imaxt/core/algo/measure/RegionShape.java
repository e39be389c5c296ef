package org.imaxt.core.algo.measure;

/**
 * The shape of a region; see scikit-image's {@code regionprops} for the definitions.
 *
 * @param area number of pixels
 * @param left first column
 * @param top first row
 * @param right one past the last column
 * @param bottom one past the last row
 * @param centroidX mean column, px
 * @param centroidY mean row, px
 * @param mu20 mean of (y − centroidY)², px²
 * @param mu02 mean of (x − centroidX)², px²
 * @param mu11 mean of (y − centroidY)·(x − centroidX), px²
 * @param majorAxis length of the major axis of the ellipse of equal second moments, px
 * @param minorAxis length of its minor axis, px
 * @param eccentricity eccentricity of that ellipse, 0 (a circle) to 1
 * @param orientation angle from the rows' axis (down) to the major axis, −π/2 to π/2,
 *     counter-clockwise, rad
 * @param perimeter length of the border through the centres of its pixels (4-connected border), px
 * @param convexArea number of pixels in the convex hull of the pixels' edge middles
 */
public record RegionShape(
    int area,
    int left,
    int top,
    int right,
    int bottom,
    double centroidX,
    double centroidY,
    double mu20,
    double mu02,
    double mu11,
    double majorAxis,
    double minorAxis,
    double eccentricity,
    double orientation,
    double perimeter,
    int convexArea) {

  /**
   * How much of the convex hull is filled.
   *
   * @return area over convex area, 0 to 1
   */
  public double solidity() {
    return (double) area / convexArea;
  }

  /**
   * How much of the bounding box is filled.
   *
   * @return area over the box's area, 0 to 1
   */
  public double extent() {
    return area / ((double) (right - left) * (bottom - top));
  }

  /**
   * How round it is.
   *
   * @return 4π area / perimeter², 1 for a disc, above 1 for regions of few pixels; NaN where the
   *     perimeter is 0
   */
  public double circularity() {
    return perimeter == 0 ? Double.NaN : 4 * Math.PI * area / (perimeter * perimeter);
  }
}
