package org.imaxt.core.algo.federate;

import java.util.Arrays;

/**
 * Grows an affine from a few pairs of beads to all: each round adds the beads whose place is
 * predicted well enough, one to one, and narrows the range of slabs to where they show.
 *
 * <p>Keeps work space; not thread-safe.
 */
final class Growth {

  private static final int ROUNDS = 14;
  private static final double GATE_SIGMAS = 3.5;
  private static final double WIDEST_GATE_UM = 70;
  private static final double UNSURE_UM = 25;
  private static final double TAIL = 6;

  private final BeadTarget target;
  private final Flat scan;
  private final AffineFit fit = new AffineFit();
  private final int[] found = new int[64];
  private final int[] pair;
  private final double[] distance;
  private final int[] taken;
  private final double[] takenAt;
  private int middleSlab;
  private int reach;

  Growth(BeadTarget target, Flat scan) {
    this.target = target;
    this.scan = scan;
    pair = new int[scan.size()];
    distance = new double[scan.size()];
    taken = new int[target.x.length];
    takenAt = new double[target.x.length];
  }

  /**
   * What grew.
   *
   * @param values affine of the flat scan, (a, b, tx, c, d, ty)
   * @param pairs bead of the target for each of the scan, -1 for none
   * @param count how many show in the best slab
   * @param slab index of that slab
   */
  record Grown(double[] values, int[] pairs, int count, int slab) {}

  /** Grows from pairs: {@code seed[k]} = {bead of the scan, bead of the target}. */
  Grown fromPairs(int[][] seed, int slab) {
    Arrays.fill(pair, -1);
    double angle = PairTurn.of(scan, target, seed).angle();
    fit.clear();
    for (int[] p : seed) {
      pair[p[0]] = p[1];
      fit.add(scan.x[p[0]], scan.y[p[0]], target.x[p[1]], target.y[p[1]], 1.0 / 9);
    }
    fit.solve(angle);
    return grow(slab, 3);
  }

  private Grown grow(int slab, int window) {
    middleSlab = slab;
    reach = window;
    int[] before = null;
    double sigma = 4;
    for (int round = 0; round < ROUNDS; round++) {
      if (!match(sigma)) {
        break;
      }
      chooseSlab();
      refit(sigma);
      if (Arrays.equals(before, pair) && sigma <= 2.5) {
        break;
      }
      before = pair.clone();
      sigma = Math.max(2.5, 0.8 * sigma);
    }
    int count = countIn(middleSlab);
    return new Grown(fit.values.clone(), pair.clone(), count, middleSlab);
  }

  /** Pairs each bead with the nearest, mutually. Too few pairs leave things as they are. */
  private boolean match(double sigma) {
    int[] next = new int[pair.length];
    Arrays.fill(next, -1);
    Arrays.fill(taken, -1);
    int n = 0;
    for (int i = 0; i < next.length; i++) {
      double variance = fit.variance(scan.x[i], scan.y[i]);
      if (variance < UNSURE_UM * UNSURE_UM) {
        double gate = Math.min(WIDEST_GATE_UM, GATE_SIGMAS * Math.sqrt(sigma * sigma + variance));
        int j = nearest(i, gate);
        if (j >= 0 && (taken[j] < 0 || distance[i] < takenAt[j])) {
          if (taken[j] >= 0) {
            next[taken[j]] = -1;
            n--;
          }
          taken[j] = i;
          takenAt[j] = distance[i];
          next[i] = j;
          n++;
        }
      }
    }
    if (n < 2) {
      return false;
    }
    System.arraycopy(next, 0, pair, 0, next.length);
    return true;
  }

  private int nearest(int i, double gate) {
    double px = fit.mapX(scan.x[i], scan.y[i]);
    double py = fit.mapY(scan.x[i], scan.y[i]);
    int n = target.grid.within(px, py, gate, found);
    int best = -1;
    double least = Double.POSITIVE_INFINITY;
    for (int k = 0; k < n; k++) {
      int j = found[k];
      if (target.firstSlab[j] <= middleSlab + reach && target.lastSlab[j] >= middleSlab - reach) {
        double d = Math.hypot(target.x[j] - px, target.y[j] - py);
        if (d < least) {
          least = d;
          best = j;
        }
      }
    }
    distance[i] = least;
    return best;
  }

  private void chooseSlab() {
    int n = target.slabs.size();
    int[] steps = new int[n + 1];
    for (int j : pair) {
      if (j >= 0 && target.lastSlab[j] >= 0) {
        steps[target.firstSlab[j]]++;
        steps[target.lastSlab[j] + 1]--;
      }
    }
    int sum = 0;
    int most = -1;
    int first = 0;
    int last = 0;
    for (int s = 0; s < n; s++) {
      sum += steps[s];
      if (sum > most) {
        most = sum;
        first = s;
        last = s;
      } else if (sum == most && last == s - 1) {
        last = s;
      }
    }
    middleSlab = (first + last) / 2;
    reach = Math.max(1, Math.min(reach - 1, 3));
  }

  private int countIn(int slab) {
    int n = 0;
    for (int j : pair) {
      n += j >= 0 && target.firstSlab[j] <= slab && target.lastSlab[j] >= slab ? 1 : 0;
    }
    return n;
  }

  private void refit(double sigma) {
    double angle = fit.angle();
    double[] old = fit.values.clone();
    fit.clear();
    for (int i = 0; i < pair.length; i++) {
      int j = pair[i];
      if (j >= 0) {
        double dx = old[0] * scan.x[i] + old[1] * scan.y[i] + old[2] - target.x[j];
        double dy = old[3] * scan.x[i] + old[4] * scan.y[i] + old[5] - target.y[j];
        double odd = (dx * dx + dy * dy) / (sigma * sigma);
        double weight = (TAIL + 2) / (TAIL + odd) / (sigma * sigma);
        fit.add(scan.x[i], scan.y[i], target.x[j], target.y[j], weight);
      }
    }
    fit.solve(angle);
  }
}
