package org.imaxt.core.algo.stitch;

import java.util.Arrays;

/**
 * A strip smoothed just enough to be interpolated, and the pixels where that is free of ignored ones.
 *
 * <p>Smoothing is the binomial kernel 1 4 6 4 1 along each axis (σ = 1 px), or none for narrow overlaps.
 */
final class SmoothedStrip {

  /** Pixels that derivative (2) and interpolation (2) reach to. */
  private static final int REACH = 4;

  final int width;
  final int height;
  final float[][] channels;
  /** Weight of each pixel; 0 where an ignored pixel or the border of the strip is within reach. */
  final float[] weights;

  private SmoothedStrip(Strip strip, boolean smooth) {
    width = strip.width;
    height = strip.height;
    channels = new float[strip.channels.length][];
    for (int c = 0; c < channels.length; c++) {
      float[] filled = filled(strip.channels[c], strip.weights);
      channels[c] = smooth ? smoothed(filled) : filled;
    }
    weights = eroded(strip.weights, REACH + (smooth ? 2 : 0));
  }

  /** Smooths the channels. */
  static SmoothedStrip smooth(Strip strip) {
    return new SmoothedStrip(strip, true);
  }

  /** Leaves the channels as they are. */
  static SmoothedStrip plain(Strip strip) {
    return new SmoothedStrip(strip, false);
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
      int row = y * width;
      for (int x = 2; x < width - 2; x++) {
        int i = row + x;
        along[i] = (v[i - 2] + v[i + 2] + 4 * (v[i - 1] + v[i + 1]) + 6 * v[i]) / 16;
      }
    }
    float[] out = new float[v.length];
    int w = width;
    for (int i = 2 * w; i < v.length - 2 * w; i++) {
      out[i] =
          (along[i - 2 * w] + along[i + 2 * w] + 4 * (along[i - w] + along[i + w]) + 6 * along[i])
              / 16;
    }
    return out;
  }

  private float[] eroded(float[] from, int radius) {
    float[] out = from.clone();
    boolean any = false;
    for (int y = 0; y < height; y++) {
      boolean border = y < radius || y >= height - radius;
      if (border) {
        Arrays.fill(out, y * width, (y + 1) * width, 0);
        continue;
      }
      Arrays.fill(out, y * width, y * width + Math.min(radius, width), 0);
      Arrays.fill(out, y * width + Math.max(0, width - radius), (y + 1) * width, 0);
    }
    for (int i = 0; i < from.length && !any; i++) {
      any = from[i] == 0;
    }
    if (any) {
      erodeIgnored(from, out, radius);
    }
    return out;
  }

  /** Two running counts, along x and then along y. */
  private void erodeIgnored(float[] from, float[] out, int radius) {
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
