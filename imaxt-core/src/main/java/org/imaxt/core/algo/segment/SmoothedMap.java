package org.imaxt.core.algo.segment;

import java.util.Arrays;
import org.imaxt.core.algo.image.Gaussian;

/**
 * A probability map after its Gaussian, in steps of whole numbers: sums over surroundings and
 * counts of values are then exact, and do not depend on the order in which squares are taken.
 * Missing pixels have no weight in the smoothing and stay missing.
 *
 * @param blocks the map
 * @param kind of what
 * @param sigmaPx standard deviation of the Gaussian, px
 */
record SmoothedMap(ProbabilityBlocks blocks, ProbabilityBlocks.Kind kind, double sigmaPx) {

  /** A probability of 1. */
  static final char FULL = 65534;

  /** Nothing is known. */
  static final char MISSING = 65535;

  /** Values of a rectangle. */
  char[] read(Box box) {
    Box seen = box.grown(Gaussian.halo(sigmaPx), blocks.width(), blocks.height());
    float[] values = new float[seen.pixels()];
    blocks.read(kind, seen, values);
    boolean[] known = known(values);
    float[] smooth = Gaussian.blur(values, seen.width(), seen.height(), sigmaPx);
    if (known.length > 0) {
      normalise(smooth, known, seen);
    }
    char[] steps = new char[smooth.length];
    for (int i = 0; i < steps.length; i++) {
      boolean missing = known.length > 0 && !known[i];
      steps[i] = missing ? MISSING : step(smooth[i]);
    }
    return seen.crop(steps, box);
  }

  private static char step(float value) {
    return (char) Math.round(Math.max(0, Math.min(1, value)) * (float) FULL);
  }

  /** Puts 0 where nothing is known; empty if there is no such pixel. */
  private static boolean[] known(float[] values) {
    boolean[] known = new boolean[0];
    for (int i = 0; i < values.length; i++) {
      if (Float.isNaN(values[i])) {
        if (known.length == 0) {
          known = new boolean[values.length];
          Arrays.fill(known, true);
        }
        known[i] = false;
        values[i] = 0;
      }
    }
    return known;
  }

  /** Weights of pixels that see no missing one are the same to the last bit, and change nothing. */
  private void normalise(float[] smooth, boolean[] known, Box seen) {
    float[] weights = new float[known.length];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = known[i] ? 1 : 0;
    }
    weights = Gaussian.blur(weights, seen.width(), seen.height(), sigmaPx);
    float all = Gaussian.blur(new float[] {1}, 1, 1, sigmaPx)[0];
    for (int i = 0; i < weights.length; i++) {
      if (known[i] && weights[i] != all) {
        smooth[i] = smooth[i] / weights[i];
      }
    }
  }
}
