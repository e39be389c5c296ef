package org.imaxt.core.algo.beads;

import java.util.Arrays;
import org.imaxt.core.algo.numeric.RobustScale;
import org.imaxt.core.model.BeadOptics;

/**
 * How bright a bead of some apparent radius is: a sphere of the learnt radius R that shows a small
 * disc only dips into the layer with a cap, d = R − √(R² − ρ²) deep, and shines as that depth of
 * what fills the layer does: most with the cap at the layer's top, least with it at its bottom,
 * whence emission decays. Small bright discs are cells, faint ones shreds of tissue, unless they
 * are so many that they are a population of other beads.
 *
 * @param radiusUm radius R of the learnt spheres, µm; 0 lets everything pass
 * @param fullAdu height of a bead that fills the layer, ADU
 * @param spread standard deviation of ln(height) from bead to bead, by brightness and radius
 * @param optics thickness and decay
 */
public record CapLaw(double radiusUm, double fullAdu, double spread, BeadOptics optics) {

  /** Standard deviations of ln(height) that a bead may lie off: one bead in eighty does. */
  private static final double LIMIT = 2.5;

  /** Share of the beads from which discs that spheres cannot show are a population. */
  private static final double POPULATION = 0.05;

  /** Apparent over true radius of beads that fill most of the layer. */
  private static final double FULL = 0.85;

  private static final double LEAST_SPREAD = 0.1;

  /**
   * Learns from accepted beads of all sections.
   *
   * @param law radii of the same beads
   * @param radiiUm apparent radii, µm
   * @param amplitudesAdu heights over the background, of the same length, ADU
   * @param optics of the imaged layer
   * @return the law
   */
  public static CapLaw of(
      RadiusLaw law, double[] radiiUm, double[] amplitudesAdu, BeadOptics optics) {
    CapLaw none = new CapLaw(0, 1, LEAST_SPREAD, optics);
    if (!Double.isFinite(law.radiusUm()) || law.radiusUm() <= optics.thicknessUm()) {
      return none;
    }
    double[] full = new double[radiiUm.length];
    int n = 0;
    for (int i = 0; i < full.length; i++) {
      if (radiiUm[i] > FULL * law.radiusUm() && radiiUm[i] < law.mostUm()) {
        full[n++] = Math.log(amplitudesAdu[i]);
      }
    }
    if (n == 0) {
      return none;
    }
    double[] logs = Arrays.copyOf(full, n);
    double brightness = Math.max(LEAST_SPREAD, RobustScale.sigma(logs));
    double spread = Math.hypot(brightness, law.spreadUm() / law.radiusUm());
    CapLaw learnt = new CapLaw(law.radiusUm(), Math.exp(RobustScale.median(logs)), spread, optics);
    int unlike = 0;
    for (int i = 0; i < radiiUm.length; i++) {
      unlike += learnt.isUnlike(radiiUm[i], amplitudesAdu[i]) ? 1 : 0;
    }
    return unlike > Math.max(2, POPULATION * radiiUm.length) ? none : learnt;
  }

  /**
   * Whether no learnt sphere looks like this.
   *
   * @param apparentUm apparent radius ρ, µm
   * @param amplitudeAdu height over the background, ADU
   * @return whether to refuse it
   */
  public boolean isUnlike(double apparentUm, double amplitudeAdu) {
    if (!(radiusUm > 0)) {
      return false;
    }
    double inside = Math.min(apparentUm, radiusUm);
    double depth = radiusUm - Math.sqrt(radiusUm * radiusUm - inside * inside);
    double from = optics.thicknessUm() - Math.min(depth, optics.thicknessUm());
    double off = LIMIT * spread;
    double height = Math.log(amplitudeAdu / fullAdu);
    return height > Math.log(share(0, depth)) + off
        || height < Math.log(share(from, optics.thicknessUm())) - off;
  }

  /** Light from between two depths over that of the whole layer. */
  private double share(double from, double to) {
    double whole = -Math.expm1(-Math.log(10) * optics.thicknessUm() / optics.decayUm());
    double end = Math.min(to, optics.thicknessUm());
    return (light(from) - light(end)) / whole;
  }

  private double light(double depth) {
    return Math.pow(10, -depth / optics.decayUm());
  }
}
