package org.imaxt.core.algo.stitch;

import java.util.Arrays;

/** Variance of the difference of two strips as a step function of intensity, learnt from the differences. */
final class NoiseByIntensity {

  private static final int CLASSES = 12;
  private static final double LEAST_SHARE = 0.05;

  private final double[] upper;
  private final double[] variance;

  private NoiseByIntensity(double[] upper, double[] variance) {
    this.upper = upper;
    this.variance = variance;
  }

  /** The same variance at every intensity. */
  static NoiseByIntensity constant(double variance) {
    return new NoiseByIntensity(new double[] {Double.MAX_VALUE}, new double[] {variance});
  }

  /**
   * Learns from samples.
   *
   * @param samples pairs (intensity, squared difference)
   * @param floor smallest variance returned
   */
  static NoiseByIntensity learn(double[][] samples, double floor) {
    if (samples.length < 20 * CLASSES) {
      double mean = Arrays.stream(samples).mapToDouble(s -> s[1]).average().orElse(floor);
      return constant(Math.max(mean, floor));
    }
    double[][] sorted = samples.clone();
    Arrays.sort(sorted, (p, q) -> Double.compare(p[0], q[0]));
    double[] upper = new double[CLASSES];
    double[] variance = new double[CLASSES];
    for (int k = 0; k < CLASSES; k++) {
      int from = sorted.length * k / CLASSES;
      int to = sorted.length * (k + 1) / CLASSES;
      double sum = 0;
      for (int i = from; i < to; i++) {
        sum += sorted[i][1];
      }
      variance[k] = sum / (to - from);
      upper[k] = k == CLASSES - 1 ? Double.MAX_VALUE : sorted[to][0];
    }
    double[] ordered = variance.clone();
    Arrays.sort(ordered);
    double least = Math.max(floor, LEAST_SHARE * ordered[CLASSES / 2]);
    for (int k = 0; k < CLASSES; k++) {
      variance[k] = Math.max(variance[k], least);
    }
    return new NoiseByIntensity(upper, variance);
  }

  double at(double intensity) {
    int k = 0;
    while (intensity >= upper[k]) {
      k++;
    }
    return variance[k];
  }
}
