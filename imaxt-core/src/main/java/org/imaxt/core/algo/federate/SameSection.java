package org.imaxt.core.algo.federate;

import java.util.ArrayList;
import java.util.List;
import org.imaxt.core.algo.numeric.RobustScale;

/** Tells whether two slides show the same section: the same beads with the same radii. */
final class SameSection {

  private static final double GATE_UM = 15;
  private static final int LEAST_COMMON = 4;
  private static final double LEAST_SHARE = 0.8;

  /** Differences of radii in their own errors; those of neighbouring sections are many times it. */
  private static final double LARGEST_SPREAD = 2;

  private final double radiusSigma;

  SameSection(BeadTarget target) {
    radiusSigma = target.model.radiusSigmaUm();
  }

  boolean test(SlideEvidence a, SlideEvidence b, Place place) {
    Affine toB =
        a.match(place).orElseThrow().affine().then(b.match(place).orElseThrow().affine().inverse());
    List<ScanBead> beads = b.scan().beads();
    PointGrid grid =
        new PointGrid(
            beads.stream().mapToDouble(ScanBead::xUm).toArray(),
            beads.stream().mapToDouble(ScanBead::yUm).toArray(),
            100);
    int[] found = new int[8];
    int inField = 0;
    List<Double> odd = new ArrayList<>();
    for (ScanBead bead : a.scan().beads()) {
      double x = toB.x(bead.xUm(), bead.yUm());
      double y = toB.y(bead.xUm(), bead.yUm());
      inField += b.scan().field().contains(x, y, 0) ? 1 : 0;
      if (grid.within(x, y, GATE_UM, found) == 1) {
        ScanBead other = beads.get(found[0]);
        double variance =
            bead.radiusSigmaUm() * bead.radiusSigmaUm()
                + other.radiusSigmaUm() * other.radiusSigmaUm()
                + 2 * radiusSigma * radiusSigma;
        odd.add((bead.radiusUm() - other.radiusUm()) / Math.sqrt(variance));
      }
    }
    int few = Math.min(inField, beads.size());
    if (odd.size() < LEAST_COMMON || odd.size() < LEAST_SHARE * few) {
      return false;
    }
    double square = odd.stream().mapToDouble(o -> Math.min(25, o * o)).average().orElse(0);
    double spread = RobustScale.sigmaAbout(0, odd.stream().mapToDouble(o -> o).toArray());
    return Math.min(spread, Math.sqrt(square)) < LARGEST_SPREAD;
  }
}
