package org.imaxt.core.algo.stitch;

import java.util.Arrays;
import java.util.List;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.type.numeric.real.FloatType;

/**
 * The pixels of one tile that a comparison uses: every channel of one rectangle, and one weight a
 * pixel.
 *
 * <p>Copied from the views at construction, so lazy sources are evaluated once. The rectangle's
 * minimum is its place in the tile. Immutable; safe to share between threads.
 */
public final class Strip {

  final int x0;
  final int y0;
  final int width;
  final int height;

  /** One array a channel, x fastest; 0 where the weight is 0. */
  final float[][] channels;

  /** At least 0; 0 = ignored. */
  final float[] weights;

  private Strip(RandomAccessibleInterval<FloatType> like, float[][] channels, float[] weights) {
    this.x0 = (int) like.min(0);
    this.y0 = (int) like.min(1);
    this.width = (int) like.dimension(0);
    this.height = (int) like.dimension(1);
    this.channels = channels;
    this.weights = weights;
  }

  /**
   * A strip whose finite pixels all count alike.
   *
   * @param channels (x, y) views of the same interval, in px of the tile, one a channel
   * @param range intensities that mean something; a pixel out of it in any channel is ignored in
   *     all
   * @return the strip
   * @throws IllegalArgumentException if there is no channel or the intervals differ
   */
  public static Strip of(List<RandomAccessibleInterval<FloatType>> channels, IntensityRange range) {
    float[] weights = new float[size(channels)];
    Arrays.fill(weights, 1);
    return masked(channels, weights, range);
  }

  /**
   * A strip with a weight (confidence) for each pixel.
   *
   * @param channels (x, y) views of the same interval, in px of the tile, one a channel
   * @param weight (x, y) view of the same interval, not negative; 0 = ignore the pixel
   * @param range intensities that mean something; a pixel out of it in any channel is ignored in
   *     all
   * @return the strip
   * @throws IllegalArgumentException if there is no channel or the intervals differ
   */
  public static Strip of(
      List<RandomAccessibleInterval<FloatType>> channels,
      RandomAccessibleInterval<FloatType> weight,
      IntensityRange range) {
    float[] weights = values(weight);
    if (weights.length != size(channels)) {
      throw new IllegalArgumentException(
          "weights must cover the strip, got " + weights.length + " for " + size(channels) + " px");
    }
    return masked(channels, weights, range);
  }

  private static int size(List<RandomAccessibleInterval<FloatType>> channels) {
    if (channels.isEmpty()) {
      throw new IllegalArgumentException("a strip needs at least one channel, got none");
    }
    return Math.toIntExact(channels.get(0).dimension(0) * channels.get(0).dimension(1));
  }

  private static Strip masked(
      List<RandomAccessibleInterval<FloatType>> views, float[] weights, IntensityRange range) {
    float[][] channels = new float[views.size()][];
    for (int c = 0; c < channels.length; c++) {
      if (!views.get(c).minAsPoint().equals(views.get(0).minAsPoint())
          || !Arrays.equals(
              views.get(c).dimensionsAsLongArray(), views.get(0).dimensionsAsLongArray())) {
        throw new IllegalArgumentException(
            "all channels of a strip must cover one interval, channel " + c + " differs");
      }
      channels[c] = values(views.get(c));
    }
    for (int i = 0; i < weights.length; i++) {
      boolean valid = weights[i] > 0;
      for (float[] channel : channels) {
        valid &= range.holds(channel[i]);
      }
      if (!valid) {
        weights[i] = 0;
        for (float[] channel : channels) {
          channel[i] = 0;
        }
      }
    }
    return new Strip(views.get(0), channels, weights);
  }

  private static float[] values(RandomAccessibleInterval<FloatType> view) {
    int[] size = {Math.toIntExact(view.dimension(0)), Math.toIntExact(view.dimension(1))};
    float[] values = new float[Math.multiplyExact(size[0], size[1])];
    PrimitiveBlocks.of(view).copy(view.minAsLongArray(), values, size);
    return values;
  }
}
