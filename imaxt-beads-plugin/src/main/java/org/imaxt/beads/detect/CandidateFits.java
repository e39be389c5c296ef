package org.imaxt.beads.detect;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.imaxt.core.algo.beads.BeadFit;
import org.imaxt.core.algo.beads.BeadFitParams;
import org.imaxt.core.algo.beads.BeadFitter;
import org.imaxt.core.algo.beads.BeadNoise;
import org.imaxt.core.algo.beads.CutFit;
import org.imaxt.core.algo.beads.SuperGaussianFit;
import org.imaxt.core.model.BeadCandidate;
import org.imaxt.core.model.BeadOptics;
import org.imaxt.core.model.BeadOutcome;
import org.imaxt.core.model.BeadRefusal;

/**
 * How candidates are fitted: as whole beads, and if that fails as broken ones, unless only humps
 * are asked for.
 *
 * @param whole fit of whole beads
 * @param broken fit of broken ones
 * @param radiusUm expected radius of the spheres, µm
 */
record CandidateFits(BeadFitter whole, Optional<CutFit> broken, double radiusUm) {

  /** What a missing piece looks like to who expects none. */
  private static final Set<BeadRefusal> MAY_BE_BROKEN =
      EnumSet.of(BeadRefusal.NOT_ROUND, BeadRefusal.POOR_FIT, BeadRefusal.SIZE, BeadRefusal.BORDER);

  static CandidateFits of(FitChoice choice, BeadOptics optics, BeadNoise noise, BeadFitParams how) {
    return switch (choice) {
      case PROFILE ->
          new CandidateFits(
              new BeadFit(optics, noise, how),
              Optional.of(new CutFit(optics, noise, how)),
              how.radiusUm());
      case SUPER_GAUSSIAN ->
          new CandidateFits(new SuperGaussianFit(noise, how), Optional.empty(), how.radiusUm());
    };
  }

  /** What becomes of a candidate; the reason of a refusal is the first fit's. */
  BeadOutcome fit(BeadPatches patches, BeadCandidate c) {
    BeadOutcome first = whole.fit(patches.fitted(c), c);
    if (broken.isEmpty()
        || !(first instanceof BeadOutcome.Refused r && MAY_BE_BROKEN.contains(r.reason()))) {
      return first;
    }
    double reach = CutFit.windowUm(c.radiusUm(), radiusUm);
    BeadOutcome second = broken.get().fit(patches.wide(c, reach), c);
    return second instanceof BeadOutcome.Accepted ? second : first;
  }
}
