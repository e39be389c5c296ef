package org.imaxt.core.algo.beads;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.imaxt.core.model.BeadCandidate;
import org.imaxt.core.model.BeadOutcome;
import org.imaxt.core.model.FittedBead;
import org.imaxt.core.phantom.PhantomBead;
import org.imaxt.core.phantom.PhantomParams;
import org.imaxt.core.phantom.SpecimenParams;
import org.imaxt.core.phantom.TilePhantom;

/** Fits to broken beads of phantoms, begun where the middle of what is left lies. */
final class CutSurvey {

  /** A broken bead that was accepted, and its errors. */
  record Row(BeadScene.Seen truth, FittedBead fit) {
    double offX() {
      return fit.xUm() - truth.xUm();
    }

    double offY() {
      return fit.yUm() - truth.yUm();
    }
  }

  final List<Row> rows = new ArrayList<>();
  final List<String> refused = new ArrayList<>();

  /** Phantoms without tissue all of whose beads are broken. */
  static PhantomParams broken(PhantomParams p, double beadsPerMm3) {
    SpecimenParams s = p.specimen().withTissue(0, 0).withBeadsPerMm3(beadsPerMm3);
    return p.withSpecimen(
        new SpecimenParams(
            s.sectionUm(),
            s.driftWalkUm(),
            s.driftYUm(),
            s.tissueWidth(),
            s.tissueHeight(),
            s.satellites(),
            s.contrast(),
            s.depthScaleUm(),
            s.beadsPerMm3(),
            s.beadRadiusUm(),
            s.beadRadiusSigmaUm(),
            s.beadRadiusRangeUm(),
            s.beadAmplitudeSpread(),
            1,
            s.tissueSignal(),
            s.beadSignal()));
  }

  CutSurvey add(PhantomParams params, double leastUm) {
    TilePhantom p = TilePhantom.of(params).build();
    for (int t = 0; t < p.size(); t++) {
      add(BeadScene.of(p, t, 2, false), leastUm);
    }
    return this;
  }

  private void add(BeadScene scene, double leastUm) {
    BeadFitParams how = BeadFitParams.ofRadius(46, dark(scene));
    CutFit cut = new CutFit(scene.optics(), scene.noise(), how);
    BeadFit whole = new BeadFit(scene.optics(), scene.noise(), how);
    List<BeadCandidate> starts = new ArrayList<>();
    scene.beads().forEach(b -> starts.add(left(b, starts.size() + 1)));
    for (int i = 0; i < starts.size(); i++) {
      BeadScene.Seen b = scene.beads().get(i);
      BeadCandidate c = starts.get(i);
      if (c.radiusUm() < leastUm || b.bead().cutAtUm() > b.radiusUm()) {
        continue;
      }
      BeadOutcome o = whole.fit(patch(scene, c, BeadFit.windowUm(c.radiusUm()), starts), c);
      if (o instanceof BeadOutcome.Refused) {
        o = cut.fit(patch(scene, c, CutFit.windowUm(c.radiusUm(), 46), starts), c);
      }
      if (o instanceof BeadOutcome.Accepted accepted) {
        rows.add(new Row(b, accepted.bead()));
      } else {
        refused.add(
            String.format(
                Locale.ROOT,
                "radius %.1f cut at %.2f, candidate %.1f: %s off %.2f %.2f",
                b.radiusUm(),
                b.bead().cutAtUm() / b.radiusUm(),
                c.radiusUm(),
                o,
                o.bead().xUm() - b.xUm(),
                o.bead().yUm() - b.yUm()));
      }
    }
  }

  private static BeadPatch patch(
      BeadScene scene, BeadCandidate c, double reach, List<BeadCandidate> all) {
    return Neighbourhood.mask(scene.patch(c.xUm(), c.yUm(), reach), c, all, 2);
  }

  /** The disc as big as the segment that is left, about its middle. */
  private static BeadCandidate left(BeadScene.Seen b, int label) {
    PhantomBead bead = b.bead();
    double at = Math.max(-0.999, Math.min(1, bead.cutAtUm() / b.radiusUm()));
    double missing = (Math.acos(at) - at * Math.sqrt(1 - at * at)) / Math.PI;
    // First moment of the segment beyond the edge: 2/3·(1 − at²)^1.5 of a unit disc.
    double middle = -2.0 / 3 * Math.pow(1 - at * at, 1.5) / (Math.PI * (1 - missing));
    return new BeadCandidate(
        label,
        b.xUm() + middle * b.radiusUm() * Math.cos(bead.cutAngleRad()),
        b.yUm() + middle * b.radiusUm() * Math.sin(bead.cutAngleRad()),
        b.radiusUm() * Math.sqrt(1 - missing),
        0.95);
  }

  private static double dark(BeadScene s) {
    boolean[] known = new boolean[s.values().length];
    Arrays.fill(known, true);
    return Backdrop.of(new LevelImage(s.values(), known, s.width(), s.height(), s.pixelUm()))
        .level();
  }

  double within(double sigmas) {
    int n = 0;
    for (Row r : rows) {
      n += Math.abs(r.offX()) < sigmas * r.fit.xSigmaUm() ? 1 : 0;
      n += Math.abs(r.offY()) < sigmas * r.fit.ySigmaUm() ? 1 : 0;
    }
    return n / (2.0 * rows.size());
  }

  /** Share of the broken beads that were accepted within a tenth of their radius of their place. */
  double recall() {
    long near =
        rows.stream()
            .filter(r -> Math.hypot(r.offX(), r.offY()) < 0.1 * r.truth.radiusUm())
            .count();
    return (double) near / (rows.size() + refused.size());
  }

  double medianUm() {
    return rows.stream()
        .mapToDouble(r -> Math.hypot(r.offX(), r.offY()))
        .sorted()
        .skip(rows.size() / 2)
        .findFirst()
        .orElse(0);
  }

  double radiusBiasUm() {
    return rows.stream()
        .mapToDouble(r -> r.fit.radiusUm() - r.truth.radiusUm())
        .average()
        .orElse(0);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d broken beads accepted, %d refused, %.3f found; centres median %.3f µm, radius %+.2f µm,"
            + " %.1f %% within 1 σ, %.1f %% within 2 σ%n%s",
        rows.size(),
        refused.size(),
        recall(),
        medianUm(),
        radiusBiasUm(),
        100 * within(1),
        100 * within(2),
        String.join("\n", refused));
  }
}
