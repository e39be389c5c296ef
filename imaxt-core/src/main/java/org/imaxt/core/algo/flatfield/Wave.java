package org.imaxt.core.algo.flatfield;

import java.io.Serializable;

/**
 * Wave vector of a ripple of the illumination, such as interference leaves behind.
 *
 * @param x cycles along x over the longer side of the camera image
 * @param y cycles along y over the longer side of the camera image
 */
public record Wave(double x, double y) implements Serializable {

  /** Distance to another wave vector or its opposite, cycles. */
  double distance(Wave other) {
    return Math.min(Math.hypot(x - other.x, y - other.y), Math.hypot(x + other.x, y + other.y));
  }

  /** This wave vector moved, each component by at most {@code most}. */
  Wave moved(double dx, double dy, double most) {
    return new Wave(
        x + Math.max(-most, Math.min(most, dx)), y + Math.max(-most, Math.min(most, dy)));
  }
}
