package org.imaxt.core.algo.federate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.imaxt.core.algo.federate.Growth.Grown;
import org.imaxt.core.algo.federate.Seeds.Seed;

/**
 * Finds how a scan lies on a target from the pattern of beads alone: triangles of like shape and
 * size, then, for few beads, pairs of like length; mirrored and not.
 *
 * <p>A pure function of its arguments; safe to call from many threads at once.
 */
public final class PatternSearch {

  private static final int BEST_SEEDS = 40;

  /** Few beads make many guesses alike. */
  private static final int BEST_SEEDS_OF_FEW = 400;

  private static final int VERY_FEW_BEADS = 12;
  private static final int MOST_TRIED = 60_000;

  /** A neighbourhood this much likelier than chance is grown at once. */
  private static final double STRIKING = 14;

  /** Grown to so many beads, and to this share of the scan's, nothing else is looked for. */
  private static final int SURE_BEADS = 12;

  private static final double SURE_SHARE = 0.4;

  /** Up to so many beads, pairs are tried too. */
  private static final int FEW_BEADS = 25;

  private static final int PAIRS = 10;
  private static final double LENGTH_TOL = 0.03;
  private static final double LEAST_LENGTH_UM = 150;
  private static final double SAME_PLACE_UM = 60;

  private final PatternIndex index;
  private final BeadTarget target;
  private final Flat[] flats;
  private final Growth[] growths;
  private final Seeds seeds;
  private final List<Candidate> grown = new ArrayList<>();
  private int tried;

  private PatternSearch(PatternIndex index, BeadScan scan) {
    this.index = index;
    target = index.target;
    flats = new Flat[] {new Flat(scan, false), new Flat(scan, true)};
    growths = new Growth[] {new Growth(target, flats[0]), new Growth(target, flats[1])};
    seeds = new Seeds(target, scan.size() <= VERY_FEW_BEADS ? BEST_SEEDS_OF_FEW : BEST_SEEDS);
  }

  /** A grown affine. */
  private record Candidate(Affine affine, int[] pairs, boolean mirrored, int count, boolean sure) {

    /** Whether a guess would grow to the same. */
    boolean holds(Seed seed) {
      boolean all = mirrored == seed.mirrored();
      for (int[] p : seed.pairs()) {
        all &= pairs[p[0]] == p[1];
      }
      return all;
    }
  }

  /**
   * Searches.
   *
   * @param index the target's triangles
   * @param scan the beads of a slide or region
   * @param most how many hypotheses are wanted at most
   * @return hypotheses that lie apart, those with most beads first; their score is the number of
   *     beads. Empty for fewer than three beads
   */
  public static List<Hypothesis> search(PatternIndex index, BeadScan scan, int most) {
    if (scan.size() < 3 || index.target.x.length < 3) {
      return List.of();
    }
    PatternSearch search = new PatternSearch(index, scan);
    if (!search.triangles() && !search.pairs()) {
      for (Seed seed : search.seeds.best()) {
        search.grow(seed);
      }
    }
    return search.best(scan.field(), most);
  }

  private boolean triangles() {
    int[] all = new int[flats[0].size()];
    Arrays.setAll(all, i -> i);
    Triangles own = Triangles.of(flats[0].x, flats[0].y, all);
    int stride = stride(own.count);
    for (int k = 0, t = 0; k < own.count; k++, t = (t + stride) % own.count) {
      int at = t;
      if (!index.like(own.shape[at], entry -> tryTriangle(own, at, entry))) {
        return grown.stream().anyMatch(Candidate::sure);
      }
    }
    return false;
  }

