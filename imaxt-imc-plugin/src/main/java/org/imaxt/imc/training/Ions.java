package org.imaxt.imc.training;

import java.util.SplittableRandom;

/** Counts ions: Poisson numbers of given means. */
final class Ions {

  /** From here on a rounded normal number is as good. */
  private static final double MANY = 40;

  private Ions() {}

  /**
   * Counts an image.
   *
   * @param means expected ions of each pixel, at least 0
   * @param factor factor of all of them
   * @param background added to all of them
   * @param random source of the numbers
   */
  static float[] count(float[] means, double factor, double background, SplittableRandom random) {
    float[] counts = new float[means.length];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = count(means[i] * factor + background, random);
    }
    return counts;
  }

  private static float count(double mean, SplittableRandom random) {
    if (mean > MANY) {
      return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
    }
    double end = Math.exp(-mean);
    double product = random.nextDouble();
    int count = 0;
    while (product > end) {
      product *= random.nextDouble();
      count++;
    }
    return count;
  }
}
