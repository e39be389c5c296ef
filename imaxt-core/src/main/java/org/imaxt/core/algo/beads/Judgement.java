package org.imaxt.core.algo.beads;

import java.util.Optional;
import org.imaxt.core.model.BeadCandidate;
import org.imaxt.core.model.BeadRefusal;
import org.imaxt.core.model.FittedBead;

/** Tells beads from what is none, one by one. */
final class Judgement {
  /** Share of the rim that must be known at all; with less than half of it, it must tell much. */
  private static final double LEAST_KNOWN = 0.3;

  /** Share of the rim below which it is the border that is to blame for what is missing. */
  private static final double WHOLE = 0.8;

  /** Reduced deviance of a profile that is right. */
  private static final double MOST_DEVIANCE = 2;

  /** What a missing rim takes from that: little of a circle must fit the better. */
  private static final double PER_RIM = 1;

  /** With less of its rim than this a circle must be told well: by its radius, whose σ is this. */
  private static final double HALF = 0.55;

  private static final double VAGUE = 0.012;

  /**
   * What is left of a broken bead lies in the dark, which tissue does not: twice the doubt, and a
   * little more than half the rim are enough there.
   */
  private static final double VAGUE_ALONE = 2 * VAGUE;

  private static final double RIM_ALONE = 0.6;

  /** Share of the rim that must be left of a broken bead. */
  private static final double LEAST_ARC = 0.2;

  /** Largest standard error of a broken bead's place, radii. */
  private static final double VAGUE_PLACE = 0.05;

  /** Smallest disc that may be broken, expected radii: cells are smaller. */
  private static final double LEAST_PART = 0.3;

  /** By how much the reduced deviance of a broken bead may exceed that of a right profile. */
  private static final double MOST_EXCESS = 0.5;

  /** Mean square residual against the background of what is missing. */
  static final double MOST_DARK = 3;

  /** Background over the section's, fraction of the peak. */
  private static final double MOST_BACKGROUND = 0.3;

  /** Share of the rim that must be left of a bead that other planes foretell. */
  private static final double LEAST_ARC_EXPECTED = 0.1;

  /** Share of what lies within its circle and before its edge that must follow the profile. */
  private static final double LEAST_KEPT_EXPECTED = 0.2;

  /** How far from where it is foretold it may lie beside the errors, µm. */
  private static final double PLACE_UM = 2;

  /** Errors that it may lie off. */
  private static final double LIMIT = 3;

  /** Its brightness over what that in other planes lets expect. */
  private static final double LEAST_HEIGHT = 0.4;

  private static final double MOST_HEIGHT = 1.4;

  private Judgement() {}

  static Optional<BeadRefusal> of(
      FittedBead b, Sectors sectors, double peakSigma, BeadCandidate c, BeadFitParams p) {
    double known = sectors.known();
    double allowed = p.modelError() * b.snr();
    double moved = Math.hypot(b.xUm() - c.xUm(), b.yUm() - c.yUm());
    if (known < LEAST_KNOWN) {
      return Optional.of(BeadRefusal.BORDER);
    }
    if (!(b.radiusUm() >= p.leastRadiusUm() && b.radiusUm() <= p.mostRadiusUm())
        || moved > Math.max(b.radiusUm(), c.radiusUm())) {
      return Optional.of(BeadRefusal.SIZE);
    }
    if (!(b.amplitude() > p.leastSnr() * peakSigma)
        || !(b.xSigmaUm() < 0.2 * b.radiusUm() && b.ySigmaUm() < 0.2 * b.radiusUm())) {
      return Optional.of(BeadRefusal.FAINT);
    }
    if (b.background() > p.backgroundAdu() + MOST_BACKGROUND * b.amplitude()) {
      return Optional.of(BeadRefusal.ON_TISSUE);
    }
    // What the border cuts is not broken.
    boolean alone = known >= WHOLE && sectors.isAlone();
    boolean vague = b.radiusSigmaUm() > (alone ? VAGUE_ALONE : VAGUE) * b.radiusUm();
    double leastRim = alone ? RIM_ALONE * p.leastRim() : p.leastRim();
    if (b.roundness() < leastRim || b.roundness() < HALF && vague) {
      return Optional.of(known < WHOLE ? BeadRefusal.BORDER : BeadRefusal.NOT_ROUND);
    }
    double most = MOST_DEVIANCE - PER_RIM * (1 - b.roundness());
    if (!(b.deviance() <= most + allowed * allowed)) {
      return Optional.of(BeadRefusal.POOR_FIT);
    }
    return Optional.empty();
  }

