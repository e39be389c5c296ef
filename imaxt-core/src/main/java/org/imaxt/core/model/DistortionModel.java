package org.imaxt.core.model;

import java.util.List;

/**
 * The non-linear part of a field distortion as a sum of terms, in n = (nx, ny): place from the
 * middle of the camera image over half of its longer side, so |n| ≤ √2.
 */
public enum DistortionModel {

  /**
   * Second and third powers, free along either axis: nx², nx·ny, ny², nx³, nx²·ny, nx·ny², ny³ for
   * x, then the same for y.
   */
  POLYNOMIAL(
      "x: nx²",
      "x: nx·ny",
      "x: ny²",
      "x: nx³",
      "x: nx²·ny",
      "x: nx·ny²",
      "x: ny³",
      "y: nx²",
      "y: nx·ny",
      "y: ny²",
      "y: nx³",
      "y: nx²·ny",
      "y: nx·ny²",
      "y: ny³"),

  /**
   * Radial r²·n and r⁴·n, then tangential (2·nx·ny, r² + 2·ny²) and (r² + 2·nx², 2·nx·ny); Brown,
   * Photogrammetric Engineering 32 (1966) 444-462.
   */
  RADIAL_TANGENTIAL("radial r²", "radial r⁴", "tangential y", "tangential x");

  private final List<String> names;

  DistortionModel(String... names) {
    this.names = List.of(names);
  }

  /**
   * Number of terms.
   *
   * @return count, each with one coefficient
   */
  public int size() {
    return names.size();
  }

  /**
   * What the terms are, for people.
   *
   * @return a name a term
   */
  public List<String> names() {
    return names;
  }

  /**
   * The terms at a place.
   *
   * @param nx x from the middle over half of the longer side
   * @param ny y from the middle over half of the longer side
   * @param x receives what each coefficient of 1 adds along x
   * @param y receives what each coefficient of 1 adds along y
   */
  public void terms(double nx, double ny, double[] x, double[] y) {
    if (this == POLYNOMIAL) {
      polynomial(nx, ny, x, y);
    } else {
      radialTangential(nx, ny, x, y);
    }
  }

  private static void polynomial(double nx, double ny, double[] x, double[] y) {
    double[] powers = {
      nx * nx, nx * ny, ny * ny, nx * nx * nx, nx * nx * ny, nx * ny * ny, ny * ny * ny
    };
    for (int i = 0; i < powers.length; i++) {
      x[i] = powers[i];
      y[i] = 0;
      x[powers.length + i] = 0;
      y[powers.length + i] = powers[i];
    }
  }

  private static void radialTangential(double nx, double ny, double[] x, double[] y) {
    double r2 = nx * nx + ny * ny;
    x[0] = nx * r2;
    y[0] = ny * r2;
    x[1] = nx * r2 * r2;
    y[1] = ny * r2 * r2;
    x[2] = 2 * nx * ny;
    y[2] = r2 + 2 * ny * ny;
    x[3] = r2 + 2 * nx * nx;
    y[3] = 2 * nx * ny;
  }
}
