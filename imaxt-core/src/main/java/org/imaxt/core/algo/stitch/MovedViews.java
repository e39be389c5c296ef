package org.imaxt.core.algo.stitch;

import org.imaxt.core.algo.stitch.Patches.Patch;

/**
 * Both strips moved, each by half of the fraction, so that swapping the tiles flips the sign
 * exactly, and each with slopes of its own, whose noise is independent.
 */
final class MovedViews implements Views {

  private final Both both;
  private final int noiseStep;

  /**
   * Views of two strips of which ignored pixels lie out of the reach of sampling.
   *
   * @param a the first strip
   * @param b the second strip
   * @param noiseStep step of the lags at which noise is compared, px: 2 where it was smoothed much
   */
  MovedViews(SmoothedStrip a, SmoothedStrip b, int noiseStep) {
    both = Both.of(a, b);
    this.noiseStep = noiseStep;
  }

  @Override
  public Both both() {
    return both;
  }

  @Override
  public boolean cut() {
    return false;
  }

  @Override
  public void sample(int channel, Patch patch, Step step, float[] weights) {
    double x = 0.5 * step.fractionX();
    double y = 0.5 * step.fractionY();
    both.first().sample(both.a(), channel, patch, 0, 0, new double[] {x, y});
    both.second().sample(both.b(), channel, patch, step.lagX(), step.lagY(), new double[] {-x, -y});
  }

  @Override
  public Views apart() {
    return this;
  }

  @Override
  public NoiseCorrelation noise() {
    return new NoiseCorrelation(noiseStep);
  }
}
