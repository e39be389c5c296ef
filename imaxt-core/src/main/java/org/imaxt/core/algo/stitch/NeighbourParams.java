package org.imaxt.core.algo.stitch;

/**
 * Which nominal overlaps are worth comparing.
 *
 * @param minWidthPx smallest extent of the overlap along its shorter side, px, at least 1
 * @param minLengthFraction smallest extent along its longer side as a fraction of the tile's side,
 *     in (0, 1]; leaves out tiles that touch at a corner only
 */
public record NeighbourParams(double minWidthPx, double minLengthFraction) {

  /** Refuses thresholds out of range. */
  public NeighbourParams {
    if (!(minWidthPx >= 1)) {
      throw new IllegalArgumentException("minWidthPx must be at least 1 px, got " + minWidthPx);
    }
    if (!(minLengthFraction > 0 && minLengthFraction <= 1)) {
      throw new IllegalArgumentException(
          "minLengthFraction must lie in (0, 1], got " + minLengthFraction);
    }
  }

  /**
   * Overlaps of 8 px or more along at least 55 % of a side.
   *
   * @return the defaults
   */
  public static NeighbourParams defaults() {
    return new NeighbourParams(8, 0.55);
  }
}
