package org.imaxt.core.algo.beads;

/**
 * A straight edge beyond which a bead is missing, in the patch's frame.
 *
 * @param cos x of the unit vector that points to what is missing
 * @param sin its y
 * @param atUm distance of the edge from the origin along that vector, µm
 */
record Cut(double cos, double sin, double atUm) {

  /** An edge that takes nothing from anything. */
  static final Cut NONE = new Cut(1, 0, Double.POSITIVE_INFINITY);

  /** How far beyond the edge a place lies, µm; negative on the bead's side. */
  double beyondUm(double x, double y) {
    return cos * x + sin * y - atUm;
  }

  boolean isNone() {
    return atUm == Double.POSITIVE_INFINITY;
  }

  /** Whether another edge is the same to within a length on a circle about a place. */
  boolean isNear(Cut other, double x, double y, double radiusUm, double withinUm) {
    if (isNone() || other.isNone()) {
      return isNone() == other.isNone();
    }
    double turned = Math.hypot(cos - other.cos, sin - other.sin) * radiusUm;
    return turned < withinUm && Math.abs(beyondUm(x, y) - other.beyondUm(x, y)) < withinUm;
  }
}