  /**
   * Whether what is left of a broken bead tells a sphere: it lies in the dark, follows the profile
   * as well as a whole bead does, and its circle is known.
   *
   * @param clear whether all that is left follows the profile, and it is dark round it and where it
   *     is broken off
   */
  static boolean ofArc(FittedBead b, boolean clear, BeadCandidate c, BeadFitParams p) {
    double allowed = p.modelError() * b.snr();
    double moved = Math.hypot(b.xUm() - c.xUm(), b.yUm() - c.yUm());
    return clear
        && b.roundness() >= LEAST_ARC
        && b.radiusUm() >= Math.max(p.leastRadiusUm(), LEAST_PART * p.radiusUm())
        && b.radiusUm() <= p.mostRadiusUm()
        && moved < b.radiusUm()
        && Math.max(b.xSigmaUm(), b.ySigmaUm()) < VAGUE_PLACE * b.radiusUm()
        && b.radiusSigmaUm() < VAGUE_ALONE * b.radiusUm()
        && b.background() < p.backgroundAdu() + MOST_BACKGROUND * b.amplitude()
        && b.deviance() <= 1 + MOST_EXCESS + allowed * allowed;
  }

  /**
   * Whether a fit shows the bead that other planes foretell.
   *
   * @param filled share of the layer that a usual sphere of such a disc fills at least
   */
  static boolean ofExpected(CutFit.Measured m, double filled, ExpectedBead e, BeadFitParams p) {
    FittedBead b = m.bead();
    double allowed = p.modelError() * b.snr();
    double moved = Math.hypot(b.xUm() - e.xUm(), b.yUm() - e.yUm());
    double sigma = Math.max(b.xSigmaUm(), b.ySigmaUm());
    double off = Math.abs(b.radiusUm() - e.radiusUm());
    double height = b.amplitude() / e.amplitudeAdu();
    return m.kept() > LEAST_KEPT_EXPECTED
        && b.roundness() >= LEAST_ARC_EXPECTED
        && moved < PLACE_UM + LIMIT * Math.hypot(e.placeSigmaUm(), sigma)
        && off < LIMIT * Math.hypot(e.radiusSigmaUm(), b.radiusSigmaUm())
        && height > LEAST_HEIGHT * filled
        && height < MOST_HEIGHT * Math.min(1, 2 * filled)
        && sigma < VAGUE_PLACE * b.radiusUm()
        && b.background() < p.backgroundAdu() + MOST_BACKGROUND * b.amplitude()
        && b.deviance() <= MOST_DEVIANCE + allowed * allowed;
  }

  /** Whether a fit ended in numbers at all. */
  static boolean isFinite(FittedBead b) {
    double place = b.xUm() + b.yUm() + b.radiusUm() + b.amplitude() + b.background();
    double errors = b.xSigmaUm() + b.ySigmaUm() + b.radiusSigmaUm();
    return Double.isFinite(place + errors + b.snr() + b.deviance() + b.roundness());
  }

  /** Mean squared residual of the pixels that have a say. */
  static double deviance(BeadModel model) {
    double sum = 0;
    double n = 0;
    for (int k = 0; k < model.weight.length; k++) {
      if (model.weight[k] > 0) {
        sum += model.residual[k] * model.residual[k];
        n++;
      }
    }
    return sum / Math.max(1, n - BeadState.SIZE);
  }

  /** Mean confidence of the bead's blocks. */
  static double confidence(BeadModel model, BeadState s) {
    double sum = 0;
    double all = 0;
    int n = 0;
    for (int pixel : model.pixels) {
      double c = model.patch.confidence(pixel);
      all += c;
      double dx = model.patch.xUm(pixel) - s.x();
      double dy = model.patch.yUm(pixel) - s.y();
      if (dx * dx + dy * dy < s.rho() * s.rho()) {
        sum += c;
        n++;
      }
    }
    return n > 0 ? sum / n : all / model.pixels.length;
  }
}
