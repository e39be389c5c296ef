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
    double[] boxWeights = out.boxSums(out.weights, radius);
    for (int c = 0; c < out.channels.length; c++) {
      out.flatten(c, radius, scales[c], boxWeights);
    }
    return out;
  }

  /** Takes out the weighted mean over a box round each pixel. */
  private void flatten(int channel, int radius, double scale, double[] boxWeights) {
    double[] v = channels[channel];
    double[] weighted = new double[v.length];
    for (int i = 0; i < v.length; i++) {
      weighted[i] = weights[i] * v[i];
    }
    double[] boxSums = boxSums(weighted, radius);
    for (int i = 0; i < v.length; i++) {
      if (weights[i] > 0) {
        v[i] = (v[i] - boxSums[i] / boxWeights[i]) / scale;
      }
    }
  }

  /**
   * Sums over a box round each pixel, cut off at the border: running sums along y, then along x.
   */
  private double[] boxSums(double[] values, int radius) {
    double[] out = new double[values.length];
    double[] column = new double[width];
    double[] upTo = new double[width + 1];
    for (int y = -radius; y < height; y++) {
      if (y + radius < height) {
        add(values, (y + radius) * width, 1, column);
      }
      if (y - radius - 1 >= 0) {
        add(values, (y - radius - 1) * width, -1, column);
      }
      if (y >= 0) {
        for (int x = 0; x < width; x++) {
          upTo[x + 1] = upTo[x] + column[x];
        }
        for (int x = 0; x < width; x++) {
          out[y * width + x] =
              upTo[Math.min(width, x + radius + 1)] - upTo[Math.max(0, x - radius)];
        }
      }
    }
    return out;
  }

  private void add(double[] values, int from, double sign, double[] sums) {
    for (int x = 0; x < width; x++) {
      sums[x] += sign * values[from + x];
    }
  }

  /** The same, as correlations take it; shares the arrays. */
  MaskedImage image() {
    return new MaskedImage(width, height, channels, weights);
  }
}
