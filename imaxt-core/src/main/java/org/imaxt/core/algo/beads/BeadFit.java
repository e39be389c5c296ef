package org.imaxt.core.algo.beads;

import java.util.Arrays;
import java.util.Optional;
import org.imaxt.core.model.BeadCandidate;
import org.imaxt.core.model.BeadOptics;
import org.imaxt.core.model.BeadOutcome;
import org.imaxt.core.model.BeadRefusal;
import org.imaxt.core.model.FittedBead;

/**
 * Fits the image of a sphere to a candidate: maximum likelihood under Poisson statistics.
 *
 * <p>From three depths of the sphere's centre (above, inside and below the layer) the fit descends
 * while wild pixels lose their say, and goes on from the best. Then sectors that still disagree
 * (tissue or another bead touches there, or a piece is missing) are left out and the rest fitted
 * with full weights, until the sectors stay the same. Big beads are fitted to means over blocks,
 * which know all but a few per cent of what the pixels do; the correlation of interpolated pixels
 * is in the errors. The errors are those of the data alone: that the sphere's depth is unknown is
 * in that of the radius.
 *
 * <p>Immutable, for any number of threads.
 */
public final class BeadFit implements BeadFitter {
  /** Mean square of the residuals that the better sectors of a bead may have. */
  private static final double USUAL = 4;

  private static final int PASSES = 15;
  private static final int ROUNDS = 4;

  /** Share of sectors below which it is the fit that went astray. */
  private static final double HOPELESS = 0.35;

  private static final double COARSE_BLOCKS = 5;

  private final BeadOptics optics;
  private final BeadNoise noise;
  private final BeadFitParams params;
  private final BeadPrior prior;

  /**
   * A fit.
   *
   * @param optics blur and layer of the section
   * @param noise noise of its pixels
   * @param params what counts as a bead
   */
  public BeadFit(BeadOptics optics, BeadNoise noise, BeadFitParams params) {
    this(optics, noise, params, BeadPrior.usual(params.radiusUm()));
  }

  BeadFit(BeadOptics optics, BeadNoise noise, BeadFitParams params, BeadPrior prior) {
    this.optics = optics;
    this.noise = noise;
    this.params = params;
    this.prior = prior;
  }

  /**
   * Pixels that a fit looks at round a candidate.
   *
   * @param radiusUm radius of the candidate, µm
   * @return half the edge of the square that a patch should cover, µm
   */
  public static double windowUm(double radiusUm) {
    return 1.2 * radiusUm + 10;
  }

  @Override
  public BeadOutcome fit(BeadPatch patch, BeadCandidate candidate) {
    return solve(patch, candidate).outcome();
  }

  /** A fit and the model that it ended with. */
  record Solved(BeadOutcome outcome, BeadModel model, BeadState state) {}

  Solved solve(BeadPatch patch, BeadCandidate candidate) {
    BeadWindow window =
        BeadWindow.of(patch, candidate, optics, noise, windowUm(candidate.radiusUm()));
    BeadModel model =
        new BeadModel(window.blocks(), window.noise(), optics, prior, window.pixels());
    if (!window.suffices()) {
      BeadOutcome none = new BeadOutcome.Refused(unfitted(candidate), BeadRefusal.BORDER);
      return new Solved(none, model, BeadState.of(candidate));
    }
    if (FirstGuess.onTissue(model, candidate, params.backgroundAdu())) {
      BeadOutcome none = new BeadOutcome.Refused(unfitted(candidate), BeadRefusal.ON_TISSUE);
      return new Solved(none, model, BeadState.of(candidate));
    }
    BeadState state = start(patch, model, candidate, window.factor());
    boolean[] good = new boolean[0];
    for (int round = 0; round < ROUNDS; round++) {
      Sectors sectors = sectors(model, state, candidate);
      boolean[] now = sectors.choose(round == 0 ? Double.MAX_VALUE : USUAL);
      if (Arrays.equals(now, good)) {
        break;
      }
      good = now;
      if (round < 2 && Sectors.share(good) < HOPELESS) {
        Arrays.fill(model.weight, 1);
        FirstGuess.of(model, candidate);
        state = BeadSolver.descendSoftly(model, state, PASSES).state();
      } else {
        state = BeadSolver.descend(model, state, PASSES).state();
      }
    }
    return new Solved(judge(model, state, good, candidate, window.factor()), model, state);
  }

  /** Looks for the start in blocks twice as big, if the bead is big enough. */
  private BeadState start(BeadPatch patch, BeadModel model, BeadCandidate c, int factor) {
    BeadModel coarse = model;
    boolean wide = 2 * factor <= Math.min(patch.width(), patch.height());
    if (wide && c.radiusUm() > COARSE_BLOCKS * 2 * factor * patch.pixelUm()) {
      BeadWindow window = BeadWindow.of(patch, c, noise, 2 * factor, windowUm(c.radiusUm()));
      if (window.suffices()) { // where little is known, blocks of it may be none at all
        coarse = new BeadModel(window.blocks(), window.noise(), optics, prior, window.pixels());
      }
    }
    FirstDescent descent = new FirstDescent(optics, params.radiusUm());
    BeadState state = descent.of(coarse, FirstGuess.of(coarse, c));
    if (coarse != model) {
      FirstGuess.of(model, c);
      model.evaluate(state, BeadProfile.BASIC);
    }
    return state;
  }

  private Sectors sectors(BeadModel model, BeadState state, BeadCandidate c) {
    return new Sectors(model, state, c.radiusUm(), params.modelError());
  }

  private BeadOutcome judge(
      BeadModel model, BeadState s, boolean[] good, BeadCandidate c, int factor) {
    Ended ended = new Ended(model, s, model.covariance(s), factor, noise);
    Sectors sectors = sectors(model, s, c);
    Optional<FittedBead> bead = ended.bead(c.label(), sectors.rim(good));
    if (bead.isEmpty()) {
      return new BeadOutcome.Refused(unfitted(c), BeadRefusal.POOR_FIT);
    }
    return Judgement.of(bead.get(), sectors, ended.peakSigma(), c, params)
        .<BeadOutcome>map(reason -> new BeadOutcome.Refused(bead.get(), reason))
        .orElseGet(() -> new BeadOutcome.Accepted(bead.get()));
  }

  static FittedBead unfitted(BeadCandidate c) {
    return new FittedBead(c.label(), c.xUm(), c.yUm(), c.radiusUm(), 0, 0, 0, 0, 0, 0, 0, 0);
  }
}
