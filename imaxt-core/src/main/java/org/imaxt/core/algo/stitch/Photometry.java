package org.imaxt.core.algo.stitch;

import java.util.Arrays;

/**
 * Gain of the first strip over the second and noise of their difference, one a channel.
 *
 * @param gains gain of each channel
 * @param noise noise of each channel
 * @param lean slope (x, y) that goes with one unit of intensity: the part of the slopes that a
 *     change of gain could stand in for, and which must not be counted as knowledge of the step
 */
record Photometry(double[] gains, NoiseByIntensity[] noise, double[][] lean) {

  /** Equal gains, equal noise. */
  static Photometry start(int channels) {
    double[] gains = new double[channels];
    Arrays.fill(gains, 1);
    NoiseByIntensity[] noise = new NoiseByIntensity[channels];
    Arrays.fill(noise, NoiseByIntensity.constant(1));
    return new Photometry(gains, noise, new double[channels][2]);
  }

  /** The gain farthest from 1, either way. */
  double strongestGain() {
    double strongest = 1;
    for (double gain : gains) {
      if (Math.abs(Math.log(gain)) > Math.abs(Math.log(strongest))) {
        strongest = gain;
      }
    }
    return strongest;
  }
}
