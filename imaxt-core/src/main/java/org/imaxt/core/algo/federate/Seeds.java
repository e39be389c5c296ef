package org.imaxt.core.algo.federate;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Rates guesses by how many beads of the neighbourhood they lay on beads, and keeps the best.
 *
 * <p>Keeps work space; not thread-safe.
 */
final class Seeds {

  private static final double NEAR_UM = 1500;
  private static final double GATE_UM = 6;

  /** What a similarity is off by, a µm of distance: uneven scales, shear, its own error. */
  private static final double GATE_PER_UM = 0.02;

  private static final double WIDEST_GATE_UM = 60;
  private static final double SHARE_SHOWN = 0.6;
  private static final int SLABS = 3;

  private final BeadTarget target;
  private final int most;
  private final int[] found = new int[64];
  private final PriorityQueue<Seed> best =
      new PriorityQueue<>(Comparator.comparingDouble(Seed::score));

  Seeds(BeadTarget target, int most) {
    this.target = target;
    this.most = most;
  }

  /**
   * A guess.
   *
   * @param pairs {bead of the scan, bead of the target} each
   * @param mirrored which of the flat scans it is for
   * @param slab index of the slab that it was made in
   * @param score logarithm of how much likelier the neighbourhood is than by chance
   */
  record Seed(int[][] pairs, boolean mirrored, int slab, double score) {}

  /** Rates a guess and keeps it if it is among the best so far; returns its score. */
  double offer(Flat scan, int[][] pairs, int slab) {
    double score = score(scan, pairs, slab);
    offer(scan, pairs, slab, score);
    return score;
  }

  /** Keeps a guess that was rated elsewhere if it is among the best so far. */
  void offer(Flat scan, int[][] pairs, int slab, double score) {
    if (best.size() < most || score > best.peek().score) {
      best.add(new Seed(pairs, scan.mirrored, slab, score));
      if (best.size() > most) {
        best.poll();
      }
    }
  }

  /** The best so far, best first. */
  List<Seed> best() {
    return best.stream().sorted(Comparator.comparingDouble(s -> -s.score)).toList();
  }

  private double score(Flat scan, int[][] pairs, int slab) {
    PairTurn turn = PairTurn.of(scan, target, pairs);
    double near = Math.max(NEAR_UM, 1.5 * Math.sqrt(turn.norm() / pairs.length));
    double density = target.density(slab);
    double score = 0;
    for (int i = 0; i < scan.size(); i++) {
      double sx = scan.x[i] - turn.scanX();
      double sy = scan.y[i] - turn.scanY();
      double d = Math.hypot(sx, sy);
      if (d < near && !in(pairs, i)) {
        double px = turn.targetX() + (turn.dot() * sx - turn.cross() * sy) / turn.norm();
        double py = turn.targetY() + (turn.cross() * sx + turn.dot() * sy) / turn.norm();
        if (target.field.contains(px, py, 0)) {
          double gate = Math.min(WIDEST_GATE_UM, GATE_UM + GATE_PER_UM * d);
          double chance = Math.min(0.5, density * Math.PI * gate * gate);
          score +=
              Math.log(
                  hit(px, py, gate, slab)
                      ? SHARE_SHOWN / chance
                      : (1 - SHARE_SHOWN) / (1 - chance));
        }
      }
    }
    return score;
  }

  private static boolean in(int[][] pairs, int i) {
    for (int[] p : pairs) {
      if (p[0] == i) {
        return true;
      }
    }
    return false;
  }

  private boolean hit(double px, double py, double gate, int slab) {
    int n = target.grid.within(px, py, gate, found);
    for (int k = 0; k < n; k++) {
      int j = found[k];
      if (target.firstSlab[j] <= slab + SLABS && target.lastSlab[j] >= slab - SLABS) {
        return true;
      }
    }
    return false;
  }
}
