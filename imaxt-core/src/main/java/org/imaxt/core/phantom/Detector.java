package org.imaxt.core.phantom;

import java.util.SplittableRandom;

/** Turns expected electrons into counts: Poisson statistics, gain, bias, read noise, saturation. */
final class Detector {
  /** Below this mean the Poisson number is drawn by inversion. */
  private static final double EXACT_BELOW = 12;

  private Detector() {}

  static short[] expose(float[] electrons, ChannelTruth c, PhantomParams p, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    boolean shot = p.has(Effect.SHOT_NOISE);
    double read = c.readNoiseAdu();
    int top = p.detector().saturationAdu();
    short[] image = new short[electrons.length];
    for (int i = 0; i < image.length; i++) {
      double n = shot ? poisson(electrons[i], random) : electrons[i];
      double adu = c.biasAdu() + c.gainAduPerElectron() * n;
      if (read > 0) {
        adu += read * random.nextGaussian();
      }
      image[i] = (short) Math.max(0, Math.min(top, Math.round(adu)));
    }
    return image;
  }

  /**
   * A Poisson number: by inversion for small means; else a normal one with the first term of the
   * Cornish-Fisher expansion, which keeps mean, variance and skewness. The width is lessened by
   * what that term (1/18) and the rounding (1/12) add to the variance.
   */
  static double poisson(double mean, SplittableRandom random) {
    if (mean >= EXACT_BELOW) {
      double z = random.nextGaussian();
      double spread = Math.sqrt(mean - 5.0 / 36);
      return Math.max(0, Math.rint(mean + spread * z + (z * z - 1) / 6));
    }
    double u = random.nextDouble();
    double p = Math.exp(-mean);
    int n = 0;
    double sum = p;
    while (u > sum && n < 100) {
      n++;
      p *= mean / n;
      sum += p;
    }
    return n;
  }
}
