package org.imaxt.beads;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.imaxt.core.sample.Table;

/** Beads of scans against what was drawn, pooled over scans. */
final class ScanScore {

  /** Share of its radius within which what shows a bead must lie. */
  private static final double NEAR = 0.5;

  private final double leastRadiusUm;
  private int shown;
  private int found;
  private int accepted;
  private int wrong;
  private final List<Double> distances = new ArrayList<>();
  private final List<Double> pulls = new ArrayList<>();
  private final List<Double> radii = new ArrayList<>();
  private final List<Double> radiusPulls = new ArrayList<>();

  /** Of beads that show more than some radius. */
  ScanScore(double leastRadiusUm) {
    this.leastRadiusUm = leastRadiusUm;
  }

  void add(Table table, String scan, ScanSample truth) {
    boolean[] used = new boolean[table.rows()];
    for (ScanSample.Bead b : truth.beads) {
      int row = nearest(table, scan, used, b);
      boolean counts = b.radiusUm() > leastRadiusUm && truth.isWhole(b);
      shown += counts ? 1 : 0;
      if (row >= 0) {
        used[row] = true;
        if (counts) {
          found++;
          measured(table, row, b);
        }
      }
    }
    for (int i = 0; i < table.rows(); i++) {
      boolean own = table.texts("scan")[i].equals(scan) && table.booleans("accepted")[i];
      accepted += own ? 1 : 0;
      wrong += own && !used[i] ? 1 : 0;
    }
  }

  private static int nearest(Table table, String scan, boolean[] used, ScanSample.Bead b) {
    int best = -1;
    double least = Math.max(5, NEAR * b.radiusUm());
    for (int i = 0; i < table.rows(); i++) {
      double dx = table.doubles("x_um")[i] - b.xUm();
      double dy = table.doubles("y_um")[i] - b.yUm();
      if (table.texts("scan")[i].equals(scan)
          && table.booleans("accepted")[i]
          && !used[i]
          && Math.hypot(dx, dy) < least) {
        least = Math.hypot(dx, dy);
        best = i;
      }
    }
    return best;
  }

  private void measured(Table table, int row, ScanSample.Bead b) {
    double dx = table.doubles("x_um")[row] - b.xUm();
    double dy = table.doubles("y_um")[row] - b.yUm();
    double dr = table.doubles("radius_um")[row] - b.radiusUm();
    distances.add(Math.hypot(dx, dy));
    pulls.add(dx / table.doubles("x_sigma_um")[row]);
    pulls.add(dy / table.doubles("y_sigma_um")[row]);
    radii.add(dr);
    radiusPulls.add(dr / table.doubles("radius_sigma_um")[row]);
  }

  double recall() {
    return shown == 0 ? 1 : (double) found / shown;
  }

  double falseShare() {
    return accepted == 0 ? 0 : (double) wrong / accepted;
  }

  double medianUm() {
    return distances.stream().sorted().skip(distances.size() / 2).findFirst().orElse(0.0);
  }

  double radiusBiasUm() {
    return radii.stream().mapToDouble(r -> r).average().orElse(0);
  }

  /** Share of coordinates within some σ. */
  double within(double sigmas) {
    return share(pulls, sigmas);
  }

  private static double share(List<Double> pulls, double sigmas) {
    return (double) pulls.stream().filter(p -> Math.abs(p) <= sigmas).count() / pulls.size();
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d of %d beads found (%.3f), %d of %d false; centres median %.3f µm; radius %+.2f µm;"
            + " %.1f %% within 1 σ, %.1f %% within 2 σ of %d; radii %.1f %% and %.1f %%",
        found,
        shown,
        recall(),
        wrong,
        accepted,
        medianUm(),
        radiusBiasUm(),
        100 * within(1),
        100 * within(2),
        pulls.size(),
        100 * share(radiusPulls, 1),
        100 * share(radiusPulls, 2));
  }
}