  /** Steps through all in an order that is spread over the field. */
  private static int stride(int count) {
    int stride = Math.max(1, (int) (0.618 * count));
    while (gcd(stride, count) > 1) {
      stride++;
    }
    return stride;
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  private boolean tryTriangle(Triangles own, int t, int entry) {
    Flat flat = flats[own.turns[t] == index.turns(entry) ? 0 : 1];
    int[] from = own.corners[t];
    int[] to = index.corners(entry);
    int[][] pairs = {{from[0], to[0]}, {from[1], to[1]}, {from[2], to[2]}};
    return tried(flat, pairs, index.slab(entry)) && ++tried < MOST_TRIED;
  }

  /** Offers a guess; false if it grew so far that nothing else need be looked for. */
  private boolean tried(Flat flat, int[][] pairs, int slab) {
    double score = seeds.offer(flat, pairs, slab);
    return score < STRIKING || !grow(new Seed(pairs, flat.mirrored, slab, score));
  }

  private boolean grow(Seed seed) {
    if (grown.stream().anyMatch(c -> c.holds(seed))) {
      return false;
    }
    int m = seed.mirrored() ? 1 : 0;
    Grown g = growths[m].fromPairs(seed.pairs(), seed.slab());
    boolean sure = g.count() >= Math.max(SURE_BEADS, SURE_SHARE * flats[m].size());
    grown.add(new Candidate(flats[m].outward(g.values()), g.pairs(), m == 1, g.count(), sure));
    return sure;
  }

  /** Tries pairs of beads where there are few. */
  private boolean pairs() {
    int n = flats[0].size();
    if (n > FEW_BEADS) {
      return false;
    }
    List<int[]> bases = bases(n);
    for (int s = 0; s < target.slabs.size(); s += PatternIndex.EVERY) {
      int[] shown = target.shown(s, 0.4);
      for (int p = 0; p < shown.length; p++) {
        for (int q = 0; q < p; q++) {
          double dx = target.x[shown[p]] - target.x[shown[q]];
          double dy = target.y[shown[p]] - target.y[shown[q]];
          double log = 0.5 * Math.log(dx * dx + dy * dy);
          for (int[] base : bases) {
            double own = Math.log(length(base));
            if (Math.abs(own - log) < LENGTH_TOL && tryPair(base, shown[p], shown[q], s)) {
              return true;
            }
          }
        }
      }
    }
    return false;
  }

  private boolean tryPair(int[] base, int p, int q, int slab) {
    for (Flat flat : flats) {
      if (!tried(flat, new int[][] {{base[0], p}, {base[1], q}}, slab)
          || !tried(flat, new int[][] {{base[0], q}, {base[1], p}}, slab)) {
        return true;
      }
    }
    return false;
  }

  private double length(int[] base) {
    Flat f = flats[0];
    return Math.hypot(f.x[base[0]] - f.x[base[1]], f.y[base[0]] - f.y[base[1]]);
  }

  /** Pairs of middling length, no bead in more than its share of them. */
  private List<int[]> bases(int n) {
    List<int[]> all = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        int[] base = {i, j};
        if (length(base) > LEAST_LENGTH_UM) {
          all.add(base);
        }
      }
    }
    all.sort((a, b) -> Double.compare(length(a), length(b)));
    List<int[]> out = new ArrayList<>();
    int[] uses = new int[n];
    int cap = 1 + 2 * PAIRS / n;
    for (int[] base : all) {
      if (out.size() < PAIRS && uses[base[0]] < cap && uses[base[1]] < cap) {
        uses[base[0]]++;
        uses[base[1]]++;
        out.add(base);
      }
    }
    return out;
  }

  private List<Hypothesis> best(Field field, int most) {
    grown.sort((a, b) -> Integer.compare(b.count, a.count));
    List<Hypothesis> out = new ArrayList<>();
    for (Candidate c : grown) {
      if (out.size() < most && out.stream().noneMatch(h -> same(h.affine(), c.affine, field))) {
        out.add(new Hypothesis(c.affine, c.count, Hypothesis.Origin.PATTERN));
      }
    }
    return out;
  }

  /** Whether two affines lay the field on the same place. */
  static boolean same(Affine a, Affine b, Field field) {
    double[] xs = {field.x0(), field.x1()};
    double[] ys = {field.y0(), field.y1()};
    double most = 0;
    for (double x : xs) {
      for (double y : ys) {
        most = Math.max(most, Math.hypot(a.x(x, y) - b.x(x, y), a.y(x, y) - b.y(x, y)));
      }
    }
    return most < SAME_PLACE_UM;
  }
}
