package org.imaxt.core.algo.beads;

import java.util.ArrayList;
import java.util.List;
import org.imaxt.core.algo.numeric.RobustScale;
import org.imaxt.core.model.BeadCandidate;
import org.imaxt.core.model.BeadOptics;
import org.imaxt.core.model.BeadOutcome;

/**
 * Blur, thickness of the layer and decay length of a section from some of its beads at once.
 *
 * <p>Gauss-Newton on the shared parameters, with those of each bead eliminated from the joint
 * normal equations (Schur's complement); between the steps every bead is fitted anew. The beads of
 * one section tell the blur well, thickness and decay hardly: those stay near what the caller
 * believes ({@link OpticsBelief}).
 */
public final class OpticsFit {
  /** σ of a logarithm that is not to move. */
  private static final double FIXED = 1e-6;

  private static final int STEPS = 4;
  private static final int SHARED = 3;
  private static final int LEAST_BEADS = 5;

  /** Only beads with so much of their rim tell the blur. */
  private static final double LEAST_RIM = 0.85;

  /** A bead whose deviance exceeds the median so many times is no witness. */
  private static final double WILD = 1.5;

  private static final double MOST_STEP = 0.4;

  private OpticsFit() {}

  /**
   * A candidate and the pixels round it.
   *
   * @param patch the pixels
   * @param candidate what was found in them
   */
  public record Witness(BeadPatch patch, BeadCandidate candidate) {}

  /**
   * Fits the optics of a section.
   *
   * @param witnesses bright and round candidates; some dozens suffice
   * @param belief where to start, and how firmly that is believed
   * @param noise noise of the pixels
   * @param params what counts as a bead
   * @return the optics; what was believed if there are too few beads
   */
  public static BeadOptics of(
      List<Witness> witnesses, OpticsBelief belief, BeadNoise noise, BeadFitParams params) {
    BeadOptics believed = belief.optics();
    BeadOptics optics = believed;
    for (int step = 0; step < STEPS; step++) {
      List<BeadFit.Solved> beads = good(witnesses, new BeadFit(optics, noise, params));
      if (beads.size() < LEAST_BEADS) {
        return believed;
      }
      Normal shared = new Normal(SHARED);
      beads.forEach(b -> add(shared, b));
      prior(shared, optics, belief);
      double[] d = shared.step(0);
      if (d.length == 0) {
        return optics;
      }
      optics =
          new BeadOptics(
              optics.blurUm() * Math.exp(within(d[0] / optics.blurUm())),
              optics.thicknessUm() * Math.exp(within(d[1] / optics.thicknessUm())),
              optics.decayUm() * Math.exp(within(d[2])));
    }
    return optics;
  }

  private static double within(double step) {
    return Math.max(-MOST_STEP, Math.min(MOST_STEP, step));
  }

  /** Parameters are blur, thickness and the logarithm of the decay length. */
  private static void prior(Normal shared, BeadOptics optics, OpticsBelief belief) {
    BeadOptics b = belief.optics();
    double blur = optics.blurUm();
    double t = optics.thicknessUm();
    double decay = Math.max(belief.decaySigma(), FIXED);
    prior(shared, 0, Math.log(blur / b.blurUm()), 1 / blur, belief.blurSigma());
    prior(shared, 1, Math.log(t / b.thicknessUm()), 1 / t, belief.thicknessSigma());
    prior(shared, 2, Math.log(optics.decayUm() / b.decayUm()), 1, decay);
  }

  private static void prior(Normal shared, int parameter, double off, double slope, double sigma) {
    double[] slopes = new double[SHARED];
    slopes[parameter] = slope / sigma;
    shared.prior(slopes, off / sigma);
  }

  private static List<BeadFit.Solved> good(List<Witness> witnesses, BeadFit fit) {
    List<BeadFit.Solved> solved = new ArrayList<>();
    for (Witness w : witnesses) {
      BeadFit.Solved s = fit.solve(w.patch(), w.candidate());
      if (s.outcome().bead().roundness() >= LEAST_RIM
          && s.outcome() instanceof BeadOutcome.Accepted) {
        solved.add(s);
      }
    }
    if (solved.isEmpty()) {
      return solved;
    }
    double usual =
        RobustScale.median(
            solved.stream().mapToDouble(s -> s.outcome().bead().deviance()).toArray());
    solved.removeIf(s -> s.outcome().bead().deviance() > WILD * usual);
    return solved;
  }

  /** Adds what a bead says of the shared parameters once its own are free to follow. */
  private static void add(Normal shared, BeadFit.Solved bead) {
    Normal all = bead.model().evaluate(bead.state(), BeadProfile.ALL);
    int own = BeadState.SIZE;
    Normal inner = new Normal(own);
    for (int a = 0; a < own; a++) {
      System.arraycopy(all.matrix[a], 0, inner.matrix[a], 0, own);
    }
    double[][] inverse = inner.inverse();
    if (inverse.length == 0) {
      return;
    }
    for (int p = 0; p < SHARED; p++) {
      double[] row = all.matrix[own + p];
      double[] follow = new double[own];
      for (int a = 0; a < own; a++) {
        for (int b = 0; b < own; b++) {
          follow[a] += row[b] * inverse[b][a];
        }
      }
      shared.gradient[p] += all.gradient[own + p] - dot(follow, all.gradient, own);
      for (int q = 0; q <= p; q++) {
        shared.matrix[p][q] += all.matrix[own + p][own + q] - dot(follow, all.matrix[own + q], own);
      }
    }
  }

  private static double dot(double[] a, double[] b, int n) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
