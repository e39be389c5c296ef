package org.imaxt.core.algo.segment;

import org.imaxt.core.algo.image.DistanceTransform;

/** Distances in whole steps, the same wherever the rest of an image begins or ends. */
final class DistanceSteps {

  /** Steps of a pixel. */
  static final int PER_PX = 16;

  private DistanceSteps() {}

  /** Distances to the nearest pixel that is not in the mask, at most so many px. */
  static int[] of(boolean[] mask, Box box, int mostPx) {
    float[] squared = DistanceTransform.squared(mask, box.width(), box.height());
    int most = mostPx * PER_PX;
    int[] steps = new int[squared.length];
    for (int i = 0; i < steps.length; i++) {
      double px = Math.sqrt(squared[i]);
      steps[i] = px >= mostPx ? most : (int) Math.round(PER_PX * px);
    }
    return steps;
  }
}
