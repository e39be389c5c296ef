package org.imaxt.core.algo.beads;

import java.util.Arrays;
import java.util.Optional;
import org.imaxt.core.model.BeadCandidate;
import org.imaxt.core.model.BeadOptics;
import org.imaxt.core.model.BeadOutcome;
import org.imaxt.core.model.BeadRefusal;
import org.imaxt.core.model.FittedBead;

/**
 * Fits the image of a sphere from which a piece is broken off along a straight edge.
 *
 * <p>What is left still shows an arc of its rim, but neither its centre nor its radius are where a
 * candidate has them. The circle that the arc describes is where the fit begins; then the edge that
 * explains best what is missing ({@link CutSearch}) and the profile of what lies before it are
 * found in turns until the edge stays. The pixels along the edge and beyond have no say in the
 * profile, so that its errors are those of the arc. For candidates that {@link BeadFit} refused.
 *
 * <p>Immutable, for any number of threads.
 */
public final class CutFit implements BeadFitter {
  private static final int PASSES = 15;
  private static final int ROUNDS = 8;

  /** Mean square of the residuals that the better sectors may have. */
  private static final double USUAL = 4;

  /** Largest sphere, expected radii. */
  private static final double LARGEST = 1.4;

  /** Largest circle of which a candidate may be what is left, radii of the candidate. */
  private static final double LEFT = 3;

  /** Distance from the edge within which blur and its own error blur it, σ of the blur. */
  private static final double EDGE_BLURS = 2;

  /**
   * Share of what lies within the circle and before the edge that must follow the profile: of
   * broken beads nearly all does, of fragments of tissue that an arc fits somewhere about a third.
   */
  private static final double LEAST_KEPT = 0.65;

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
  public CutFit(BeadOptics optics, BeadNoise noise, BeadFitParams params) {
    this(optics, noise, params, BeadPrior.usual(params.radiusUm()));
  }

  CutFit(BeadOptics optics, BeadNoise noise, BeadFitParams params, BeadPrior prior) {
    this.optics = optics;
    this.noise = noise;
    this.params = params;
    this.prior = prior;
  }

  /**
   * Pixels that a fit looks at round a candidate.
   *
   * @param candidateUm radius of the candidate, µm
   * @param expectedUm expected radius of the spheres, µm
   * @return half the edge of the square that a patch should cover, µm
   */
  public static double windowUm(double candidateUm, double expectedUm) {
    return BeadFit.windowUm(Math.min(LARGEST * expectedUm, LEFT * candidateUm));
  }

  @Override
  public BeadOutcome fit(BeadPatch patch, BeadCandidate c) {
    double reach = windowUm(c.radiusUm(), params.radiusUm());
    BeadWindow window = BeadWindow.of(patch, c, optics, noise, reach);
    BeadOutcome none = new BeadOutcome.Refused(BeadFit.unfitted(c), BeadRefusal.NOT_ROUND);
    if (!window.suffices()) {
      return none;
    }
    return circle(window, c)
        .flatMap(s -> solve(window, s, Start.GUESSED))
        .flatMap(arc -> judged(arc, c))
        .orElse(none);
  }

  private BeadModel model(BeadWindow window, int[] pixels) {
    return new BeadModel(window.blocks(), window.noise(), optics, prior, pixels);
  }

  /** The circle that the arc describes, as bright as the candidate. */
  private Optional<BeadState> circle(BeadWindow window, BeadCandidate c) {
    BeadPatch p = window.blocks();
    float[] values = new float[p.width() * p.height()];
    boolean[] known = new boolean[values.length];
    for (int i = 0; i < values.length; i++) {
      known[i] = p.confidence(i) > 0;
      values[i] = known[i] ? p.value(i) : (float) params.backgroundAdu();
    }
    LevelImage image = new LevelImage(values, known, p.width(), p.height(), p.pixelUm());
    double most = LARGEST * params.radiusUm() / p.pixelUm();
    return new RimTest(values, image, new Backdrop(params.backgroundAdu(), 1), most)
        .circle(
            (c.xUm() - p.leftUm()) / p.pixelUm(),
            (c.yUm() - p.topUm()) / p.pixelUm(),
            c.radiusUm() / p.pixelUm())
        .map(
            found ->
                new BeadState(
                    p.leftUm() + found.x() * p.pixelUm(),
                    p.topUm() + found.y() * p.pixelUm(),
                    found.radius() * p.pixelUm(),
                    0.5 * optics.thicknessUm(),
                    found.height(),
                    params.backgroundAdu(),
                    0,
                    0));
  }

