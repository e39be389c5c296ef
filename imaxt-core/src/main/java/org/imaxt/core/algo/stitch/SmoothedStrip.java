package org.imaxt.core.algo.stitch;

import java.util.Arrays;

/**
 * A strip smoothed just enough to be interpolated, and the pixels where that is free of ignored
 * ones.
 *
 * <p>Smoothing is the binomial kernel 1 4 6 4 1 along each axis (σ = 1 px), applied once or, where
 * noise is strong, several times; at the border of the strip it is cut off and renormalised.
 */
final class SmoothedStrip {

  /** Times 16. */
  static final float[] KERNEL = {1, 4, 6, 4, 1};

  /** Pixels that derivative (2) and interpolation (2) reach to. */
  static final int REACH = 4;

  final int width;
  final int height;
  final float[][] channels;

  /**
   * Weight of each pixel; 0 where an ignored pixel or the border of the strip is within reach, of a
   * raw strip where the pixel itself is ignored.
   */
  final float[] weights;

  private SmoothedStrip(Strip strip, int passes, float[] weights) {
    width = strip.width;
    height = strip.height;
    this.weights = weights;
    channels = new float[strip.channels.length][];
    for (int c = 0; c < channels.length; c++) {
      float[] values = filled(strip.channels[c], strip.weights);
      for (int pass = 0; pass < passes; pass++) {
        values = smoothed(values);
      }
      channels[c] = values;
    }
  }

  /**
   * Smooths the channels.
   *
   * @param passes how often the kernel is applied: σ = √passes px
   */
  static SmoothedStrip of(Strip strip, int passes) {
    return new SmoothedStrip(strip, passes, eroded(strip, REACH + 2 * Math.min(passes, 2)));
  }

  /** All known pixels as they are, not smoothed: to be taken at whole pixels. */
  static SmoothedStrip raw(Strip strip) {
    return new SmoothedStrip(strip, 0, strip.weights);
  }

  /** Puts the mean where pixels are ignored, so that nothing wild is smeared about. */
  private static float[] filled(float[] values, float[] weights) {
    double sum = 0;
    int count = 0;
    for (int i = 0; i < values.length; i++) {
      if (weights[i] > 0) {
        sum += values[i];
        count++;
      }
    }
    float mean = count == 0 ? 0 : (float) (sum / count);
    float[] out = new float[values.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = weights[i] > 0 ? values[i] - mean : 0;
    }
    return out;
  }

  private float[] smoothed(float[] v) {
    float[] along = new float[v.length];
    for (int y = 0; y < height; y++) {
      smoothLine(v, along, y * width, 1, width);
    }
    float[] out = new float[v.length];
    int w = width;
    for (int i = 2 * w; i < v.length - 2 * w; i++) {
      out[i] =
          (along[i - 2 * w] + along[i + 2 * w] + 4 * (along[i - w] + along[i + w]) + 6 * along[i])
              / 16;
    }
    for (int x = 0; x < w; x++) {
      for (int y : new int[] {0, 1, height - 2, height - 1}) {
        if (y >= 0 && y < height) {
          out[y * w + x] = truncated(along, x, w, y, height);
        }
      }
    }
    return out;
  }

  private static void smoothLine(float[] v, float[] out, int from, int step, int length) {
    for (int x = 2; x < length - 2; x++) {
      int i = from + x * step;
      out[i] = (v[i - 2] + v[i + 2] + 4 * (v[i - 1] + v[i + 1]) + 6 * v[i]) / 16;
    }
    for (int x : new int[] {0, 1, length - 2, length - 1}) {
      if (x >= 0 && x < length) {
        out[from + x * step] = truncated(v, from, step, x, length);
      }
    }
  }

  /** The kernel where it sticks out of the strip: what is inside, renormalised. */
  private static float truncated(float[] v, int from, int step, int at, int length) {
    float sum = 0;
    float norm = 0;
    for (int k = -2; k <= 2; k++) {
      if (at + k >= 0 && at + k < length) {
        sum += KERNEL[k + 2] * v[from + (at + k) * step];
        norm += KERNEL[k + 2];
      }
    }
    return sum / norm;
  }

  private static float[] eroded(Strip strip, int radius) {
    int width = strip.width;
    int height = strip.height;
    float[] from = strip.weights;
    float[] out = from.clone();
    boolean any = false;
    for (int y = 0; y < height; y++) {
      boolean border = y < REACH || y >= height - REACH;
      if (border) {
        Arrays.fill(out, y * width, (y + 1) * width, 0);
        continue;
      }
      Arrays.fill(out, y * width, y * width + Math.min(REACH, width), 0);
      Arrays.fill(out, y * width + Math.max(0, width - REACH), (y + 1) * width, 0);
    }
    for (int i = 0; i < from.length && !any; i++) {
      any = from[i] == 0;
    }
    if (any) {
      erodeIgnored(strip, out, radius);
    }
    return out;
  }

  /** Two running counts, along x and then along y. */
  private static void erodeIgnored(Strip strip, float[] out, int radius) {
    int width = strip.width;
    int height = strip.height;
    float[] from = strip.weights;
    boolean[] near = new boolean[from.length];
    for (int y = 0; y < height; y++) {
      int last = -radius - 1;
      for (int x = 0; x < width + radius; x++) {
        if (x < width && from[y * width + x] == 0) {
          last = x;
        }
        int centre = x - radius;
        if (centre >= 0 && last >= centre - radius) {
          near[y * width + centre] = true;
        }
      }
    }
    for (int x = 0; x < width; x++) {
      int last = -radius - 1;
      for (int y = 0; y < height + radius; y++) {
        if (y < height && near[y * width + x]) {
          last = y;
        }
        int centre = y - radius;
        if (centre >= 0 && last >= centre - radius) {
          out[centre * width + x] = 0;
        }
      }
    }
  }
}
