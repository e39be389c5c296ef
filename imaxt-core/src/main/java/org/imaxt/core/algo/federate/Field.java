package org.imaxt.core.algo.federate;

import java.io.Serializable;

/**
 * A rectangle, µm.
 *
 * @param x0 left, µm
 * @param y0 top, µm
 * @param x1 right, µm
 * @param y1 bottom, µm
 */
public record Field(double x0, double y0, double x1, double y1) implements Serializable {

  /** Refuses what has no area. */
  public Field {
    if (!(x1 > x0 && y1 > y0) || !Double.isFinite(x0 + y0 + x1 + y1)) {
      throw new IllegalArgumentException(
          "a field needs an area, got x %s to %s, y %s to %s µm".formatted(x0, x1, y0, y1));
    }
  }

  /**
   * Area.
   *
   * @return µm²
   */
  public double areaUm2() {
    return (x1 - x0) * (y1 - y0);
  }

  /**
   * Whether a point lies inside by more than a margin.
   *
   * @param x µm
   * @param y µm
   * @param marginUm distance from the border, µm; negative lets points outside in
   * @return true inside
   */
  public boolean contains(double x, double y, double marginUm) {
    return x >= x0 + marginUm && x <= x1 - marginUm && y >= y0 + marginUm && y <= y1 - marginUm;
  }

  /** The middle, (x, y). */
  double[] centre() {
    return new double[] {0.5 * (x0 + x1), 0.5 * (y0 + y1)};
  }
}
