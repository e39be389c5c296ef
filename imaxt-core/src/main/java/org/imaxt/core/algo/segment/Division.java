package org.imaxt.core.algo.segment;

/**
 * How images are divided; part of what the labels mean, so that it is the same for all.
 *
 * @param squarePx side of the squares, whose grid begins at the image's first pixel, px
 * @param wholePx components of the foreground that are no wider and no higher are segmented whole,
 *     wherever they lie; larger ones by squares, each with this much of its surroundings, px
 */
public record Division(int squarePx, int wholePx) {

  /**
   * The division that is used: an image of at most 2048 px a side is one square, and components of
   * up to 256 px, five nuclei of the largest kind across, are always whole.
   */
  public static final Division STANDARD = new Division(2048, 256);

  /** Refuses sizes that are none. */
  public Division {
    Check.require(squarePx >= 1, "squares must have at least 1 px a side, got %s", squarePx);
    Check.require(wholePx >= 1, "components of at least 1 px must be whole, got %s", wholePx);
  }
}
