package org.imaxt.core.phantom;

/**
 * Where a camera pixel truly looks: its ideal place plus a displacement, camera axes, µm.
 *
 * <p>With n = (u − W/2, v − H/2) / (max(W, H)/2) and r² = n·n the displacement is (wx·nx +
 * cx·ny)·r² + mx·(u − W/2)·p along u and (wy·ny + cy·nx)·r² + my·(v − H/2)·p along v. It vanishes
 * in the middle of the field.
 *
 * @param widthPx width W of the camera image, px
 * @param heightPx height H of the camera image, px
 * @param pixelSizeUm pixel size p, µm
 * @param radialXUm wx, µm
 * @param radialYUm wy, µm
 * @param crossXUm cx, µm
 * @param crossYUm cy, µm
 * @param magnificationX mx
 * @param magnificationY my
 */
public record FieldDistortion(
    int widthPx,
    int heightPx,
    double pixelSizeUm,
    double radialXUm,
    double radialYUm,
    double crossXUm,
    double crossYUm,
    double magnificationX,
    double magnificationY) {

  static FieldDistortion draw(PhantomParams p, Draw draw) {
    GridParams g = p.grid();
    OpticsParams o = p.optics();
    double sign = draw.uniform("distortion sign") < 0.5 ? -1 : 1;
    double wx = sign * draw.in(new Range(0.75, 1.25), "radial x");
    double wy = sign * draw.in(new Range(0.75, 1.25), "radial y");
    double cx = draw.within(o.crossTerm(), "cross x");
    double cy = draw.within(o.crossTerm(), "cross y");
    boolean linear = p.has(Effect.MAGNIFICATION);
    FieldDistortion unit =
        new FieldDistortion(
            g.tileWidthPx(), g.tileHeightPx(), g.pixelSizeUm(), wx, wy, cx, cy, 0, 0);
    double scale = p.has(Effect.DISTORTION) ? o.distortionUm() / unit.largestUm() : 0;
    return new FieldDistortion(
        g.tileWidthPx(),
        g.tileHeightPx(),
        g.pixelSizeUm(),
        scale * wx,
        scale * wy,
        scale * cx,
        scale * cy,
        linear ? draw.within(o.magnification(), "magnification x") : 0,
        linear ? draw.within(o.magnification(), "magnification y") : 0);
  }

  /**
   * Displacement along the camera's x axis.
   *
   * @param u x in the camera image, px; pixel i covers [i, i + 1)
   * @param v y in the camera image, px
   * @return displacement, µm
   */
  public double displacementXUm(double u, double v) {
    double half = Math.max(widthPx, heightPx) / 2.0;
    double x = u - widthPx / 2.0;
    double nx = x / half;
    double ny = (v - heightPx / 2.0) / half;
    return (radialXUm * nx + crossXUm * ny) * (nx * nx + ny * ny)
        + magnificationX * x * pixelSizeUm;
  }

  /**
   * Displacement along the camera's y axis.
   *
   * @param u x in the camera image, px; pixel i covers [i, i + 1)
   * @param v y in the camera image, px
   * @return displacement, µm
   */
  public double displacementYUm(double u, double v) {
    double half = Math.max(widthPx, heightPx) / 2.0;
    double y = v - heightPx / 2.0;
    double nx = (u - widthPx / 2.0) / half;
    double ny = y / half;
    return (radialYUm * ny + crossYUm * nx) * (nx * nx + ny * ny)
        + magnificationY * y * pixelSizeUm;
  }

  /** Length of the longest displacement at the corners, µm. */
  double largestUm() {
    double a = Math.hypot(displacementXUm(0, 0), displacementYUm(0, 0));
    double b = Math.hypot(displacementXUm(widthPx, 0), displacementYUm(widthPx, 0));
    return Math.max(a, b);
  }
}
