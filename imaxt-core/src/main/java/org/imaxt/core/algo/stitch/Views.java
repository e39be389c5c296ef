package org.imaxt.core.algo.stitch;

import org.imaxt.core.algo.stitch.Patches.Patch;

/** Two strips as refinement samples them at a step: values and slopes of both, patch by patch. */
interface Views {

  /** The strips, and what was sampled of them last. */
  Both both();

  /**
   * Whether structure may lie right at ignored pixels of the second strip, so that only the first
   * is moved: its slopes alone then weigh the differences.
   */
  boolean cut();

  /**
   * Samples one channel of a patch.
   *
   * @param channel channel from 0
   * @param patch the patch
   * @param step the step between the strips
   * @param weights weights of the patch's pixels; what is sampled where they are 0 means nothing
   */
  void sample(int channel, Patch patch, Step step, float[] weights);

  /**
   * The same with slopes whose noise is independent, as errors need them. Steps may need others to
   * converge.
   */
  Views apart();

  /** How noise of neighbouring pixels goes together, as far as is known before any is seen. */
  NoiseCorrelation noise();

  /**
   * Both strips and a patch of each.
   *
   * @param a the first strip
   * @param b the second strip
   * @param first the first strip's patch
   * @param second the second strip's patch
   */
  record Both(SmoothedStrip a, SmoothedStrip b, PatchSampler first, PatchSampler second) {

    static Both of(SmoothedStrip a, SmoothedStrip b) {
      return new Both(a, b, new PatchSampler(), new PatchSampler());
    }
  }

  /**
   * Step between two strips: pixel u of the first shows what pixel u - step of the second shows.
   *
   * @param lagX whole pixels along x
   * @param lagY whole pixels along y
   * @param fractionX what is beyond these, within ±1
   * @param fractionY the same along y
   */
  record Step(int lagX, int lagY, double fractionX, double fractionY) {}
}
