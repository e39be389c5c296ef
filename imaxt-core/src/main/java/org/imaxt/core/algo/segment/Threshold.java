package org.imaxt.core.algo.segment;

/**
 * Where the foreground begins.
 *
 * @param rule how that is found
 * @param value probability for {@link Rule#FIXED}; for {@link Rule#ADAPTIVE} what a pixel must
 *     exceed its surroundings by
 * @param radiusPx for {@link Rule#ADAPTIVE}: surroundings are a square of twice this and one px
 * @param share for {@link Rule#ADAPTIVE}: share of Otsu's threshold of the whole image that a pixel
 *     must reach as well, so that noise where there is nothing stays background
 */
public record Threshold(Rule rule, double value, int radiusPx, double share) {

  /** How a threshold is found. */
  public enum Rule {
    /** Otsu's, over all pixels of the image. */
    OTSU,
    /** The mean of the surroundings and a little more. */
    ADAPTIVE,
    /** A given probability. */
    FIXED
  }

  /** Refuses values that are none. */
  public Threshold {
    Check.require(value >= -1 && value <= 1, "the value must lie within -1 to 1, got %s", value);
    Check.require(radiusPx >= 0 && radiusPx <= 512, "radius must be 0 to 512 px, got %s", radiusPx);
    Check.require(share >= 0 && share <= 2, "the share must lie within 0 to 2, got %s", share);
  }

  /**
   * Otsu's threshold.
   *
   * @return the rule
   */
  public static Threshold otsu() {
    return new Threshold(Rule.OTSU, 0, 0, 1);
  }

  /**
   * A given probability.
   *
   * @param value foreground begins here
   * @return the rule
   */
  public static Threshold fixed(double value) {
    return new Threshold(Rule.FIXED, value, 0, 0);
  }

  /**
   * The mean of the surroundings.
   *
   * @param radiusPx the surroundings are a square of twice this and one px
   * @param offset what a pixel must exceed their mean by
   * @param share share of Otsu's threshold that it must reach as well
   * @return the rule
   */
  public static Threshold adaptive(int radiusPx, double offset, double share) {
    return new Threshold(Rule.ADAPTIVE, offset, radiusPx, share);
  }
}
