package org.imaxt.core.algo.beads;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.imaxt.core.model.BeadOutcome;
import org.imaxt.core.model.BeadRefusal;
import org.imaxt.core.model.FittedBead;

/** Candidates that turned out to be the same bead. */
public final class Duplicates {

  /** Spheres that one layer cuts cannot lie in one another. */
  private static final double INSIDE = 0.75;

  private Duplicates() {}

  /**
   * Of accepted beads that lie in one another keeps the one more of whose rim was seen.
   *
   * @param outcomes what the fits of one image ended in
   * @return the same in the same order, the others refused as found twice
   */
  public static List<BeadOutcome> refuse(List<BeadOutcome> outcomes) {
    List<BeadOutcome> sorted = new ArrayList<>(outcomes);
    sorted.removeIf(o -> o instanceof BeadOutcome.Refused);
    sorted.sort(
        Comparator.comparingDouble((BeadOutcome o) -> -o.bead().roundness())
            .thenComparingDouble(o -> o.bead().deviance())
            .thenComparingInt(o -> o.bead().label()));
    List<FittedBead> kept = new ArrayList<>();
    for (BeadOutcome o : sorted) {
      if (kept.stream().noneMatch(b -> same(b, o.bead()))) {
        kept.add(o.bead());
      }
    }
    return outcomes.stream()
        .map(
            o ->
                o instanceof BeadOutcome.Refused || kept.contains(o.bead())
                    ? o
                    : new BeadOutcome.Refused(o.bead(), BeadRefusal.TWICE))
        .toList();
  }

  private static boolean same(FittedBead a, FittedBead b) {
    double d = Math.hypot(a.xUm() - b.xUm(), a.yUm() - b.yUm());
    return d < INSIDE * Math.max(a.radiusUm(), b.radiusUm());
  }
}
