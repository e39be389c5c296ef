package org.imaxt.core.algo.network;

import java.util.Arrays;
import net.imglib2.Cursor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

/**
 * Intensities that are 0 and 1 for a network.
 *
 * <p>Learnt from a whole section, never from a tile: a tile without objects would otherwise become
 * a picture of its noise, and tiles would not fit together.
 *
 * @param low intensity that becomes 0
 * @param high intensity that becomes 1, above {@code low}
 */
public record IntensityRange(float low, float high) {

  /** Normalised values end here: saturated spots must not outshine what the network has learnt. */
  public static final float LARGEST = 4;

  private static final float SMALLEST = -1;

  /** So many pixels at most are looked at; the percentiles of 99.9 % stand on 250 of them. */
  private static final long SAMPLES = 1L << 18;

  /** Refuses a range that is none. */
  public IntensityRange {
    if (!(high > low) || Float.isInfinite(low) || Float.isInfinite(high)) {
      throw new IllegalArgumentException(
          "an intensity range must rise, got %s to %s".formatted(low, high));
    }
  }

  /**
   * The range between two percentiles of an image, from an even grid of at most 262 144 pixels.
   *
   * @param image physical intensities, (x, y); NaN where nothing is known
   * @param lowPercentile percentile that becomes 0
   * @param highPercentile percentile that becomes 1
   * @return the range; one wide above the intensity where the image has but one, 0 to 1 where
   *     nothing is known at all
   * @throws IllegalArgumentException if the percentiles do not rise within 0 to 100
   */
  public static IntensityRange ofPercentiles(
      RandomAccessibleInterval<FloatType> image, double lowPercentile, double highPercentile) {
    if (!(lowPercentile >= 0 && lowPercentile < highPercentile && highPercentile <= 100)) {
      throw new IllegalArgumentException(
          "percentiles must rise within 0 to 100, got %s and %s"
              .formatted(lowPercentile, highPercentile));
    }
    float[] known = samples(image);
    if (known.length == 0) {
      return new IntensityRange(0, 1);
    }
    Arrays.sort(known);
    float low = at(known, lowPercentile);
    float high = at(known, highPercentile);
    return new IntensityRange(low, high > low ? high : Math.max(low + 1, Math.nextUp(low)));
  }

  private static float[] samples(RandomAccessibleInterval<FloatType> image) {
    long pixels = image.dimension(0) * image.dimension(1);
    long step = (long) Math.max(1, Math.ceil(Math.sqrt((double) pixels / SAMPLES)));
    RandomAccessibleInterval<FloatType> grid = Views.subsample(Views.zeroMin(image), step);
    float[] values = new float[Math.toIntExact(grid.dimension(0) * grid.dimension(1))];
    int count = 0;
    Cursor<FloatType> cursor = Views.flatIterable(grid).cursor();
    while (cursor.hasNext()) {
      float value = cursor.next().get();
      if (!Float.isNaN(value)) {
        values[count++] = value;
      }
    }
    return Arrays.copyOf(values, count);
  }

  private static float at(float[] sorted, double percentile) {
    double place = percentile / 100 * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    double part = place - below;
    return (float) ((1 - part) * sorted[below] + part * sorted[above]);
  }

  /**
   * Brings intensities to the network's scale, within −1 and {@link #LARGEST}; what is not known
   * becomes 0.
   *
   * @param values intensities; altered
   */
  public void apply(float[] values) {
    double factor = 1 / ((double) high - low);
    float scale = (float) factor;
    for (int i = 0; i < values.length; i++) {
      float v = (values[i] - low) * scale;
      values[i] = Float.isNaN(v) ? 0 : Math.max(SMALLEST, Math.min(LARGEST, v));
    }
  }
}
