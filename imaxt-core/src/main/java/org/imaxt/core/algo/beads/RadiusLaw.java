package org.imaxt.core.algo.beads;

import java.util.Arrays;
import java.util.List;
import org.imaxt.core.model.BeadOutcome;
import org.imaxt.core.model.BeadRefusal;
import org.imaxt.core.model.FittedBead;

/**
 * What radii the beads of a sample have, learnt from their apparent radii.
 *
 * <p>Spheres of radius R that the layer cuts anywhere show apparent radii from 0 to R, most of them
 * close to R, where the distribution ends: with R spread by s, in a flank of width s. The densest
 * place of the upper populations is taken for R, what lies above it for the flank; with several
 * populations the largest that holds a fair share of the beads counts. Radii below are no reason
 * for doubt, since every sphere has caps; radii above R + 5 s are.
 *
 * @param radiusUm radius R of the largest spheres, µm
 * @param spreadUm their spread s, µm
 */
public record RadiusLaw(double radiusUm, double spreadUm) {
  /** Number of beads from which a law can be learnt. */
  public static final int LEAST_BEADS = 20;

  private static final double LIMIT = 5;

  /** Share of the beads that lie in the window that a population's top must fill. */
  private static final double FAIR_SHARE = 0.08;

  /** Half width of that window, fraction of the radius; the usual spread of bead radii. */
  private static final double WINDOW = 0.06;

  /** Smallest believable spread, fraction of the radius. */
  private static final double LEAST_SPREAD = 0.02;

  /**
   * Learns from accepted beads of all sections.
   *
   * @param radiiUm apparent radii, µm
   * @return the law; nothing is refused by it if there are too few beads
   */
  public static RadiusLaw of(double... radiiUm) {
    double[] sorted = radiiUm.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    if (n < LEAST_BEADS) {
      return new RadiusLaw(Double.POSITIVE_INFINITY, 0);
    }
    double top = sorted[n - 1];
    int most = 0;
    // From above: the first local maximum of the density that holds a fair share.
    for (int i = n - 1; i >= 0; i--) {
      int inside = within(sorted, sorted[i]);
      if (inside > most) {
        most = inside;
        top = sorted[i];
      } else if (most >= FAIR_SHARE * n && inside < 0.7 * most) {
        break;
      }
    }
    double square = 0;
    int above = 0;
    for (double r : sorted) {
      if (r > top && r < (1 + 4 * WINDOW) * top) {
        square += (r - top) * (r - top);
        above++;
      }
    }
    double spread = above > 0 ? Math.sqrt(square / above) : 0;
    return new RadiusLaw(top, Math.max(spread, LEAST_SPREAD * top));
  }

  private static int within(double[] sorted, double r) {
    int count = 0;
    for (double other : sorted) {
      count += Math.abs(other - r) < WINDOW * r ? 1 : 0;
    }
    return count;
  }

  /**
   * Largest apparent radius that is believed.
   *
   * @return µm
   */
  public double mostUm() {
    return radiusUm + LIMIT * spreadUm;
  }

  /**
   * Whether a radius lies above all that are believed, by more than its error explains.
   *
   * @param apparentUm apparent radius, µm
   * @param sigmaUm its standard error, µm
   * @return whether to refuse it
   */
  public boolean isUnusual(double apparentUm, double sigmaUm) {
    return apparentUm - LIMIT * sigmaUm > mostUm();
  }

  /**
   * Refuses beads that are too big; all others stay as they are.
   *
   * @param outcomes what the fits ended in
   * @return the same in the same order
   */
  public List<BeadOutcome> apply(List<BeadOutcome> outcomes) {
    return outcomes.stream()
        .map(
            o -> {
              FittedBead b = o.bead();
              boolean unusual =
                  o instanceof BeadOutcome.Accepted && isUnusual(b.radiusUm(), b.radiusSigmaUm());
              return unusual ? new BeadOutcome.Refused(b, BeadRefusal.UNUSUAL_RADIUS) : o;
            })
        .toList();
  }
}
