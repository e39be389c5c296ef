package org.imaxt.stitch;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.imaxt.core.algo.numeric.LeastSquares;
import org.imaxt.core.phantom.PhantomTruth;
import org.imaxt.core.phantom.SectionTruth;
import org.imaxt.core.phantom.TileTruth;
import org.imaxt.core.sample.OverlapsDocument;
import org.imaxt.core.sample.OverlapsDocument.Step;

/**
 * What the magnifications are missed by when every measured step is perfect: only the stage's own
 * error is left, as scale and camera scale cannot be told apart.
 *
 * <p>Least squares of true on reported positions with one rotation and two scales a sample. Tiles
 * are those that the survey links, and each group of linked tiles is free to move as a whole, since
 * links tell nothing of where it lies. No estimator that learns the scale from the same tiles and
 * stage can be expected to do better.
 *
 * @param errorX what the magnification along x is missed by
 * @param errorY the same along y
 */
record StageOracle(double errorX, double errorY) {

  private static final double FREE = 1e6;

  static StageOracle of(PhantomTruth truth, OverlapsDocument links) {
    LeastSquares fit = new LeastSquares(FREE, FREE, FREE);
    for (SectionTruth section : truth.sections()) {
      for (List<TileTruth> group : groups(section, links)) {
        add(fit, group);
      }
    }
    LeastSquares.Fit found = fit.solve();
    // Where true steps are longer than reported ones, the camera seems to magnify too much.
    return new StageOracle(-found.value(0), -found.value(1));
  }

  private static void add(LeastSquares fit, List<TileTruth> group) {
    double[] middle = new double[4];
    for (TileTruth t : group) {
      double[] row = row(t);
      for (int k = 0; k < middle.length; k++) {
        middle[k] += row[k] / group.size();
      }
    }
    for (TileTruth t : group) {
      double[] row = row(t);
      double x = row[0] - middle[0];
      double y = row[1] - middle[1];
      fit.add(new double[] {x, 0, -y}, row[2] - middle[2], 1);
      fit.add(new double[] {0, y, x}, row[3] - middle[3], 1);
    }
  }

  /** Reported place, and by how much the true one is off, µm. */
  private static double[] row(TileTruth t) {
    return new double[] {
      t.reportedXUm(), t.reportedYUm(), t.trueXUm() - t.reportedXUm(), t.trueYUm() - t.reportedYUm()
    };
  }

  private static List<List<TileTruth>> groups(SectionTruth section, OverlapsDocument links) {
    TreeMap<Integer, TreeSet<Integer>> of = new TreeMap<>();
    section.tiles().forEach(t -> of.put(t.tile(), new TreeSet<>(List.of(t.tile()))));
    for (Step step : links.steps()) {
      if (step.section() == section.section() && of.get(step.a()) != of.get(step.b())) {
        TreeSet<Integer> joined = of.get(step.a());
        joined.addAll(of.get(step.b()));
        joined.forEach(tile -> of.put(tile, joined));
      }
    }
    List<List<TileTruth>> groups = new ArrayList<>();
    // Each group once, by its first tile.
    of.forEach(
        (tile, group) -> {
          if (group.size() > 1 && group.first().equals(tile)) {
            groups.add(section.tiles().stream().filter(t -> group.contains(t.tile())).toList());
          }
        });
    return groups;
  }
}
