package org.imaxt.core.model;

import java.io.Serializable;

/**
 * Measured step from one tile to another: position of {@code b} less position of {@code a}.
 *
 * @param a number of the first tile
 * @param b number of the second tile
 * @param dxPx step along x, px of the mosaic frame
 * @param dyPx step along y, px of the mosaic frame
 * @param sigmaXPx standard error along x, px, positive
 * @param sigmaYPx standard error along y, px, positive
 * @param correlation normalised cross-correlation of the overlap at this step, -1 to 1
 */
public record Displacement(
    int a, int b, double dxPx, double dyPx, double sigmaXPx, double sigmaYPx, double correlation)
    implements Serializable {

  /** Refuses a pair of a tile with itself and errors that are not positive. */
  public Displacement {
    if (a == b) {
      throw new IllegalArgumentException("a displacement joins two tiles, got " + a + " twice");
    }
    if (!(sigmaXPx > 0) || !(sigmaYPx > 0)) {
      throw new IllegalArgumentException(
          "standard errors must be positive, got " + sigmaXPx + ", " + sigmaYPx + " px");
    }
  }
}
