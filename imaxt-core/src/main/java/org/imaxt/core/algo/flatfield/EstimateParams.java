package org.imaxt.core.algo.flatfield;

import java.io.Serializable;
import java.util.Objects;

/**
 * How a flat field is estimated from a stack of tiles.
 *
 * @param minTiles fewest signal-bearing tiles that give an estimate, at least 3
 * @param trim fraction of the sites left out at either end of the mean, 0 to below 0.5
 * @param degree largest total degree of the smooth surface, 2 to 20
 * @param edgeFraction widest stray-light edge searched for, fraction of a side, 0 to 0.15
 * @param darkSource where the dark level comes from
 * @param darkAdu dark level if given, ADU
 */
public record EstimateParams(
    int minTiles,
    double trim,
    int degree,
    double edgeFraction,
    DarkSource darkSource,
    double darkAdu)
    implements Serializable {

  /** Refuses values out of range. */
  public EstimateParams {
    Objects.requireNonNull(darkSource, "darkSource");
    check(minTiles >= 3, "minTiles must be at least 3", minTiles);
    check(trim >= 0 && trim < 0.5, "trim must lie in [0, 0.5)", trim);
    check(degree >= 2 && degree <= 20, "degree must lie in [2, 20]", degree);
    check(
        edgeFraction >= 0 && edgeFraction <= 0.15,
        "edgeFraction must lie in [0, 0.15]",
        edgeFraction);
    check(Double.isFinite(darkAdu), "darkAdu must be finite", darkAdu);
  }

  /**
   * The values to start from.
   *
   * @return at least 10 tiles, a tenth trimmed at either end, degree 10, edges up to 6 % of a side,
   *     dark level from the data
   */
  public static EstimateParams defaults() {
    return new EstimateParams(10, 0.1, 10, 0.06, DarkSource.DATA, 0);
  }

  /**
   * These parameters with a dark level measured elsewhere.
   *
   * @param adu dark level, ADU
   * @return new parameters
   */
  public EstimateParams withDark(double adu) {
    return new EstimateParams(minTiles, trim, degree, edgeFraction, DarkSource.GIVEN, adu);
  }

  /**
   * These parameters with another least number of tiles.
   *
   * @param tiles fewest signal-bearing tiles
   * @return new parameters
   */
  public EstimateParams withMinTiles(int tiles) {
    return new EstimateParams(tiles, trim, degree, edgeFraction, darkSource, darkAdu);
  }

  private static void check(boolean holds, String rule, Object value) {
    if (!holds) {
      throw new IllegalArgumentException(rule + ", got " + value);
    }
  }
}
