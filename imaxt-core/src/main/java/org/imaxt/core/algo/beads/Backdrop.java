package org.imaxt.core.algo.beads;

import java.util.Arrays;

/**
 * What an image shows where it shows nothing: the commonest value and the noise about it.
 *
 * @param level commonest value, ADU
 * @param sigma σ of a pixel, ADU
 */
public record Backdrop(double level, double sigma) {
  private static final int SAMPLES = 200_000;

  /** Half-sample mode; the spread is that of the values below it, which only noise makes. */
  public static Backdrop of(LevelImage image) {
    float[] sample = sample(image);
    if (sample.length < 2) {
      return new Backdrop(0, 1);
    }
    int from = 0;
    int n = sample.length;
    while (n > Math.max(3, sample.length / 50)) {
      int half = (n + 1) / 2;
      int best = from;
      for (int i = from; i + half <= from + n; i++) {
        if (sample[i + half - 1] - sample[i] < sample[best + half - 1] - sample[best]) {
          best = i;
        }
      }
      from = best;
      n = half;
    }
    double mode = sample[from + n / 2];
    double square = 0;
    int below = 0;
    while (below < sample.length && sample[below] < mode) {
      double d = sample[below++] - mode;
      square += d * d;
    }
    double spread = below > 0 ? Math.sqrt(square / below) : 0;
    return new Backdrop(mode, Math.max(spread, 1e-6 * Math.max(1, Math.abs(mode))));
  }

  private static float[] sample(LevelImage image) {
    int stride = Math.max(1, image.values().length / SAMPLES);
    float[] found = new float[image.values().length / stride + 1];
    int n = 0;
    for (int i = 0; i < image.values().length; i += stride) {
      if (image.known()[i]) {
        found[n++] = image.values()[i];
      }
    }
    float[] sample = Arrays.copyOf(found, n);
    Arrays.sort(sample);
    return sample;
  }
}
