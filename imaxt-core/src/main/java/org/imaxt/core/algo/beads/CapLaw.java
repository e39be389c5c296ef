package org.imaxt.core.algo.beads;

import java.util.Arrays;
import org.imaxt.core.algo.numeric.RobustScale;

/**
 * How bright a bead of some apparent radius can be: a sphere of the learnt radius R that shows a
 * small disc only dips into the layer with a cap, R − √(R² − ρ²) deep, and shines with no more than
 * that share of what fills the layer. Small bright discs are cells and fragments, unless they are
 * so many that they are a population of small beads.
 *
 * @param leastRadiusUm smallest radius of the learnt spheres, µm; 0 lets everything pass
 * @param fullAdu height of a bead that fills the layer, ADU
 * @param thicknessUm thickness of the layer, µm
 */
public record CapLaw(double leastRadiusUm, double fullAdu, double thicknessUm) {
  /** Brightest bead over the median one. */
  private static final double BRIGHTEST = 1.4;

  /** Share of the beads from which small bright ones are a population. */
  private static final double POPULATION = 0.05;

  private static final double SPREADS = 5;

  /**
   * Learns from accepted beads of all sections.
   *
   * @param law radii of the same beads
   * @param radiiUm apparent radii, µm
   * @param amplitudesAdu heights over the background, of the same length, ADU
   * @param thicknessUm thickness of the layer, µm
   * @return the law
   */
  public static CapLaw of(
      RadiusLaw law, double[] radiiUm, double[] amplitudesAdu, double thicknessUm) {
    CapLaw none = new CapLaw(0, 1, thicknessUm);
    double least = Math.max(0, law.radiusUm() - SPREADS * law.spreadUm());
    if (!Double.isFinite(law.radiusUm()) || least <= thicknessUm / 2) {
      return none;
    }
    double[] full = new double[radiiUm.length];
    int n = 0;
    for (int i = 0; i < full.length; i++) {
      if (radiiUm[i] > 0.85 * law.radiusUm() && radiiUm[i] < law.mostUm()) {
        full[n++] = amplitudesAdu[i];
      }
    }
    if (n == 0) {
      return none;
    }
    CapLaw learnt = new CapLaw(least, RobustScale.median(Arrays.copyOf(full, n)), thicknessUm);
    int bright = 0;
    for (int i = 0; i < radiiUm.length; i++) {
      bright += learnt.isTooBright(radiiUm[i], amplitudesAdu[i]) ? 1 : 0;
    }
    return bright > Math.max(2, POPULATION * radiiUm.length) ? none : learnt;
  }

  /**
   * Whether no learnt sphere can look like this.
   *
   * @param radiusUm apparent radius, µm
   * @param amplitudeAdu height over the background, ADU
   * @return whether to refuse it
   */
  public boolean isTooBright(double radiusUm, double amplitudeAdu) {
    double depth = Math.min(1, amplitudeAdu / (BRIGHTEST * fullAdu)) * thicknessUm;
    double smallest = 2 * leastRadiusUm * depth - depth * depth;
    return leastRadiusUm > 0 && radiusUm * radiusUm < smallest;
  }
}
