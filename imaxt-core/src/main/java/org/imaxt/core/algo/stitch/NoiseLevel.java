package org.imaxt.core.algo.stitch;

import java.util.Arrays;
import org.imaxt.core.algo.numeric.RobustScale;

/**
 * Standard deviation of the pixel noise, from second differences that smooth structure does not
 * pass (Immerkaer, Comput. Vis. Image Underst. 64 (1996) 300-302), with a median in place of the
 * mean.
 */
final class NoiseLevel {

  private static final int SAMPLES = 10_000;

  /** Root of the sum of the squared kernel entries 1 -2 1 / -2 4 -2 / 1 -2 1. */
  private static final double KERNEL_NORM = 6;

  private NoiseLevel() {}

  /**
   * Noise of one channel of a strip, ADU; an upper bound where the texture is as fine as a pixel.
   */
  static double of(Strip strip, int channel) {
    float[] v = strip.channels[channel];
    int w = strip.width;
    if (w < 3 || strip.height < 3) {
      return 0;
    }
    int inner = (w - 2) * (strip.height - 2);
    int stride = Math.max(1, inner / SAMPLES) | 1;
    double[] responses = new double[inner / stride + 1];
    int count = 0;
    for (int k = 0; k < inner; k += stride) {
      int i = (1 + k / (w - 2)) * w + 1 + k % (w - 2);
      if (allValid(strip.weights, i, w)) {
        responses[count++] =
            v[i - w - 1]
                - 2 * v[i - w]
                + v[i - w + 1]
                - 2 * v[i - 1]
                + 4 * v[i]
                - 2 * v[i + 1]
                + v[i + w - 1]
                - 2 * v[i + w]
                + v[i + w + 1];
      }
    }
    return count == 0
        ? 0
        : RobustScale.sigmaAbout(0, Arrays.copyOf(responses, count)) / KERNEL_NORM;
  }

  private static boolean allValid(float[] weights, int i, int w) {
    return weights[i] > 0
        && weights[i - 1] > 0
        && weights[i + 1] > 0
        && weights[i - w] > 0
        && weights[i - w - 1] > 0
        && weights[i - w + 1] > 0
        && weights[i + w] > 0
        && weights[i + w - 1] > 0
        && weights[i + w + 1] > 0;
  }
}
