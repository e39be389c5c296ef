package org.imaxt.core.algo.stitch;

import java.util.Arrays;

/** Where a strip shows more than noise on one level. */
final class Structure {

  /** One smoothed pixel of a million of noise departs as far. */
  private static final double CLEAR_SIGMAS = 5;

  /** Pixels round structure tell the level that it rises from. */
  private static final int RING_PX = 6;

  /** What smoothing leaves of the deviation of white noise: √(70 / 256) along each of both axes. */
  private static final double SMOOTHED = 70 / 256.0;

  private Structure() {}

  /**
   * Pixels of clear structure, and a ring round them.
   *
   * @param strip the strip
   * @return one a pixel; ignored pixels may be among them
   */
  static boolean[] near(Strip strip) {
    SmoothedStrip smooth = SmoothedStrip.of(strip, 1);
    boolean[] clear = new boolean[strip.weights.length];
    for (int c = 0; c < strip.channels.length; c++) {
      float[] v = smooth.channels[c];
      double level = level(v, strip.weights);
      double noise = NoiseLevel.of(strip, c) * SMOOTHED;
      for (int i = 0; i < v.length; i++) {
        clear[i] |= strip.weights[i] > 0 && Math.abs(v[i] - level) > CLEAR_SIGMAS * noise;
      }
    }
    return grown(clear, strip.width, strip.height);
  }

  private static double level(float[] values, float... weights) {
    float[] known = new float[values.length];
    int count = 0;
    for (int i = 0; i < values.length; i++) {
      if (weights[i] > 0) {
        known[count++] = values[i];
      }
    }
    Arrays.sort(known, 0, count);
    return count == 0 ? 0 : known[count / 2];
  }

  private static boolean[] grown(boolean[] from, int width, int height) {
    float[] counts = new float[from.length];
    for (int i = 0; i < from.length; i++) {
      counts[i] = from[i] ? 1 : 0;
    }
    BoxSums sums = BoxSums.of(counts, width, height);
    boolean[] out = new boolean[from.length];
    for (int y = 0, i = 0; y < height; y++) {
      int top = Math.max(0, y - RING_PX);
      int bottom = Math.min(height, y + RING_PX + 1);
      for (int x = 0; x < width; x++, i++) {
        int left = Math.max(0, x - RING_PX);
        int right = Math.min(width, x + RING_PX + 1);
        out[i] = sums.over(left, top, right, bottom) > 0.5;
      }
    }
    return out;
  }
}
