package org.imaxt.core.algo.federate;

import java.util.List;

/**
 * Tells beads that were overlooked from beads on a part of the section that the slide does not
 * have: the latter lack their neighbours too.
 */
final class TornParts {

  private static final int NEIGHBOURS = 6;
  private static final double SHOWN = 0.5;

  /** Share of beads that lie on parts that are lost. */
  private static final double LOST = 0.03;

  /** Chance that a bead is paired on a part that is lost. */
  private static final double PAIRED_BY_CHANCE = 0.05;

  private final BeadTarget target;
  private final Slab slab;

  TornParts(BeadTarget target, Slab slab) {
    this.target = target;
    this.slab = slab;
  }

  /**
   * Probability that each missing bead lies on a lost part.
   *
   * @param paired which beads of the slab were found
   * @param missing places in the slab of those that lie in the common field and were not
   * @return one a missing bead
   */
  double[] absent(boolean[] paired, List<Integer> missing) {
    double[] out = new double[missing.size()];
    int[] state = new int[paired.length];
    for (int k = 0; k < paired.length; k++) {
      state[k] = paired[k] ? 1 : 0;
    }
    for (int k : missing) {
      state[k] = slab.visible()[k] > SHOWN ? -1 : 0;
    }
    for (int q = 0; q < out.length; q++) {
      out[q] = absent(state, missing.get(q));
    }
    return out;
  }

  private double absent(int[] state, int k) {
    double[] at = new double[NEIGHBOURS];
    int[] near = new int[NEIGHBOURS];
    int n = 0;
    int own = slab.beads()[k];
    for (int m = 0; m < state.length; m++) {
      if (state[m] != 0 && m != k) {
        double dx = target.x[slab.beads()[m]] - target.x[own];
        double dy = target.y[slab.beads()[m]] - target.y[own];
        double d = dx * dx + dy * dy;
        if (n < NEIGHBOURS || d < at[n - 1]) {
          int p = n < NEIGHBOURS ? n++ : n - 1;
          while (p > 0 && at[p - 1] > d) {
            at[p] = at[p - 1];
            near[p] = near[p - 1];
            p--;
          }
          at[p] = d;
          near[p] = m;
        }
      }
    }
    double odds = LOST / (1 - LOST);
    for (int p = 0; p < n; p++) {
      double shown = target.model.detected() * slab.visible()[near[p]];
      odds *= state[near[p]] < 0 ? (1 - PAIRED_BY_CHANCE) / (1 - shown) : PAIRED_BY_CHANCE / shown;
    }
    return odds / (1 + odds);
  }
}
