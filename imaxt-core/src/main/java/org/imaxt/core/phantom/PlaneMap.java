package org.imaxt.core.phantom;

import java.util.List;

/**
 * A map of one plane onto another: an affine map, and a smooth warp of some µm upon it.
 *
 * <p>x' = a·x + b·y + tx + Σ ax·sin(kx·x + ky·y + phase), y' likewise with c, d, ty, ay. As an
 * affine matrix {@code [[a, b, tx], [c, d, ty]]}. All lengths in µm.
 *
 * @param a x' a µm of x
 * @param b x' a µm of y
 * @param tx x' of the origin, µm
 * @param c y' a µm of x
 * @param d y' a µm of y
 * @param ty y' of the origin, µm
 * @param warp waves of the warp; empty for a purely affine map
 */
public record PlaneMap(
    double a, double b, double tx, double c, double d, double ty, List<Wave> warp) {

  /** Steps of the inverse; each lessens the error by the warp's gradient, under 0.02. */
  private static final int INVERSE_STEPS = 8;

  /**
   * One wave of the warp.
   *
   * @param kx angular wave number along x, rad/µm
   * @param ky angular wave number along y, rad/µm
   * @param phaseRad phase, rad
   * @param axUm amplitude along x, µm
   * @param ayUm amplitude along y, µm
   */
  public record Wave(double kx, double ky, double phaseRad, double axUm, double ayUm) {}

  /** Copies the list. */
  public PlaneMap {
    warp = warp == null ? List.of() : List.copyOf(warp);
  }

  /**
   * Image of a point.
   *
   * @param x x, µm
   * @param y y, µm
   * @return x' and y', µm
   */
  public double[] apply(double x, double y) {
    double[] w = warpAt(x, y);
    return new double[] {a * x + b * y + tx + w[0], c * x + d * y + ty + w[1]};
  }

  /**
   * What the warp adds at a point.
   *
   * @param x x, µm
   * @param y y, µm
   * @return addition to x' and y', µm
   */
  public double[] warpAt(double x, double y) {
    double[] sum = new double[2];
    for (Wave w : warp) {
      double s = StrictMath.sin(w.kx * x + w.ky * y + w.phaseRad);
      sum[0] += w.axUm * s;
      sum[1] += w.ayUm * s;
    }
    return sum;
  }

  /**
   * The point with a given image.
   *
   * @param x x', µm
   * @param y y', µm
   * @return x and y, µm
   */
  public double[] inverse(double x, double y) {
    double det = a * d - b * c;
    double[] w = new double[2];
    double[] p = new double[2];
    for (int k = 0; k < (warp.isEmpty() ? 1 : INVERSE_STEPS); k++) {
      double u = x - tx - w[0];
      double v = y - ty - w[1];
      p[0] = (d * u - b * v) / det;
      p[1] = (a * v - c * u) / det;
      w = warpAt(p[0], p[1]);
    }
    return p;
  }

  /**
   * This map, then another, whose warp is taken as the linear map that fits it at a place.
   *
   * @param next the map that follows
   * @param x x of the place in this map's source, µm
   * @param y y of the place, µm
   * @return an affine map, equal to the compound one at the place and about it
   */
  public PlaneMap linearThen(PlaneMap next, double x, double y) {
    double h = 1;
    double[] p = through(next, x, y);
    double[] px = through(next, x + h, y);
    double[] py = through(next, x, y + h);
    double ax = (px[0] - p[0]) / h;
    double bx = (py[0] - p[0]) / h;
    double cy = (px[1] - p[1]) / h;
    double dy = (py[1] - p[1]) / h;
    return new PlaneMap(ax, bx, p[0] - ax * x - bx * y, cy, dy, p[1] - cy * x - dy * y, List.of());
  }

  private double[] through(PlaneMap next, double x, double y) {
    double[] p = apply(x, y);
    return next.apply(p[0], p[1]);
  }

  /**
   * Whether the map turns a right hand into a left one.
   *
   * @return true if it mirrors
   */
  public boolean mirrors() {
    return a * d - b * c < 0;
  }
}
