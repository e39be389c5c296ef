package org.imaxt.core.algo.federate;

/** Apparent radii of spheres in slabs. */
final class Sphere {

  private Sphere() {}

  /** Distance of a centre from a slab, 0 inside. */
  static double distance(double centre, double top, double bottom) {
    return Math.max(0, Math.max(top - centre, centre - bottom));
  }

  /** Radius of the largest cross-section inside a slab; 0 where the sphere misses it. */
  static double apparent(double centre, double radius, double top, double bottom) {
    double d = distance(centre, top, bottom);
    return d >= radius ? 0 : Math.sqrt(radius * radius - d * d);
  }
}
