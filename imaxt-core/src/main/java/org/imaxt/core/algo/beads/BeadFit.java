package org.imaxt.core.algo.beads;

import java.util.Arrays;
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
  private static final int SOFT_PASSES = 7;

  /** Mean square of the residuals that the better sectors of a bead may have. */
  private static final double USUAL = 4;

  private static final int PASSES = 15;
  private static final int ROUNDS = 4;

  /** Pixels that a fit needs. */
  private static final int LEAST_PIXELS = 4 * BeadState.SIZE;

  /** Share of sectors below which it is the fit that went astray. */
  private static final double HOPELESS = 0.35;

  private static final double COARSE_BLOCKS = 5;

  /** Blocks stay below so many σ of the blur, and below a part of the radius. */
  private static final double BLOCK_BLURS = 1.6;

  private static final double BLOCKS_PER_RADIUS = 8;

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
    this.optics = optics;
    this.noise = noise;
    this.params = params;
    this.prior = new BeadPrior(params.radiusUm(), 0.4);
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
    int narrow = Math.min(patch.width(), patch.height());
    int factor = Math.min(narrow, factor(patch.pixelUm(), candidate.radiusUm()));
    BeadPatch blocks = patch.binned(factor);
    int[] pixels = window(blocks, candidate);
    BeadModel model = new BeadModel(blocks, noise.binned(factor), optics, prior, pixels);
    if (pixels.length < LEAST_PIXELS) {
      BeadOutcome none = new BeadOutcome.Refused(unfitted(candidate), BeadRefusal.BORDER);
      return new Solved(none, model, BeadState.of(candidate));
    }
    if (FirstGuess.onTissue(model, candidate, params.backgroundAdu())) {
      BeadOutcome none = new BeadOutcome.Refused(unfitted(candidate), BeadRefusal.ON_TISSUE);
      return new Solved(none, model, BeadState.of(candidate));
    }
    BeadState state = start(patch, model, candidate, factor);
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
    return new Solved(judge(model, state, good, candidate, factor), model, state);
  }

  private int factor(double pixelUm, double radiusUm) {
    double block = Math.min(BLOCK_BLURS * optics.blurUm(), radiusUm / BLOCKS_PER_RADIUS);
    return Math.max(1, (int) (block / pixelUm));
  }

  private static int[] window(BeadPatch patch, BeadCandidate c) {
    double reach = windowUm(c.radiusUm());
    int[] found = new int[patch.width() * patch.height()];
    int n = 0;
    for (int i = 0; i < found.length; i++) {
      double dx = patch.xUm(i) - c.xUm();
      double dy = patch.yUm(i) - c.yUm();
      if (patch.confidence(i) > 0 && dx * dx + dy * dy < reach * reach) {
        found[n++] = i;
      }
    }
    return Arrays.copyOf(found, n);
  }

  /** Looks for the start in blocks twice as big, if the bead is big enough. */
  private BeadState start(BeadPatch patch, BeadModel model, BeadCandidate c, int factor) {
    BeadModel coarse = model;
    boolean wide = 2 * factor <= Math.min(patch.width(), patch.height());
    if (wide && c.radiusUm() > COARSE_BLOCKS * 2 * factor * patch.pixelUm()) {
      BeadPatch blocks = patch.binned(2 * factor);
      int[] pixels = window(blocks, c);
      if (pixels.length >= LEAST_PIXELS) { // where little is known, blocks of it may be none at all
        coarse = new BeadModel(blocks, noise.binned(2 * factor), optics, prior, pixels);
      }
    }
    BeadState state = bestStart(coarse, FirstGuess.of(coarse, c));
    if (coarse != model) {
      FirstGuess.of(model, c);
      model.evaluate(state, BeadProfile.BASIC);
    }
    return state;
  }

  private BeadState bestStart(BeadModel model, BeadState first) {
    double t = optics.thicknessUm();
    double sphere = Math.max(params.radiusUm(), 1.02 * first.rho());
    double away = Math.sqrt(sphere * sphere - first.rho() * first.rho());
    float[] masked = model.weight.clone();
    BeadSolver.Descent best = null;
    float[] residual = new float[0];
    for (double z : new double[] {-away, 0.5 * t, t + away}) {
      System.arraycopy(masked, 0, model.weight, 0, masked.length);
      BeadSolver.Descent d = BeadSolver.descendSoftly(model, first.withZ(z), SOFT_PASSES);
      if (best == null || d.deviance() < best.deviance()) {
        best = d;
        residual = model.residual.clone();
      }
    }
    System.arraycopy(residual, 0, model.residual, 0, residual.length);
    return best.state();
  }

  private Sectors sectors(BeadModel model, BeadState state, BeadCandidate c) {
    return new Sectors(model, state, c.radiusUm(), params.modelError());
  }

  private BeadOutcome judge(
      BeadModel model, BeadState s, boolean[] good, BeadCandidate c, int factor) {
    double[][] covariance = model.covariance(s);
    if (covariance.length == 0) {
      return new BeadOutcome.Refused(unfitted(c), BeadRefusal.POOR_FIT);
    }
    Sectors sectors = sectors(model, s, c);
    double deviance = Judgement.deviance(model);
    // What the noise leaves out the errors must not.
    double excess = Math.sqrt(Math.max(1, deviance));
    double confidence = Judgement.confidence(model, s) / (factor * factor);
    double pixelSigma = Math.sqrt(noise.variance(s.background() + s.peak(), confidence));
    FittedBead bead =
        new FittedBead(
            c.label(),
            s.x(),
            s.y(),
            s.rho(),
            excess * Math.sqrt(covariance[0][0]),
            excess * Math.sqrt(covariance[1][1]),
            excess * Math.sqrt(covariance[2][2]),
            s.peak(),
            s.background(),
            s.peak() / pixelSigma,
            deviance,
            sectors.rim(good));
    if (!Judgement.isFinite(bead)) {
      return new BeadOutcome.Refused(unfitted(c), BeadRefusal.POOR_FIT);
    }
    // How far beyond the range a peak lies is unknown, but not that it is there.
    double peakSigma = model.saturated() ? 0 : Math.sqrt(covariance[4][4]);
    return Judgement.of(bead, sectors, peakSigma, c, params)
        .<BeadOutcome>map(reason -> new BeadOutcome.Refused(bead, reason))
        .orElseGet(() -> new BeadOutcome.Accepted(bead));
  }

  static FittedBead unfitted(BeadCandidate c) {
    return new FittedBead(c.label(), c.xUm(), c.yUm(), c.radiusUm(), 0, 0, 0, 0, 0, 0, 0, 0);
  }
}
