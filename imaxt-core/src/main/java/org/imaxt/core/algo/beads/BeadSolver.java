package org.imaxt.core.algo.beads;

import java.util.Arrays;

/** Levenberg and Marquardt's way down the deviance of {@link BeadModel}, by Fisher's scoring. */
final class BeadSolver {
  private static final double FIRST_DAMPING = 1e-2;
  private static final double MOST_DAMPING = 1e8;

  /** Decrease of the deviance, at the bottom that of a hundredth of a standard error, squared. */
  private static final double ENOUGH = 1e-3;

  private BeadSolver() {}

  /** Where a descent ended. */
  record Descent(BeadState state, double deviance) {}

  /** Descends with the weights as they are. */
  static Descent descend(BeadModel model, BeadState start, int passes) {
    BeadState state = start;
    Normal here = model.evaluate(state, BeadProfile.BASIC);
    double damping = FIRST_DAMPING;
    boolean stale = false;
    for (int pass = 0; pass < passes && damping < MOST_DAMPING; pass++) {
      double[] step = here.step(damping);
      if (step.length == 0) {
        damping = Math.max(1e-4, damping * 10);
        continue;
      }
      BeadState next = state.plus(step);
      Normal there = model.evaluate(next, BeadProfile.BASIC);
      double gain = here.deviance - there.deviance;
      stale = !(gain >= 0);
      if (stale) {
        damping *= 10;
        continue;
      }
      state = next;
      here = there;
      damping = Math.max(1e-9, damping * 0.1);
      if (gain < ENOUGH && pass > 0) {
        break;
      }
    }
    if (stale) {
      // The residuals are those of the step that was not taken.
      model.evaluate(state, BeadProfile.BASIC);
    }
    return new Descent(state, here.deviance);
  }

  /**
   * Descends while pixels that the model cannot explain lose their say, few of them at first: as
   * long as the radius is off, all pixels between the circles are wild.
   */
  static Descent descendSoftly(BeadModel model, BeadState start, int passes) {
    BeadState state = start;
    model.evaluate(state, BeadProfile.BASIC);
    double widest = Math.max(BeadModel.CAUCHY, quantile(model.residual));
    for (int pass = 0; pass < passes; pass++) {
      double share = Math.min(1, 1.5 * pass / passes);
      model.soften(widest * Math.pow(BeadModel.CAUCHY / widest, share));
      double[] step = model.evaluate(state, BeadProfile.BASIC).step(FIRST_DAMPING);
      if (step.length == 0) {
        break;
      }
      state = state.plus(step);
    }
    model.evaluate(state, BeadProfile.BASIC);
    return new Descent(state, model.softDeviance());
  }

  /** Size of the residuals that all but a twentieth stay below. */
  private static double quantile(float[] residual) {
    float[] size = residual.clone();
    for (int i = 0; i < size.length; i++) {
      size[i] = Math.abs(size[i]);
    }
    Arrays.sort(size);
    return size[(int) (0.95 * (size.length - 1))];
  }
}
