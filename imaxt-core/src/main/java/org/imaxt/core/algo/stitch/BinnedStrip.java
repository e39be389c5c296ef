package org.imaxt.core.algo.stitch;

import org.imaxt.core.algo.image.MaskedImage;

/**
 * A strip averaged over square bins, freed of its slow background and scaled by the noise of each
 * channel.
 */
final class BinnedStrip {

  final int width;
  final int height;

  /**
   * One array a channel: zero-mean structure in units of the common noise scale; 0 where weight is
   * 0.
   */
  final double[][] channels;

  /** Between 0 and 1. */
  final double[] weights;

  private BinnedStrip(int width, int height, int channelCount) {
    this.width = width;
    this.height = height;
    this.channels = new double[channelCount][width * height];
    this.weights = new double[width * height];
  }

  /** Averages over bins of {@code bin × bin} px and divides each channel by its scale. */
  static BinnedStrip of(Strip strip, int bin, double backgroundRadiusPx, double[] scales) {
    Strip small = strip.binned(bin);
    BinnedStrip out = new BinnedStrip(small.width, small.height, small.channels.length);
    for (int i = 0; i < out.weights.length; i++) {
      out.weights[i] = small.weights[i];
      for (int c = 0; c < out.channels.length; c++) {
        out.channels[c][i] = small.channels[c][i];
      }
    }
    double largest = 0;
    for (double weight : out.weights) {
      largest = Math.max(largest, weight);
    }
    for (int i = 0; i < out.weights.length; i++) {
      out.weights[i] /= largest > 0 ? largest : 1;
    }
    int radius = Math.max(2, (int) Math.round(backgroundRadiusPx / bin));
    BoxSums weights = BoxSums.of(small.weights, small.width, small.height);
    for (int c = 0; c < out.channels.length; c++) {
      BoxSums values =
          BoxSums.ofProducts(small.channels[c], small.weights, small.width, small.height);
      out.flatten(c, radius, scales[c], values, weights);
    }
    return out;
  }

  /** Takes out the weighted mean over a box round each pixel, cut off at the border. */
  private void flatten(int channel, int radius, double scale, BoxSums values, BoxSums boxWeights) {
    double[] v = channels[channel];
    for (int y = 0, i = 0; y < height; y++) {
      int top = Math.max(0, y - radius);
      int bottom = Math.min(height, y + radius + 1);
      for (int x = 0; x < width; x++, i++) {
        if (weights[i] > 0) {
          int left = Math.max(0, x - radius);
          int right = Math.min(width, x + radius + 1);
          double mean =
              values.over(left, top, right, bottom) / boxWeights.over(left, top, right, bottom);
          v[i] = (v[i] - mean) / scale;
        }
      }
    }
  }

  /** The same, as correlations take it; shares the arrays. */
  MaskedImage image() {
    return new MaskedImage(width, height, channels, weights);
  }
}
