package org.imaxt.beads.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.imaxt.core.model.PlacedTile;
import org.imaxt.core.phantom.PhantomTruth;
import org.imaxt.core.phantom.SectionTruth;
import org.imaxt.core.sample.Table;

/** Steps between neighbouring sections of the mean registered position of their linked tiles. */
final class SectionSteps {

  /**
   * Error of a step.
   *
   * @param section section that it leads to
   * @param x along x, µm
   * @param y along y, µm
   */
  record Step(int section, double x, double y) {
    double length() {
      return Math.hypot(x, y);
    }
  }

  /**
   * Where a section is said to lie.
   *
   * @param section its number
   * @param dx shift along x, µm
   * @param dy shift along y, µm
   */
  record Placed(int section, double dx, double dy) {}

  private final PhantomTruth truth;
  private final SortedMap<Integer, List<PlacedTile>> tiles;

  SectionSteps(PhantomTruth truth, SortedMap<Integer, List<PlacedTile>> tiles) {
    this.truth = truth;
    this.tiles = tiles;
  }

  /** Errors of the steps of a table of sections. */
  List<Step> of(Table shifts) {
    int[] section = shifts.ints("section");
    double[] dx = shifts.doubles("dx_um");
    double[] dy = shifts.doubles("dy_um");
    List<Placed> placed = new ArrayList<>();
    for (int i = 0; i < section.length; i++) {
      placed.add(new Placed(section[i], dx[i], dy[i]));
    }
    return of(placed);
  }

  /** Errors of the steps between sections in their order. */
  List<Step> of(List<Placed> placed) {
    List<Step> steps = new ArrayList<>();
    double[] before = null;
    for (Placed p : placed) {
      SectionTruth s = truth.sections().get(p.section() - 1);
      double[] off = TrueSection.meanOff(s, tiles.get(p.section()));
      double[] here = {off[0] + p.dx() + s.driftXUm(), off[1] + p.dy() + s.driftYUm()};
      if (before != null) {
        steps.add(new Step(p.section(), here[0] - before[0], here[1] - before[1]));
      }
      before = here;
    }
    return steps;
  }

  /** Root mean square of the steps' lengths, µm. */
  static double rms(List<Step> steps) {
    return Math.sqrt(steps.stream().mapToDouble(s -> s.length() * s.length()).average().orElse(0));
  }
}
