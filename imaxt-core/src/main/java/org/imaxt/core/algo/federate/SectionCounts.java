package org.imaxt.core.algo.federate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Counts pairs slab by slab under one affine: the paper's N(z). */
final class SectionCounts {

  private SectionCounts() {}

  static List<SectionCount> of(BeadTarget target, BeadScan scan, Affine affine) {
    int n = target.slabs.size();
    int[] beads = new int[n];
    double[] squares = new double[n];
    int[] found = new int[64];
    boolean[][] taken = new boolean[n][];
    for (ScanBead b : scan.beads()) {
      double px = affine.x(b.xUm(), b.yUm());
      double py = affine.y(b.xUm(), b.yUm());
      int m = target.grid.within(px, py, b.radiusUm(), found);
      double[] nearest = new double[n];
      int[] which = new int[n];
      Arrays.fill(nearest, Double.POSITIVE_INFINITY);
      for (int q = 0; q < m; q++) {
        int j = found[q];
        double d = Math.hypot(target.x[j] - px, target.y[j] - py);
        for (int s = target.firstSlab[j]; s <= target.lastSlab[j]; s++) {
          if (d < nearest[s]) {
            nearest[s] = d;
            which[s] = j;
          }
        }
      }
      for (int s = 0; m > 0 && s < n; s++) {
        if (nearest[s] < Double.POSITIVE_INFINITY) {
          taken[s] = taken[s] == null ? new boolean[target.x.length] : taken[s];
          if (!taken[s][which[s]]) {
            taken[s][which[s]] = true;
            beads[s]++;
            squares[s] += nearest[s] * nearest[s];
          }
        }
      }
    }
    List<SectionCount> out = new ArrayList<>();
    for (int s = 0; s < n; s++) {
      Slab slab = target.slabs.get(s);
      double rms = beads[s] == 0 ? 0 : Math.sqrt(squares[s] / beads[s]);
      out.add(new SectionCount(slab.place(), slab.middleUm(), beads[s], rms));
    }
    return out;
  }
}
