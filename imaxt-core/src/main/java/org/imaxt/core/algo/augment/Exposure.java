package org.imaxt.core.algo.augment;

import java.util.SplittableRandom;
import org.imaxt.core.algo.image.Gaussian;

/**
 * Takes a normalised image again with another camera: blurred, brighter or dimmer, its contrast
 * bent, with noise that grows with the signal. One exposure is one channel's.
 *
 * @param blurPx σ of the blur, px, at least 0
 * @param gain factor of the intensities, positive
 * @param offset added to the intensities
 * @param gamma power of the positive intensities, positive
 * @param readNoise σ of the noise where there is no signal, at least 0
 * @param shotNoise σ of the noise that a signal of 1 adds, at least 0
 */
public record Exposure(
    double blurPx, double gain, double offset, double gamma, double readNoise, double shotNoise) {

  /** Refuses what no camera does. */
  public Exposure {
    if (!(blurPx >= 0 && gain > 0 && gamma > 0 && readNoise >= 0 && shotNoise >= 0)) {
      throw new IllegalArgumentException(
          "blur and noise must not be negative, gain and gamma must be positive, got %s px, %s and "
                  .formatted(blurPx, readNoise)
              + "%s, %s and %s".formatted(shotNoise, gain, gamma));
    }
  }

  /**
   * Takes one channel of an image again.
   *
   * @param pair image, normalised, and labels
   * @param channel the channel, from 0
   * @param seed seed of the noise
   * @return the channel's values, row by row; a new array
   */
  public float[] apply(LabelledImage pair, int channel, long seed) {
    float[] values = Gaussian.blur(pair.channel(channel), pair.width(), pair.height(), blurPx);
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < values.length; i++) {
      double v = values[i];
      double bent = gamma == 1 || v <= 0 ? v : Math.pow(v, gamma);
      double signal = gain * bent + offset;
      double variance = readNoise * readNoise + shotNoise * shotNoise * Math.max(0, signal);
      values[i] =
          (float) (variance == 0 ? signal : signal + Math.sqrt(variance) * random.nextGaussian());
    }
    return values;
  }
}
