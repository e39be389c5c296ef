package org.imaxt.core.algo.beads;

import org.imaxt.core.model.BeadOptics;

/**
 * The first way down: from depths of the sphere's centre above, inside and below the layer, while
 * wild pixels lose their say.
 *
 * @param optics blur and layer of the section
 * @param radiusUm expected radius of the spheres, µm
 */
record FirstDescent(BeadOptics optics, double radiusUm) {
  private static final int PASSES = 7;

  /** The best end; the model's residuals are its. */
  BeadState of(BeadModel model, BeadState first) {
    double t = optics.thicknessUm();
    double sphere = Math.max(radiusUm, 1.02 * first.rho());
    double away = Math.sqrt(sphere * sphere - first.rho() * first.rho());
    float[] masked = model.weight.clone();
    BeadSolver.Descent best = null;
    float[] residual = new float[0];
    for (double z : new double[] {-away, 0.5 * t, t + away}) {
      System.arraycopy(masked, 0, model.weight, 0, masked.length);
      BeadSolver.Descent d = BeadSolver.descendSoftly(model, first.withZ(z), PASSES);
      if (best == null || d.deviance() < best.deviance()) {
        best = d;
        residual = model.residual.clone();
      }
    }
    System.arraycopy(residual, 0, model.residual, 0, residual.length);
    return best.state();
  }
}
