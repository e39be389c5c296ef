package org.imaxt.core.algo.federate;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes guesses from intensities, good to some pixels of low resolution, good to the bead: beads
 * within reach of where a guess lays them vote for a shift, at several turns about the guessed one.
 */
final class GuessedPlaces {

  private static final double REACH_UM = 250;
  private static final double GATE_UM = 25;
  private static final double TURN = Math.toRadians(1);
  private static final int TURNS = 4;

  /** Guesses that are followed. */
  private static final int MOST = 6;

  private final BeadTarget target;
  private final Flat flat;
  private final Growth growth;
  private final Seeds seeds;

  private GuessedPlaces(BeadTarget target, Flat flat) {
    this.target = target;
    this.flat = flat;
    growth = new Growth(target, flat);
    seeds = new Seeds(target, MOST);
  }

  /** What the guesses grow to, best first; the score is the number of beads. */
  static List<Hypothesis> grow(BeadTarget target, BeadScan scan, List<Hypothesis> guesses) {
    List<Hypothesis> out = new ArrayList<>();
    if (scan.size() < 3) {
      return out;
    }
    for (Hypothesis h : guesses.subList(0, Math.min(MOST, guesses.size()))) {
      Flat flat = new Flat(scan, h.affine().mirrors());
      GuessedPlaces places = new GuessedPlaces(target, flat);
      places.offer(flat.inward(h.affine()));
      for (Seeds.Seed seed : places.seeds.best()) {
        Growth.Grown g = places.growth.fromPairs(seed.pairs(), seed.slab());
        out.add(new Hypothesis(flat.outward(g.values()), g.count(), Hypothesis.Origin.INTENSITY));
      }
    }
    return out;
  }

  /** Offers the pairs that each shift of a guess joins. */
  private void offer(double[] v) {
    for (int s = 0; s < target.slabs.size(); s += PatternIndex.EVERY) {
      for (int t = -TURNS; t <= TURNS; t++) {
        double cos = Math.cos(t * TURN);
        double sin = Math.sin(t * TURN);
        double[] turned = {
          v[0] * cos + v[1] * sin, v[1] * cos - v[0] * sin, v[2],
          v[3] * cos + v[4] * sin, v[4] * cos - v[3] * sin, v[5]
        };
        vote(turned, s);
      }
    }
  }

  private void vote(double[] v, int slab) {
    List<double[]> steps = new ArrayList<>();
    int[] found = new int[64];
    for (int i = 0; i < flat.size(); i++) {
      double px = v[0] * flat.x[i] + v[1] * flat.y[i] + v[2];
      double py = v[3] * flat.x[i] + v[4] * flat.y[i] + v[5];
      int n = target.grid.within(px, py, REACH_UM, found);
      for (int k = 0; k < n; k++) {
        int j = found[k];
        if (target.firstSlab[j] <= slab + 1 && target.lastSlab[j] >= slab - 1) {
          steps.add(new double[] {target.x[j] - px, target.y[j] - py, i, j});
        }
      }
    }
    int most = 0;
    double[] best = null;
    for (double[] a : steps) {
      int votes = 0;
      for (double[] b : steps) {
        votes += Math.hypot(a[0] - b[0], a[1] - b[1]) < GATE_UM ? 1 : 0;
      }
      if (votes > most) {
        most = votes;
        best = a;
      }
    }
    if (most >= 3) {
      double[] centre = best;
      int[][] pairs =
          steps.stream()
              .filter(b -> Math.hypot(centre[0] - b[0], centre[1] - b[1]) < GATE_UM)
              .map(b -> new int[] {(int) b[2], (int) b[3]})
              .toArray(int[][]::new);
      seeds.offer(flat, pairs, slab, most);
    }
  }
}
