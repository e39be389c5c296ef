package org.imaxt.core.algo.beads;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.imaxt.core.model.BeadCandidate;
import org.imaxt.core.model.BeadOutcome;
import org.imaxt.core.model.FittedBead;
import org.imaxt.core.phantom.PhantomParams;
import org.imaxt.core.phantom.TilePhantom;

/** Fits to the beads of phantoms, started at inexact places, against the truth. */
final class FitSurvey {

  /** A bead that was accepted, and its errors. */
  record Row(BeadScene.Seen truth, FittedBead fit) {

    double offX() {
      return fit.xUm() - truth.xUm();
    }

    double offY() {
      return fit.yUm() - truth.yUm();
    }

    double error() {
      return Math.hypot(offX(), offY());
    }
  }

  final List<Row> rows = new ArrayList<>();
  int refused;

  /** Fits the beads wholly inside each tile of section 1; damaged ones only on request. */
  FitSurvey add(PhantomParams params, int channel, double leastUm) {
    TilePhantom p = TilePhantom.of(params).build();
    for (int t = 0; t < p.size(); t++) {
      add(BeadScene.of(p, t, channel, false), params.seed() * 1000 + t, leastUm);
    }
    return this;
  }

  void add(BeadScene scene, long seed, double leastUm) {
    Random random = new Random(seed);
    double dark = Backdrop.of(level(scene)).level();
    BeadFit fit = new BeadFit(scene.optics(), scene.noise(), BeadFitParams.ofRadius(46, dark));
    List<BeadCandidate> starts = new ArrayList<>();
    for (BeadScene.Seen b : scene.beads()) {
      double off = 0.04 * b.radiusUm();
      starts.add(
          new BeadCandidate(
              starts.size() + 1,
              b.xUm() + off * random.nextGaussian(),
              b.yUm() + off * random.nextGaussian(),
              b.radiusUm() * (1 + 0.05 * random.nextGaussian()),
              1));
    }
    for (int i = 0; i < starts.size(); i++) {
      BeadScene.Seen b = scene.beads().get(i);
      if (b.radiusUm() < leastUm || b.bead().damaged()) {
        continue;
      }
      BeadCandidate c = starts.get(i);
      double reach = BeadFit.windowUm(c.radiusUm());
      BeadPatch patch = Neighbourhood.mask(scene.patch(c.xUm(), c.yUm(), reach), c, starts, 2);
      if (fit.fit(patch, c) instanceof BeadOutcome.Accepted accepted) {
        rows.add(new Row(b, accepted.bead()));
      } else {
        refused++;
      }
    }
  }

  private static LevelImage level(BeadScene s) {
    boolean[] known = new boolean[s.values().length];
    Arrays.fill(known, true);
    return new LevelImage(s.values(), known, s.width(), s.height(), s.pixelUm());
  }

  /** Beads between two apparent radii. */
  List<Row> between(double fromUm, double toUm) {
    return rows.stream()
        .filter(r -> r.truth.radiusUm() > fromUm && r.truth.radiusUm() <= toUm)
        .toList();
  }

  static double medianError(List<Row> rows) {
    return rows.stream()
        .mapToDouble(Row::error)
        .sorted()
        .skip(rows.size() / 2)
        .findFirst()
        .orElseThrow();
  }

  /** Share of the coordinates within some of their σ. */
  double within(double sigmas) {
    int n = 0;
    for (Row r : rows) {
      n += Math.abs(r.offX()) < sigmas * r.fit.xSigmaUm() ? 1 : 0;
      n += Math.abs(r.offY()) < sigmas * r.fit.ySigmaUm() ? 1 : 0;
    }
    return n / (2.0 * rows.size());
  }

  double radiusBias() {
    return rows.stream()
        .mapToDouble(r -> r.fit.radiusUm() - r.truth.radiusUm())
        .average()
        .orElseThrow();
  }
}
