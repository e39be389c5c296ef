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
   * This map, then another; exact.
   *
   * @param next the map that follows
   * @return the compound map
   * @throws IllegalStateException if this map has a warp
   */
  public PlaneMap then(PlaneMap next) {
    if (!warp.isEmpty()) {
      throw new IllegalStateException("only an affine map can be followed by another");
    }
    List<Wave> waves =
        next.warp.stream()
            .map(
                w ->
                    new Wave(
                        w.kx * a + w.ky * c,
                        w.kx * b + w.ky * d,
                        w.phaseRad + w.kx * tx + w.ky * ty,
                        w.axUm,
                        w.ayUm))
            .toList();
    return new PlaneMap(
        next.a * a + next.b * c,
        next.a * b + next.b * d,
        next.a * tx + next.b * ty + next.tx,
        next.c * a + next.d * c,
        next.c * b + next.d * d,
        next.c * tx + next.d * ty + next.ty,
        waves);
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
