package org.imaxt.core.algo.stitch;

/**
 * How a pair of overlapping tiles is compared.
 *
 * @param searchRadiusPx largest departure from the nominal step along each axis, px, at least 1
 * @param minOverlapFraction smallest overlap considered, as a fraction of the nominal one, in (0,
 *     1]
 * @param falseMatchRate chance per pair that unrelated noise passes the information test, in (0,
 *     0.1]
 * @param backgroundRadiusPx structure much wider than this is taken for background, px, at least 4
 * @param minMargin by how many standard errors the best step must beat any other, not negative
 * @param maxSigmaPx a step known less well than this along either axis is no match, px, positive
 * @param sigmaFloorPx error of interpolation and model that no noise estimate shows, px, positive
 */
public record PairParams(
    double searchRadiusPx,
    double minOverlapFraction,
    double falseMatchRate,
    double backgroundRadiusPx,
    double minMargin,
    double maxSigmaPx,
    double sigmaFloorPx) {

  /** Refuses values out of range. */
  public PairParams {
    check(
        searchRadiusPx >= 1 && searchRadiusPx < 1e5,
        "searchRadiusPx must be at least 1 px",
        searchRadiusPx);
    check(
        minOverlapFraction > 0 && minOverlapFraction <= 1,
        "minOverlapFraction must lie in (0, 1]",
        minOverlapFraction);
    check(
        falseMatchRate > 0 && falseMatchRate <= 0.1,
        "falseMatchRate must lie in (0, 0.1]",
        falseMatchRate);
    check(backgroundRadiusPx >= 4, "backgroundRadiusPx must be at least 4 px", backgroundRadiusPx);
    check(minMargin >= 0, "minMargin must not be negative", minMargin);
    check(maxSigmaPx > 0, "maxSigmaPx must be positive", maxSigmaPx);
    check(sigmaFloorPx > 0, "sigmaFloorPx must be positive", sigmaFloorPx);
  }

  private static void check(boolean holds, String rule, double value) {
    if (!holds) {
      throw new IllegalArgumentException(rule + ", got " + value);
    }
  }

  /**
   * Search radius 40 px, a quarter of the nominal overlap, one false match in a thousand noise
   * pairs.
   *
   * @return the defaults
   */
  public static PairParams defaults() {
    return new PairParams(40, 0.25, 1e-3, 64, 2, 5, 0.002);
  }

  /**
   * The same with another search radius.
   *
   * @param radiusPx largest departure from the nominal step along each axis, px
   * @return the parameters
   */
  public PairParams withSearchRadius(double radiusPx) {
    return new PairParams(
        radiusPx,
        minOverlapFraction,
        falseMatchRate,
        backgroundRadiusPx,
        minMargin,
        maxSigmaPx,
        sigmaFloorPx);
  }

  /** The same for pixels that are larger by a whole factor. */
  PairParams binned(int bin) {
    return new PairParams(
        Math.max(1, searchRadiusPx / bin),
        minOverlapFraction,
        falseMatchRate,
        Math.max(4, backgroundRadiusPx / bin),
        minMargin,
        maxSigmaPx,
        sigmaFloorPx);
  }
}
