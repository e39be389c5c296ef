package org.imaxt.core.algo.beads;

import static org.imaxt.core.algo.beads.Require.require;

/**
 * What counts as a bead.
 *
 * @param radiusUm expected radius of the spheres, µm; a factor of two off does no harm
 * @param leastRadiusUm smallest apparent radius that is accepted, µm
 * @param mostRadiusUm largest, µm
 * @param leastSnr smallest ratio of the whole image of a bead to its noise
 * @param leastRim smallest share of the rim that must follow the circle
 * @param backgroundAdu what the image shows where there is neither tissue nor bead, ADU
 * @param modelError what the profile may be wrong by, fraction of the peak
 */
public record BeadFitParams(
    double radiusUm,
    double leastRadiusUm,
    double mostRadiusUm,
    double leastSnr,
    double leastRim,
    double backgroundAdu,
    double modelError) {

  /** Refuses what no bead could be. */
  public BeadFitParams {
    require(radiusUm > 0, "radiusUm must be positive, got %s µm", radiusUm);
    require(
        leastRadiusUm > 0 && mostRadiusUm > leastRadiusUm,
        "radii must grow from above 0, got %s to %s µm",
        leastRadiusUm,
        mostRadiusUm);
    require(leastSnr >= 0, "leastSnr must not be negative, got %s", leastSnr);
    require(leastRim >= 0 && leastRim <= 1, "leastRim must lie in [0, 1], got %s", leastRim);
    require(modelError >= 0, "modelError must not be negative, got %s", modelError);
  }

  /**
   * Beads of some expected radius, seen from a tenth of it up to twice.
   *
   * @param radiusUm expected radius, µm
   * @param backgroundAdu what the image shows where there is nothing, ADU
   * @return the parameters
   */
  public static BeadFitParams ofRadius(double radiusUm, double backgroundAdu) {
    return new BeadFitParams(radiusUm, 0.1 * radiusUm, 2 * radiusUm, 8, 0.25, backgroundAdu, 0.03);
  }
}