  /** How good the circle is with which a fit begins. */
  enum Start {
    /** Any depth and brightness may be the right one. */
    GUESSED,
    /** What does not follow it already has no say. */
    KNOWN
  }

  /** Edge and profile in turns, from some circle; empty if too few pixels are left. */
  Optional<Arc> solve(BeadWindow window, BeadState start, Start known) {
    BeadModel all = model(window, window.pixels());
    double margin = EDGE_BLURS * optics.blurUm() + 0.5 * window.blocks().pixelUm();
    BeadState state = start;
    BeadModel left = all;
    Cut cut = Cut.NONE;
    for (int round = 0; round < ROUNDS; round++) {
      all.evaluate(state, BeadProfile.BASIC);
      Cut now = new CutSearch(all, state).best();
      if (round > 1 && now.isNear(cut, state.x(), state.y(), state.rho(), 0.25 * margin)) {
        break;
      }
      cut = now;
      int[] pixels = before(all, cut, margin);
      if (!BeadWindow.suffices(pixels)) {
        return Optional.empty();
      }
      left = model(window, pixels);
      state = descended(left, state, round == 0 ? known : Start.KNOWN);
    }
    return Optional.of(new Arc(window, all, left, state, cut, margin));
  }

  /** What is left of a bead. */
  record Arc(
      BeadWindow window, BeadModel all, BeadModel left, BeadState state, Cut cut, double margin) {}

  /**
   * An arc as a bead.
   *
   * @param bead the bead
   * @param kept share of what lies within the circle and before the edge that follows the profile
   */
  record Measured(FittedBead bead, double kept) {}

  /** The numbers of an arc, if its fit ended in any; leaves the weights of its last choice. */
  Optional<Measured> measured(Arc arc, int label) {
    BeadState s = arc.state;
    Ended ended = new Ended(arc.left, s, arc.left.covariance(s), arc.window.factor(), noise);
    boolean[] good = sectors(arc.left, s).choose(USUAL);
    double rim = sectors(arc.left, s).rim(good);
    return ended.bead(label, rim).map(bead -> new Measured(bead, kept(arc.left, s)));
  }

  private static int[] before(BeadModel model, Cut cut, double margin) {
    return Arrays.stream(model.pixels)
        .filter(i -> !(cut.beyondUm(model.patch.xUm(i), model.patch.yUm(i)) > -margin))
        .toArray();
  }

  private BeadState descended(BeadModel model, BeadState from, Start known) {
    BeadState state = from;
    if (known == Start.GUESSED) {
      state = new FirstDescent(optics, params.radiusUm()).of(model, from);
    } else {
      model.evaluate(state, BeadProfile.BASIC);
    }
    boolean[] good = new boolean[0];
    for (int pass = 0; pass < 3; pass++) {
      boolean[] now = sectors(model, state).choose(USUAL);
      if (Arrays.equals(now, good)) {
        break;
      }
      good = now;
      state = BeadSolver.descend(model, state, PASSES).state();
    }
    return state;
  }

  private Sectors sectors(BeadModel model, BeadState state) {
    return new Sectors(model, state, state.rho(), params.modelError());
  }

  private Optional<BeadOutcome> judged(Arc arc, BeadCandidate c) {
    return measured(arc, c.label())
        .map(
            m ->
                Judgement.ofArc(m.bead, isClear(arc, m), c, params)
                    ? new BeadOutcome.Accepted(m.bead)
                    : new BeadOutcome.Refused(m.bead, BeadRefusal.NOT_ROUND));
  }

  private boolean isClear(Arc arc, Measured m) {
    arc.all.evaluate(arc.state, BeadProfile.BASIC);
    return m.kept > LEAST_KEPT
        && sectors(arc.all, arc.state).isAlone()
        && new CutSearch(arc.all, arc.state).darkness(arc.cut, arc.margin) < Judgement.MOST_DARK;
  }

  /** Share of the bright pixels before the edge that have a say. */
  static double kept(BeadModel model, BeadState s) {
    int all = 0;
    int kept = 0;
    for (int k = 0; k < model.pixels.length; k++) {
      int i = model.pixels[k];
      if (Math.hypot(model.patch.xUm(i) - s.x(), model.patch.yUm(i) - s.y()) < s.rho()) {
        all++;
        kept += model.weight[k] > 0 ? 1 : 0;
      }
    }
    return all == 0 ? 0 : (double) kept / all;
  }
}
