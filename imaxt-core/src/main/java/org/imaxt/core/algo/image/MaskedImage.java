package org.imaxt.core.algo.image;

/**
 * An image of several channels with a weight a pixel, as correlations take it. Arrays are not
 * copied.
 *
 * @param width columns
 * @param height rows
 * @param channels row-major values of each channel, with zero mean; 0 where the weight is 0
 * @param weights row-major, between 0 and 1
 */
public record MaskedImage(int width, int height, double[][] channels, double[] weights) {

  /** Refuses arrays of another size. */
  public MaskedImage {
    Shape.check(weights.length, width, height);
    for (double[] channel : channels) {
      Shape.check(channel.length, width, height);
    }
  }

  /**
   * Weighted sum of squares over all channels.
   *
   * @return the sum
   */
  public double energy() {
    double sum = 0;
    for (double[] channel : channels) {
      for (int i = 0; i < channel.length; i++) {
        sum += weights[i] * channel[i] * channel[i];
      }
    }
    return sum;
  }
}
