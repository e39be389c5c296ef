package org.imaxt.core.algo.stitch;

import org.imaxt.core.algo.stitch.Patches.Patch;

/** Two strips as refinement samples them at a step: values and slopes of both, patch by patch. */
abstract class Views {

  /** The first strip. */
  final SmoothedStrip a;

  /** The second strip. */
  final SmoothedStrip b;

  /** The first strip's patch. */
  final PatchSampler first = new PatchSampler();

  /** The second strip's patch. */
  final PatchSampler second = new PatchSampler();

  Views(SmoothedStrip a, SmoothedStrip b) {
    this.a = a;
    this.b = b;
  }

  /**
   * Whether structure may lie right at ignored pixels of the second strip, so that only the first
   * is moved: its slopes alone then weigh the differences.
   */
  abstract boolean cut();

  /**
   * Samples one channel of a patch.
   *
   * @param channel channel from 0
   * @param patch the patch
   * @param step the step between the strips
   * @param weights weights of the patch's pixels; what is sampled where they are 0 means nothing
   */
  abstract void sample(int channel, Patch patch, Step step, float[] weights);

  /**
   * The same with slopes whose noise is independent, as errors need them. Steps may need others to
   * converge.
   */
  abstract Views apart();

  /** How noise of neighbouring pixels goes together, as far as is known before any is seen. */
  abstract NoiseCorrelation noise();

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
