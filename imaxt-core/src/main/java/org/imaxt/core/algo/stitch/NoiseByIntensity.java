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
    return new NoiseByIntensity(new double[] {Double.POSITIVE_INFINITY}, new double[] {variance});
  }

  /**
   * Learns from samples.
   *
   * @param samples intensities and squared differences
   * @param floor smallest variance returned
   */
  static NoiseByIntensity learn(NoiseSamples samples, double floor) {
    if (samples.count() < LEAST_SAMPLES) {
      return constant(Math.max(samples.count() == 0 ? floor : samples.meanSquare(), floor));
    }
    double[] bounds = samples.bounds(QUANTILES);
    double[][] sums = samples.sums(bounds);
    double[] upper = new double[bounds.length];
    double[] count = new double[bounds.length];
    double[] variance = new double[bounds.length];
    int pools = 0;
    for (int k = 0; k < bounds.length; k++) {
      // Equal intensities may leave a class without samples.
      if (sums[0][k] == 0) {
        continue;
      }
      count[pools] = sums[0][k];
      variance[pools] = sums[1][k] / sums[0][k];
      upper[pools] = bounds[k];
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
    upper[pools - 1] = Double.POSITIVE_INFINITY;
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
