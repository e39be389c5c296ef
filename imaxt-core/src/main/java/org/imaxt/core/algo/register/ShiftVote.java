package org.imaxt.core.algo.register;

import java.util.Arrays;
import java.util.Optional;

/**
 * Finds the shift between two sets of points by letting all their differences vote.
 *
 * <p>The true shift is where most differences agree. How many would agree by chance follows from
 * the density of differences, n·m over the area (Poisson), and from how many places are looked at;
 * small shifts are looked at first, so that few beads suffice where little moved. No first guess is
 * needed. The method is that of pattern matching of star lists (Stetson, ASP Conf. Ser. 23 (1992)).
 */
final class ShiftVote {

  /** Each is tried, and the least likely peak wins. */
  private static final double[] PARTS = {0.02, 0.1, 0.3, 1};

  private static final int MEAN_SHIFTS = 5;
  private static final int INDEX_BITS = 31;
  private static final double KEYS_PER_UM = 1000;

  private final RegisterParams params;
  private final double areaUm2;

  /**
   * A search.
   *
   * @param areaUm2 area over which the points are scattered, µm²
   */
  ShiftVote(RegisterParams params, double areaUm2) {
    this.params = params;
    this.areaUm2 = areaUm2;
  }

  /**
   * A shift that differences agree on.
   *
   * @param dxUm x of the second set less x of the first, µm
   * @param dyUm the same along y, µm
   * @param votes differences within the match radius
   * @param chance probability that so many agree anywhere by chance
   */
  record Winner(double dxUm, double dyUm, int votes, double chance) {}

  /** The shift from a to b; empty if it may be chance. */
  Optional<Winner> between(Points a, Points b) {
    double[][] differences = differences(a, b);
    int n = differences[0].length;
    if (n == 0) {
      return Optional.empty();
    }
    int[] votes = votes(differences[0], differences[1]);
    double perDisc =
        (double) a.size()
            * b.size()
            / areaUm2
            * Math.PI
            * params.matchRadiusUm()
            * params.matchRadiusUm();
    int best = -1;
    double least = params.chance();
    for (double part : PARTS) {
      double radius = part * params.searchRadiusUm();
      int peak = peak(differences, votes, radius);
      if (peak >= 0) {
        double places = 1 + Math.pow(radius / params.matchRadiusUm(), 2);
        double chance = PARTS.length * places * votes[peak] * tail(votes[peak], perDisc);
        if (chance < least) {
          least = chance;
          best = peak;
        }
      }
    }
    return best < 0 ? Optional.empty() : Optional.of(centred(differences, best, least));
  }

  /** All differences within the search radius. */
  private double[][] differences(Points a, Points b) {
    double limit = params.searchRadiusUm() * params.searchRadiusUm();
    double[] x = new double[64];
    double[] y = new double[64];
    int n = 0;
    for (int i = 0; i < a.size(); i++) {
      double right = a.x(i) + params.searchRadiusUm();
      int first = b.firstFrom(a.x(i) - params.searchRadiusUm());
      for (int j = first; j < b.size() && b.x(j) <= right; j++) {
        double dx = b.x(j) - a.x(i);
        double dy = b.y(j) - a.y(i);
        if (dx * dx + dy * dy <= limit) {
          if (n == x.length) {
            x = Arrays.copyOf(x, 2 * n);
            y = Arrays.copyOf(y, 2 * n);
          }
          x[n] = dx;
          y[n] = dy;
          n++;
        }
      }
    }
    return new double[][] {Arrays.copyOf(x, n), Arrays.copyOf(y, n)};
  }

  /** How many differences lie within the match radius of each; themselves included. */
  private int[] votes(double[] x, double[] y) {
    double radius = params.matchRadiusUm();
    int[] order = byX(x);
    int[] votes = new int[x.length];
    for (int p = 0; p < order.length; p++) {
      int i = order[p];
      votes[i]++;
      for (int q = p + 1; q < order.length && x[order[q]] - x[i] <= radius + 1 / KEYS_PER_UM; q++) {
        int j = order[q];
        double dx = x[j] - x[i];
        double dy = y[j] - y[i];
        if (dx * dx + dy * dy <= radius * radius) {
          votes[i]++;
          votes[j]++;
        }
      }
    }
    return votes;
  }

  /** Indices in ascending order of x, to a nanometre; keys and indices share a long. */
  private int[] byX(double[] x) {
    long[] keys = new long[x.length];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = (Math.round((x[i] + params.searchRadiusUm()) * KEYS_PER_UM) << INDEX_BITS) + i;
    }
    Arrays.sort(keys);
    int[] order = new int[keys.length];
    for (int i = 0; i < order.length; i++) {
      order[i] = (int) (keys[i] & ((1L << INDEX_BITS) - 1));
    }
    return order;
  }

  /** Most votes within a radius; among equals the smallest shift. */
  private static int peak(double[][] differences, int[] votes, double radius) {
    int best = -1;
    double distance = 0;
    for (int i = 0; i < votes.length; i++) {
      double dx = differences[0][i];
      double dy = differences[1][i];
      double d = dx * dx + dy * dy;
      if (d <= radius * radius
          && (best < 0 || votes[i] > votes[best] || votes[i] == votes[best] && d < distance)) {
        best = i;
        distance = d;
      }
    }
    return best;
  }

  /** Probability that a Poisson variable is at least k. */
  private static double tail(int k, double mean) {
    double term = Math.exp(-mean);
    for (int i = 1; i <= k; i++) {
      term *= mean / i;
    }
    double sum = 0;
    for (int i = k; i < k + 100 && term > 0; i++) {
      sum += term;
      term *= mean / (i + 1);
    }
    return Math.min(1, sum);
  }

  private Winner centred(double[][] differences, int peak, double chance) {
    double cx = differences[0][peak];
    double cy = differences[1][peak];
    int votes = 1;
    for (int k = 0; k < MEAN_SHIFTS; k++) {
      double sx = 0;
      double sy = 0;
      int n = 0;
      for (int i = 0; i < differences[0].length; i++) {
        double dx = differences[0][i] - cx;
        double dy = differences[1][i] - cy;
        if (dx * dx + dy * dy <= params.matchRadiusUm() * params.matchRadiusUm()) {
          sx += differences[0][i];
          sy += differences[1][i];
          n++;
        }
      }
      votes = n;
      cx = sx / n;
      cy = sy / n;
    }
    return new Winner(cx, cy, votes, chance);
  }
}
