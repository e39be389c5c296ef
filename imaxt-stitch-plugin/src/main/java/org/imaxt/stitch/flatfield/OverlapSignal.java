package org.imaxt.stitch.flatfield;

import java.util.Arrays;
import net.imglib2.RandomAccess;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import org.imaxt.core.algo.flatfield.OverlapMap;

/** How much an overlap shows, at a glance. */
final class OverlapSignal {

  /** Points looked at along each side. */
  private static final int POINTS = 24;

  /** Part of the points that must be bright. */
  private static final double BRIGHT_PART = 0.75;

  /** Overlaps whose brightest and dimmest differ by less all count. */
  private static final double LEAST_CONTRAST = 3;

  private OverlapSignal() {}

  /**
   * Signal of an overlap.
   *
   * @param a raw first tile, camera frame
   * @param map where the second tile lies
   * @return upper quartile of evenly spread pixels, ADU
   */
  static double of(RandomAccessibleInterval<UnsignedShortType> a, OverlapMap map) {
    double x0 = Math.max(0, map.stepX());
    double y0 = Math.max(0, map.stepY());
    double w = Math.min(a.dimension(0), a.dimension(0) + map.stepX()) - x0;
    double h = Math.min(a.dimension(1), a.dimension(1) + map.stepY()) - y0;
    if (w < 1 || h < 1) {
      return 0;
    }
    int[] values = new int[POINTS * POINTS];
    RandomAccess<UnsignedShortType> access = a.randomAccess();
    for (int i = 0; i < values.length; i++) {
      access.setPosition(a.min(0) + (long) (x0 + w * (i % POINTS + 0.5) / POINTS), 0);
      access.setPosition(a.min(1) + (long) (y0 + h * (i / POINTS + 0.5) / POINTS), 1);
      values[i] = access.get().get();
    }
    Arrays.sort(values);
    return values[(int) (BRIGHT_PART * values.length)];
  }

  /** Signal from which overlaps count: halfway, in ratio, from the dimmest to the brightest. */
  static double split(double[] signals) {
    double low = Arrays.stream(signals).min().orElse(0);
    double high = Arrays.stream(signals).max().orElse(0);
    return high > LEAST_CONTRAST * low ? Math.sqrt(Math.max(1, low) * high) : 0;
  }
}
