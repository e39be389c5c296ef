package org.imaxt.core.algo.stitch;

import org.imaxt.core.algo.stitch.Patches.Patch;

/**
 * The first strip moved by all of the fraction and the second as it is, up to its last known pixel:
 * what an edge or a mask cuts in the second tile is still compared where the first shows it whole.
 *
 * <p>Both are smoothed after they were brought together, by the same known pixels (normalised
 * convolution, Knutsson and Westin, CVPR 1993, 515-523), so that smoothing makes no difference
 * between them. Compared is what lies near structure of either strip: of a lone bead noise all
 * round it would drown gains and correlations.
 */
final class CutViews implements Views {

  private final Both both;
  private final Slopes slopes;

  /** Whose slopes the second strip's patch has. */
  private enum Slopes {
    /** The first strip's: the difference answers to a step by these, their noise included. */
    SHARED,
    /** Its own: noise that moves with the first strip tells nothing of the step. */
    OWN
  }

  /**
   * Views of a pair.
   *
   * @param whole the strip that is moved; its pixels count where sampling reaches no ignored one
   * @param cut the strip that is left as it is
   * @param lagX about the step along x, whole px
   * @param lagY about the step along y
   */
  CutViews(Strip whole, Strip cut, int lagX, int lagY) {
    this(SmoothedStrip.of(whole, 0), SmoothedStrip.raw(cut), Slopes.SHARED);
    boolean[] nearA = Structure.near(whole);
    boolean[] nearB = Structure.near(cut);
    for (int i = 0; i < nearA.length; i++) {
      int x = i % whole.width - lagX;
      int y = i / whole.width - lagY;
      boolean within = x >= 0 && y >= 0 && x < cut.width && y < cut.height;
      if (!nearA[i] && !(within && nearB[y * cut.width + x])) {
        both.a().weights[i] = 0;
      }
    }
  }

  private CutViews(SmoothedStrip a, SmoothedStrip b, Slopes slopes) {
    both = Both.of(a, b);
    this.slopes = slopes;
  }

  @Override
  public Both both() {
    return both;
  }

  @Override
  public boolean cut() {
    return true;
  }

  @Override
  public void sample(int channel, Patch patch, Step step, float[] weights) {
    PatchSampler first = both.first();
    PatchSampler second = both.second();
    double[] moved = {step.fractionX(), step.fractionY()};
    first.sample(both.a(), channel, patch, 0, 0, moved);
    second.sample(both.b(), channel, patch, step.lagX(), step.lagY(), new double[2]);
    first.smooth(patch, weights);
    second.smooth(patch, weights);
    if (slopes == Slopes.OWN) {
      second.differences(patch, weights);
    } else {
      System.arraycopy(first.slopesX, 0, second.slopesX, 0, patch.size());
      System.arraycopy(first.slopesY, 0, second.slopesY, 0, patch.size());
    }
  }

  @Override
  public Views apart() {
    return new CutViews(both.a(), both.b(), Slopes.OWN);
  }

  @Override
  public NoiseCorrelation noise() {
    return NoiseCorrelation.ofSmoothed(SmoothedStrip.KERNEL);
  }
}
