package org.imaxt.core.algo.stitch;

import java.util.Arrays;
import java.util.List;
import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.type.numeric.real.FloatType;
import org.imaxt.core.algo.distortion.InverseGrid;
import org.imaxt.core.algo.distortion.Undistort;

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

  private Strip(int x0, int y0, int width, int height, float[][] channels) {
    this.x0 = x0;
    this.y0 = y0;
    this.width = width;
    this.height = height;
    this.channels = channels;
    this.weights = new float[width * height];
  }

  private Strip(Interval like, float[][] channels, float[] weights) {
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

  /**
   * A strip of pixels that are known to mean something wherever their weight is positive.
   *
   * @param pixels finite values and weights; the arrays are taken over, not copied
   * @return the strip
   */
  public static Strip of(Undistort.Pixels pixels) {
    return new Strip(pixels.interval(), pixels.channels(), pixels.weights());
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

  /**
   * The strip at a lower resolution: weighted means over squares, of which half must be valid.
   *
   * @param bin side of the squares, px, at least 1
   * @return a strip whose pixel (0, 0) is square (x0 / bin, y0 / bin) of the tile
   */
  public Strip binned(int bin) {
    if (bin == 1) {
      return this;
    }
    int w = width / bin;
    int h = height / bin;
    Strip out = new Strip(x0 / bin, y0 / bin, w, h, new float[channels.length][w * h]);
    double[] sums = new double[channels.length];
    for (int i = 0; i < w * h; i++) {
      Arrays.fill(sums, 0);
      double weight = 0;
      int valid = 0;
      for (int v = i / w * bin; v < (i / w + 1) * bin; v++) {
        for (int k = v * width + i % w * bin; k < v * width + (i % w + 1) * bin; k++) {
          valid += weights[k] > 0 ? 1 : 0;
          weight += weights[k];
          for (int c = 0; c < sums.length; c++) {
            sums[c] += weights[k] * channels[c][k];
          }
        }
      }
      if (2 * valid >= bin * bin) {
        out.weights[i] = (float) weight;
        for (int c = 0; c < sums.length; c++) {
          out.channels[c][i] = (float) (sums[c] / weight);
        }
      }
    }
    return out;
  }

  /**
   * The strip freed of a distortion.
   *
   * @param inverse inverse of the distortion, in the frame and at the resolution of the strip
   * @return a strip of the same rectangle; weight 0 where a pixel lies outside of this one
   */
  public Strip through(InverseGrid inverse) {
    return through(inverse, interval());
  }

  /**
   * A rectangle freed of a distortion.
   *
   * @param inverse inverse of the distortion, in the frame and at the resolution of the strip
   * @param wanted the rectangle, px of the undistorted tile
   * @return the rectangle; weight 0 where a pixel lies outside of this strip
   */
  public Strip through(InverseGrid inverse, Interval wanted) {
    return of(
        Undistort.resample(new Undistort.Pixels(interval(), channels, weights), inverse, wanted));
  }

  private Interval interval() {
    return new FinalInterval(new long[] {x0, y0}, new long[] {x0 + width - 1, y0 + height - 1});
  }

  /** The strip from its first whole square of the tile on. */
  Strip aligned(int bin) {
    int left = Math.floorMod(-x0, bin);
    int top = Math.floorMod(-y0, bin);
    return left == 0 && top == 0 ? this : part(left, top, width, height);
  }

  /** A rectangle of the strip, given in its own pixels, cut off where it ends. */
  Strip part(int x, int y, int w, int h) {
    int left = Math.max(0, x);
    int top = Math.max(0, y);
    int columns = Math.max(0, Math.min(width, x + w) - left);
    int rows = Math.max(0, Math.min(height, y + h) - top);
    Strip out =
        new Strip(x0 + left, y0 + top, columns, rows, new float[channels.length][columns * rows]);
    for (int row = 0; row < rows; row++) {
      int from = (top + row) * width + left;
      System.arraycopy(weights, from, out.weights, row * columns, columns);
      for (int c = 0; c < channels.length; c++) {
        System.arraycopy(channels[c], from, out.channels[c], row * columns, columns);
      }
    }
    return out;
  }

  /** The strip with so many ignored pixels round it. */
  Strip framed(int px) {
    int w = width + 2 * px;
    int h = height + 2 * px;
    Strip out = new Strip(x0 - px, y0 - px, w, h, new float[channels.length][w * h]);
    for (int y = 0; y < height; y++) {
      int to = (y + px) * w + px;
      System.arraycopy(weights, y * width, out.weights, to, width);
      for (int c = 0; c < channels.length; c++) {
        System.arraycopy(channels[c], y * width, out.channels[c], to, width);
      }
    }
    return out;
  }

  private static float[] values(RandomAccessibleInterval<FloatType> view) {
    int[] size = {Math.toIntExact(view.dimension(0)), Math.toIntExact(view.dimension(1))};
    float[] values = new float[Math.multiplyExact(size[0], size[1])];
    PrimitiveBlocks.of(view).copy(view.minAsLongArray(), values, size);
    return values;
  }
}
