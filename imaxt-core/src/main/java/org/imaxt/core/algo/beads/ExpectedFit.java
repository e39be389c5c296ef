package org.imaxt.core.algo.beads;

import java.util.Optional;
import org.imaxt.core.model.BeadCandidate;
import org.imaxt.core.model.BeadOptics;
import org.imaxt.core.model.FittedBead;

/**
 * Looks once more where other planes foretell a bead.
 *
 * <p>The fit begins at the foretold circle, and what is missing or does not belong to the bead is
 * found as {@link CutFit} does. The foretold radius is held within its error, as an arc by itself
 * hardly tells radius and centre apart; the foretold place is not, so that the errors of the place
 * are those of this image alone. But what lies elsewhere, or is of other brightness, is not taken.
 *
 * <p>Immutable, for any number of threads.
 */
public final class ExpectedFit {
  private final BeadOptics optics;
  private final BeadNoise noise;
  private final BeadFitParams params;

  /**
   * A fit.
   *
   * @param optics blur and layer of the section
   * @param noise noise of its pixels
   * @param params what counts as a bead
   */
  public ExpectedFit(BeadOptics optics, BeadNoise noise, BeadFitParams params) {
    this.optics = optics;
    this.noise = noise;
    this.params = params;
  }

  /**
   * Pixels that a fit looks at round a place.
   *
   * @param expected what is foretold
   * @return half the edge of the square that a patch should cover, µm
   */
  public static double windowUm(ExpectedBead expected) {
    return BeadFit.windowUm(expected.radiusUm() + expected.radiusSigmaUm());
  }

  /**
   * Fits what is foretold.
   *
   * @param patch pixels round it; confidence 0 where they belong to another bead
   * @param expected what is foretold, in the patch's frame
   * @param label label of the bead
   * @return the bead, if it is there and can be measured
   */
  public Optional<FittedBead> fit(BeadPatch patch, ExpectedBead expected, int label) {
    BeadCandidate at = candidate(expected, label);
    BeadWindow window = BeadWindow.of(patch, at, optics, noise, windowUm(expected));
    if (!window.suffices()) {
      return Optional.empty();
    }
    BeadPrior prior =
        BeadPrior.usual(params.radiusUm())
            .withApparent(expected.radiusUm(), expected.radiusSigmaUm());
    CutFit fit = new CutFit(optics, noise, params, prior);
    BeadState start =
        new BeadState(
            expected.xUm(),
            expected.yUm(),
            expected.radiusUm(),
            0.5 * optics.thicknessUm(),
            expected.amplitudeAdu(),
            params.backgroundAdu(),
            0,
            0);
    return fit.solve(window, start)
        .flatMap(arc -> fit.measured(arc, label))
        .filter(m -> Judgement.ofExpected(m.bead(), m.kept(), expected, params))
        .map(CutFit.Measured::bead);
  }

  /**
   * The foretold disc as a candidate, to tell which pixels are its own.
   *
   * @param expected what is foretold
   * @param label its label
   * @return the candidate
   */
  public static BeadCandidate candidate(ExpectedBead expected, int label) {
    return new BeadCandidate(label, expected.xUm(), expected.yUm(), expected.radiusUm(), 1);
  }
}
