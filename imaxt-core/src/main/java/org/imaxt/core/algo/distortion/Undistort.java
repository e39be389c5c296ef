package org.imaxt.core.algo.distortion;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.RandomAccess;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.position.FunctionRandomAccessible;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

/**
 * Takes a distortion out of turned tiles by cubic convolution (Keys, IEEE Trans. Acoust. Speech
 * Signal Process. 29 (1981) 1153-1160). Pixels that look at nothing the camera saw get NaN or
 * weight 0.
 */
public final class Undistort {

  /** Pixels that interpolation needs on either side. */
  private static final int MARGIN = 2;

  private Undistort() {}

  /**
   * A tile without its distortion.
   *
   * @param tile turned tile, (x, y), minimum 0; evaluated where it is needed
   * @param inverse inverse of the distortion, turned frame
   * @return lazy view of the same size; NaN outside of what the camera saw
   */
  public static RandomAccessibleInterval<FloatType> view(
      RandomAccessibleInterval<FloatType> tile, InverseGrid inverse) {
    Interval all = new FinalInterval(tile.dimensionsAsLongArray());
    FunctionRandomAccessible<FloatType> pixels =
        new FunctionRandomAccessible<>(
            2,
            () -> {
              RandomAccess<FloatType> access = Views.extendBorder(tile).randomAccess();
              return (at, value) ->
                  value.set(
                      at(
                          access,
                          all,
                          inverse,
                          at.getDoublePosition(0) + 0.5,
                          at.getDoublePosition(1) + 0.5));
            },
            FloatType::new);
    return Views.interval(pixels, all);
  }

  private static float at(
      RandomAccess<FloatType> access, Interval all, InverseGrid inverse, double x, double y) {
    double u = x + inverse.dx(x, y) - 0.5;
    double v = y + inverse.dy(x, y) - 0.5;
    if (!(u >= 0 && v >= 0 && u <= all.max(0) && v <= all.max(1))) {
      return Float.NaN;
    }
    int i = (int) u;
    int j = (int) v;
    float[] kx = new float[4];
    float[] ky = new float[4];
    kernel((float) (u - i), kx);
    kernel((float) (v - j), ky);
    float sum = 0;
    for (int b = 0; b < 4; b++) {
      for (int a = 0; a < 4; a++) {
        access.setPosition(i - 1 + a, 0);
        access.setPosition(j - 1 + b, 1);
        sum += kx[a] * ky[b] * access.get().get();
      }
    }
    return sum;
  }

  /**
   * The rectangle of the distorted tile that a rectangle of the undistorted one is made from.
   *
   * @param wanted rectangle, px of the undistorted, turned tile
   * @param inverse inverse of the distortion
   * @param width width of the turned tile, px
   * @param height height of the turned tile, px
   * @return rectangle within the tile, not empty
   */
  public static Interval source(Interval wanted, InverseGrid inverse, int width, int height) {
    long reach = (long) Math.ceil(inverse.reachPx()) + MARGIN;
    long x0 = Math.max(0, Math.min(width - 1, wanted.min(0) - reach));
    long y0 = Math.max(0, Math.min(height - 1, wanted.min(1) - reach));
    return new FinalInterval(
        new long[] {x0, y0},
        new long[] {
          Math.max(x0, Math.min(width - 1, wanted.max(0) + reach)),
          Math.max(y0, Math.min(height - 1, wanted.max(1) + reach))
        });
  }

  /**
   * Pixels of a rectangle and their weights.
   *
   * @param interval the rectangle
   * @param channels one array a channel, x fastest; anything where the weight is 0
   * @param weights at least 0; 0 = nothing known
   */
  public record Pixels(Interval interval, float[][] channels, float[] weights) {}

  /**
   * Resamples a rectangle of all channels at once.
   *
   * @param from pixels of {@link #source}
   * @param inverse inverse of the distortion
   * @param wanted rectangle of the undistorted, turned tile
   * @return its pixels; weight 0 where a pixel that interpolation needs is unknown or outside
   */
  public static Pixels resample(Pixels from, InverseGrid inverse, Interval wanted) {
    int width = (int) wanted.dimension(0);
    int height = (int) wanted.dimension(1);
    float[][] channels = new float[from.channels().length][width * height];
    float[] weights = new float[width * height];
    Kernel kernel = new Kernel(from);
    Displacements rows = new Displacements(inverse, wanted.min(0) + 0.5, width);
    float[] dx = rows.dx();
    float[] dy = rows.dy();
    for (int y = 0, k = 0; y < height; y++) {
      rows.row(wanted.min(1) + y + 0.5, 0, 0);
      for (int x = 0; x < width; x++, k++) {
        float weight = kernel.moveTo(wanted.min(0) + x, dx[x], wanted.min(1) + y, dy[x]);
        if (weight > 0) {
          weights[k] = weight;
          for (int c = 0; c < channels.length; c++) {
            channels[c][k] = kernel.value(from.channels()[c]);
          }
        }
      }
    }
    return new Pixels(wanted, channels, weights);
  }

  /** Sixteen neighbours of a point. */
  private static final class Kernel {
    private final int x0;
    private final int y0;
    private final int width;
    private final int height;

    /** The least weight of the sixteen pixels that begin at each. */
    private final float[] least;

    private final float[] kx = new float[4];
    private final float[] ky = new float[4];
    private int corner;

    Kernel(Pixels from) {
      x0 = (int) from.interval().min(0);
      y0 = (int) from.interval().min(1);
      width = (int) from.interval().dimension(0);
      height = (int) from.interval().dimension(1);
      least = least(from.weights(), width);
    }

    /**
     * Goes to a pixel and its displacement, apart so that no digits are lost.
     *
     * @return weight of the point: the least of the neighbours; 0 if one of them is missing
     */
    float moveTo(long x, float dx, long y, float dy) {
      int left = (int) Math.floor(dx);
      int above = (int) Math.floor(dy);
      int i = (int) x + left - 1 - x0;
      int j = (int) y + above - 1 - y0;
      if (i < 0 || j < 0 || i + 3 >= width || j + 3 >= height) {
        return 0;
      }
      corner = j * width + i;
      float weight = least[corner];
      if (weight > 0) {
        kernel(dx - left, kx);
        kernel(dy - above, ky);
      }
      return weight;
    }

    /** The least of the sixteen weights that begin at each pixel, along x and then along y. */
    private static float[] least(float[] weights, int width) {
      float[] along = weights.clone();
      float[] out = weights.clone();
      for (int i = 0; i < weights.length - 3; i++) {
        along[i] =
            Math.min(
                Math.min(weights[i], weights[i + 1]), Math.min(weights[i + 2], weights[i + 3]));
      }
      for (int i = 0; i < weights.length - 3 * width; i++) {
        out[i] =
            Math.min(
                Math.min(along[i], along[i + width]),
                Math.min(along[i + 2 * width], along[i + 3 * width]));
      }
      return out;
    }

    float value(float[] values) {
      float sum = 0;
      for (int b = 0, row = corner; b < 4; b++, row += width) {
        sum +=
            ky[b]
                * (kx[0] * values[row]
                    + kx[1] * values[row + 1]
                    + kx[2] * values[row + 2]
                    + kx[3] * values[row + 3]);
      }
      return sum;
    }
  }

  private static void kernel(float t, float[] out) {
    out[0] = ((-0.5f * t + 1) * t - 0.5f) * t;
    out[1] = (1.5f * t - 2.5f) * t * t + 1;
    out[2] = ((-1.5f * t + 2) * t + 0.5f) * t;
    out[3] = (0.5f * t - 0.5f) * t * t;
  }
}
