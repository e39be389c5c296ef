package org.imaxt.core.algo.federate;

import java.io.Serializable;
import java.util.List;

/**
 * An affine map of the plane, source µm to target µm: {@code x' = a·x + b·y + tx}, {@code y' = c·x
 * + d·y + ty}.
 *
 * @param a change of x' with x
 * @param b change of x' with y
 * @param txUm x' of the source's origin, µm
 * @param c change of y' with x
 * @param d change of y' with y
 * @param tyUm y' of the source's origin, µm
 */
public record Affine(double a, double b, double txUm, double c, double d, double tyUm)
    implements Serializable {

  /** Leaves every point where it is. */
  public static final Affine IDENTITY = new Affine(1, 0, 0, 0, 1, 0);

  /** Refuses what is not finite. */
  public Affine {
    if (!Double.isFinite(a + b + txUm + c + d + tyUm)) {
      throw new IllegalArgumentException(
          "an affine needs finite numbers, got [[%s, %s, %s], [%s, %s, %s]]"
              .formatted(a, b, txUm, c, d, tyUm));
    }
  }

  /**
   * The map of six coefficients, as documents and sections' transforms spell them.
   *
   * @param c a, b, tx, c, d, ty
   * @return the map
   */
  public static Affine of(double... c) {
    return new Affine(c[0], c[1], c[2], c[3], c[4], c[5]);
  }

  /**
   * The same of a document's list.
   *
   * @param c a, b, tx, c, d, ty
   * @return the map
   */
  public static Affine of(List<Double> c) {
    return of(c.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /**
   * A shift.
   *
   * @param xUm along x, µm
   * @param yUm along y, µm
   * @return the map
   */
  public static Affine translation(double xUm, double yUm) {
    return new Affine(1, 0, xUm, 0, 1, yUm);
  }

  /**
   * A turn about the origin, then a scale.
   *
   * @param angle radians, from x towards y
   * @param scale factor
   * @return the map
   */
  public static Affine similarity(double angle, double scale) {
    double p = scale * Math.cos(angle);
    double q = scale * Math.sin(angle);
    return new Affine(p, -q, 0, q, p, 0);
  }

  /**
   * Mirrors left to right about the origin.
   *
   * @return the map
   */
  public static Affine flipX() {
    return new Affine(-1, 0, 0, 0, 1, 0);
  }

  /**
   * x of a mapped point.
   *
   * @param x source, µm
   * @param y source, µm
   * @return target, µm
   */
  public double x(double x, double y) {
    return a * x + b * y + txUm;
  }

  /**
   * y of a mapped point.
   *
   * @param x source, µm
   * @param y source, µm
   * @return target, µm
   */
  public double y(double x, double y) {
    return c * x + d * y + tyUm;
  }

  /**
   * This map followed by another.
   *
   * @param next from this map's target on
   * @return the composed map
   */
  public Affine then(Affine next) {
    return new Affine(
        next.a * a + next.b * c,
        next.a * b + next.b * d,
        next.x(txUm, tyUm),
        next.c * a + next.d * c,
        next.c * b + next.d * d,
        next.y(txUm, tyUm));
  }

  /**
   * Area factor; negative where the map mirrors.
   *
   * @return a·d − b·c
   */
  public double determinant() {
    return a * d - b * c;
  }

  /**
   * Whether the map mirrors.
   *
   * @return true if the determinant is negative
   */
  public boolean mirrors() {
    return determinant() < 0;
  }

  /**
   * The map back.
   *
   * @return the inverse
   * @throws ArithmeticException if the map flattens the plane
   */
  public Affine inverse() {
    double det = determinant();
    if (!(Math.abs(det) > 1e-12)) {
      throw new ArithmeticException("an affine of determinant " + det + " has no inverse");
    }
    double ia = d / det;
    double ib = -b / det;
    double ic = -c / det;
    double id = a / det;
    return new Affine(ia, ib, -ia * txUm - ib * tyUm, ic, id, -ic * txUm - id * tyUm);
  }

  /**
   * The larger of the two principal scales.
   *
   * @return largest singular value of the linear part
   */
  public double largestScale() {
    return 0.5 * (Math.hypot(a + d, c - b) + Math.hypot(a - d, b + c));
  }

  /**
   * The smaller of the two principal scales.
   *
   * @return smallest singular value of the linear part
   */
  public double smallestScale() {
    return 0.5 * Math.abs(Math.hypot(a + d, c - b) - Math.hypot(a - d, b + c));
  }

  /**
   * How far the images of the axes are from a right angle.
   *
   * @return cosine of the angle between them, not negative
   */
  public double shear() {
    return Math.abs(a * b + c * d) / Math.max(1e-300, Math.hypot(a, c) * Math.hypot(b, d));
  }

  /**
   * The turn that is left when any mirroring left to right has been done first.
   *
   * @return radians, from x towards y
   */
  public double rotation() {
    return mirrors() ? Math.atan2(-c - b, d - a) : Math.atan2(c - b, a + d);
  }
}
