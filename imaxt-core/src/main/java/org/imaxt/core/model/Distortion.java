package org.imaxt.core.model;

import java.io.Serializable;
import java.util.Collections;
import java.util.List;

/**
 * Where the pixels of a camera truly look: the ideal place of a point of the camera image is its
 * own plus a displacement, in the camera frame.
 *
 * <p>The displacement along x is magnificationX·(u − W/2)·p plus the terms of the model times their
 * coefficients, likewise along y; it is 0 in the middle. Ideal places are pixels of the undistorted
 * tile, W × H like the camera image; pixel i covers [i, i + 1).
 *
 * @param model terms beside the magnifications
 * @param widthPx width W of the camera image, px
 * @param heightPx height H of the camera image, px
 * @param pixelSizeUm nominal size p of a pixel, µm
 * @param magnificationX linear magnification along x, relative, within ± 0.2
 * @param magnificationY linear magnification along y, relative, within ± 0.2
 * @param coefficientsUm coefficients of the terms, µm
 */
public record Distortion(
    DistortionModel model,
    int widthPx,
    int heightPx,
    double pixelSizeUm,
    double magnificationX,
    double magnificationY,
    List<Double> coefficientsUm)
    implements Serializable {

  private static final double LARGEST_MAGNIFICATION = 0.2;
  private static final int MOST_STEPS = 200;
  private static final int BORDER_POINTS = 8;
  private static final double SETTLED_PX = 1e-11;

  /** Copies the coefficients and refuses what cannot be inverted anywhere. */
  public Distortion {
    coefficientsUm = List.copyOf(coefficientsUm);
    require(widthPx > 0 && heightPx > 0, "a camera image must be at least 1 x 1 px", widthPx);
    require(pixelSizeUm > 0, "pixelSizeUm must be positive", pixelSizeUm);
    require(
        coefficientsUm.size() == model.size(),
        "coefficientsUm must have one value a term of " + model,
        coefficientsUm.size());
    require(
        coefficientsUm.stream().allMatch(Double::isFinite),
        "coefficientsUm must be finite",
        coefficientsUm);
    require(
        Math.abs(magnificationX) <= LARGEST_MAGNIFICATION
            && Math.abs(magnificationY) <= LARGEST_MAGNIFICATION,
        "magnifications must lie within ± " + LARGEST_MAGNIFICATION,
        magnificationX + ", " + magnificationY);
  }

  /**
   * No distortion.
   *
   * @param widthPx width of the camera image, px
   * @param heightPx height of the camera image, px
   * @param pixelSizeUm size of a pixel, µm
   * @return the identity
   */
  public static Distortion identity(int widthPx, int heightPx, double pixelSizeUm) {
    DistortionModel model = DistortionModel.POLYNOMIAL;
    return new Distortion(
        model, widthPx, heightPx, pixelSizeUm, 0, 0, Collections.nCopies(model.size(), 0.0));
  }

  /**
   * Whether every pixel looks where it should.
   *
   * @return true if all displacements are 0
   */
  public boolean isIdentity() {
    return magnificationX == 0
        && magnificationY == 0
        && coefficientsUm.stream().allMatch(c -> c == 0);
  }

  /**
   * The same with other magnifications.
   *
   * @param x linear magnification along x, relative
   * @param y linear magnification along y, relative
   * @return the changed distortion
   */
  public Distortion withMagnification(double x, double y) {
    return new Distortion(model, widthPx, heightPx, pixelSizeUm, x, y, coefficientsUm);
  }

  /**
   * The same with other coefficients.
   *
   * @param um coefficients of the terms, µm
   * @return the changed distortion
   */
  public Distortion withCoefficients(List<Double> um) {
    return new Distortion(
        model, widthPx, heightPx, pixelSizeUm, magnificationX, magnificationY, um);
  }

  /**
   * The same for images of another resolution.
   *
   * @param bin side of the squares that are averaged to one pixel, px; divides both sides
   * @return the distortion of the binned image
   */
  public Distortion binned(int bin) {
    return new Distortion(
        model,
        widthPx / bin,
        heightPx / bin,
        pixelSizeUm * bin,
        magnificationX,
        magnificationY,
        coefficientsUm);
  }

  /**
   * Half of the camera image's longer side, the unit of n.
   *
   * @return px
   */
  public double halfSidePx() {
    return 0.5 * Math.max(widthPx, heightPx);
  }

  /**
   * Displacement of a point of the camera image.
   *
   * @param u x in the camera image, px
   * @param v y in the camera image, px
   * @param out receives the displacement (x, y), px
   */
  public void displacement(double u, double v, double[] out) {
    double[] x = new double[model.size()];
    double[] y = new double[model.size()];
    double half = halfSidePx();
    double du = u - 0.5 * widthPx;
    double dv = v - 0.5 * heightPx;
    model.terms(du / half, dv / half, x, y);
    double sumX = 0;
    double sumY = 0;
    for (int i = 0; i < x.length; i++) {
      double c = coefficientsUm.get(i);
      sumX += c * x[i];
      sumY += c * y[i];
    }
    out[0] = magnificationX * du + sumX / pixelSizeUm;
    out[1] = magnificationY * dv + sumY / pixelSizeUm;
  }

  /**
   * The ideal place of a point of the camera image.
   *
   * @param u x in the camera image, px
   * @param v y in the camera image, px
   * @param out receives the place (x, y) in the undistorted tile, px; may lie outside
   */
  public void ideal(double u, double v, double[] out) {
    displacement(u, v, out);
    out[0] += u;
    out[1] += v;
  }

  /**
   * The point of the camera image that looks at an ideal place: the exact inverse of {@link
   * #ideal}, by fixed-point iteration, to 10⁻⁹ px.
   *
   * @param x x in the undistorted tile, px
   * @param y y in the undistorted tile, px
   * @param out receives the point (x, y) of the camera image, px; may lie outside; NaN where the
   *     distortion folds over and has no inverse
   */
  public void camera(double x, double y, double[] out) {
    double u = x;
    double v = y;
    for (int step = 0; step < MOST_STEPS; step++) {
      displacement(u, v, out);
      double nextU = x - out[0];
      double nextV = y - out[1];
      double moved = Math.abs(nextU - u) + Math.abs(nextV - v);
      u = nextU;
      v = nextV;
      if (moved < SETTLED_PX) {
        out[0] = u;
        out[1] = v;
        return;
      }
    }
    out[0] = Double.NaN;
    out[1] = Double.NaN;
  }

  /**
   * Whether two points of the camera image look at the same place somewhere, as no lens does: such
   * a distortion cannot be taken out.
   *
   * @return true if there is no inverse near the border of the tile
   */
  public boolean folds() {
    double[] at = new double[2];
    for (int i = 0; i <= BORDER_POINTS; i++) {
      double x = (double) i / BORDER_POINTS * widthPx;
      double y = (double) i / BORDER_POINTS * heightPx;
      for (double[] point : new double[][] {{x, 0}, {x, heightPx}, {0, y}, {widthPx, y}}) {
        camera(point[0], point[1], at);
        if (Double.isNaN(at[0])) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * Length of the longest displacement at the corners, magnifications included.
   *
   * @return µm
   */
  public double cornerUm() {
    double largest = 0;
    double[] d = new double[2];
    for (int corner = 0; corner < 4; corner++) {
      displacement((corner & 1) * widthPx, (corner >> 1) * heightPx, d);
      largest = Math.max(largest, Math.hypot(d[0], d[1]));
    }
    return largest * pixelSizeUm;
  }

  private static void require(boolean holds, String rule, Object value) {
    if (!holds) {
      throw new IllegalArgumentException(rule + ", got " + value);
    }
  }
}
