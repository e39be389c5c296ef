package org.imaxt.core.algo.stitch;

import java.util.Arrays;

/**
 * Variance of the difference of two strips as a rising step function of intensity, learnt from the
 * differences.
 *
 * <p>Noise of counted photons never falls with intensity, so neighbouring classes that seem to fall
 * are pooled (Ayer et al., Ann. Math. Stat. 26 (1955) 641-647).
 */
final class NoiseByIntensity {

  /** Classes are narrow at the bright end, where few pixels carry most of the structure. */
  private static final double[] QUANTILES = {0, 0.25, 0.5, 0.7, 0.85, 0.93, 0.97, 0.99, 1};

  private static final int LEAST_SAMPLES = 1000;

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
    if (samples.length < LEAST_SAMPLES) {
      double mean = Arrays.stream(samples).mapToDouble(s -> s[1]).average().orElse(floor);
      return constant(Math.max(mean, floor));
    }
    double[][] sorted = samples.clone();
    Arrays.sort(sorted, (p, q) -> Double.compare(p[0], q[0]));
    int classes = QUANTILES.length - 1;
    double[] upper = new double[classes];
    double[] variance = new double[classes];
    double[] count = new double[classes];
    int pools = 0;
    for (int k = 0; k < classes; k++) {
      int from = (int) (sorted.length * QUANTILES[k]);
      int to = (int) (sorted.length * QUANTILES[k + 1]);
      double sum = 0;
      for (int i = from; i < to; i++) {
        sum += sorted[i][1];
      }
      count[pools] = to - from;
      variance[pools] = sum / (to - from);
      upper[pools] = k == classes - 1 ? Double.MAX_VALUE : sorted[to][0];
      pools++;
      while (pools > 1 && variance[pools - 1] <= variance[pools - 2]) {
        pools--;
        double all = count[pools - 1] + count[pools];
        variance[pools - 1] =
            (count[pools - 1] * variance[pools - 1] + count[pools] * variance[pools]) / all;
        count[pools - 1] = all;
        upper[pools - 1] = upper[pools];
      }
    }
    for (int k = 0; k < pools; k++) {
      variance[k] = Math.max(variance[k], floor);
    }
    return new NoiseByIntensity(Arrays.copyOf(upper, pools), Arrays.copyOf(variance, pools));
  }

  double at(double intensity) {
    int k = 0;
    while (intensity >= upper[k]) {
      k++;
    }
    return variance[k];
  }
}
