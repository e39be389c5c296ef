package org.imaxt.imc.cells;

import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.imaxt.core.algo.measure.RegionShape;

/** What is told of a shape; lengths in px, as scikit-image's {@code regionprops} has them. */
public enum ShapeProperty {
  /** Number of pixels. */
  AREA(RegionShape::area),
  /** Mean column; the first is 0. */
  CENTROID_X(RegionShape::centroidX),
  /** Mean row; the first is 0. */
  CENTROID_Y(RegionShape::centroidY),
  /** Mean of (x − centroid x)², px². */
  MOMENT_XX(RegionShape::mu02),
  /** Mean of (y − centroid y)², px². */
  MOMENT_YY(RegionShape::mu20),
  /** Mean of (x − centroid x)·(y − centroid y), px². */
  MOMENT_XY(RegionShape::mu11),
  /** Major axis of the ellipse of equal second moments. */
  AXIS_MAJOR_LENGTH(RegionShape::majorAxis),
  /** Minor axis of that ellipse. */
  AXIS_MINOR_LENGTH(RegionShape::minorAxis),
  /** Eccentricity of that ellipse. */
  ECCENTRICITY(RegionShape::eccentricity),
  /** Angle from the rows' axis to the major axis, rad. */
  ORIENTATION(RegionShape::orientation),
  /** Share of the convex hull that is filled. */
  SOLIDITY(RegionShape::solidity),
  /** Share of the bounding box that is filled. */
  EXTENT(RegionShape::extent),
  /** Length of the border. */
  PERIMETER(RegionShape::perimeter),
  /** 4π area / perimeter²; none where the perimeter is 0. */
  CIRCULARITY(RegionShape::circularity),
  /** Pixels of the convex hull. */
  AREA_CONVEX(RegionShape::convexArea);

  private final ToDoubleFunction<RegionShape> value;

  ShapeProperty(ToDoubleFunction<RegionShape> value) {
    this.value = value;
  }

  /**
   * The property of a shape.
   *
   * @param shape the shape
   * @return its value
   */
  public double of(RegionShape shape) {
    return value.applyAsDouble(shape);
  }

  /**
   * The word in columns.
   *
   * @return lower case
   */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
