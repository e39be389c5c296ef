package org.imaxt.core.algo.federate;

/** How far the axes of two frames may be stretched against each other. */
public enum Stretching {
  /** A section swells, shrinks and is pulled between the block and the slide. */
  OF_TISSUE(0.02, 0.015),
  /**
   * Two instruments look at the same glass: their pixels are known to a per cent or two, but their
   * stages err alike along both axes to a few parts in a thousand.
   */
  OF_INSTRUMENTS(0.02, 0.003);

  private final double scale;
  private final double uneven;

  Stretching(double scale, double uneven) {
    this.scale = scale;
    this.uneven = uneven;
  }

  /** Standard deviation of the common scale about 1. */
  double scale() {
    return scale;
  }

  /** Standard deviation of half the difference of the axes' scales, and of the shear. */
  double uneven() {
    return uneven;
  }
}
