package org.imaxt.imc.probability;

import java.util.Arrays;
import java.util.List;
import org.imaxt.core.algo.network.IntensityRange;
import org.imaxt.core.algo.segment.Box;

/**
 * Several channels as one: each is brought to 0 to 1 by its own range, and their sum again. What is
 * above 1 or below 0 is kept. A pixel is known where any channel knows it.
 *
 * @param channels at least one, all of one size
 * @param ranges what becomes 0 and 1 of each
 * @param all what becomes 0 and 1 of their mean
 */
public record SummedPixels(List<Pixels> channels, List<IntensityRange> ranges, IntensityRange all)
    implements Pixels {

  /** Copies the lists. */
  public SummedPixels {
    channels = List.copyOf(channels);
    ranges = List.copyOf(ranges);
  }

  /**
   * Sums channels up.
   *
   * @param channels at least one, all of one size
   * @param low percentile of each that becomes 0
   * @param high percentile of each that becomes 1
   * @return about 0 to 1, more where it is brighter
   */
  public static SummedPixels of(List<Pixels> channels, double low, double high) {
    List<IntensityRange> ranges =
        channels.stream().map(c -> Brightness.between(c, low, high)).toList();
    if (channels.size() == 1) {
      return new SummedPixels(channels, ranges, new IntensityRange(0, 1));
    }
    SummedPixels mean = new SummedPixels(channels, ranges, new IntensityRange(0, 1));
    return new SummedPixels(channels, ranges, Brightness.between(mean, low, high));
  }

  @Override
  public int width() {
    return channels.get(0).width();
  }

  @Override
  public int height() {
    return channels.get(0).height();
  }

  @Override
  public void read(Box box, float[] to) {
    int[] counts = new int[to.length];
    Arrays.fill(to, 0);
    for (int c = 0; c < channels.size(); c++) {
      float[] values = channels.get(c).read(box);
      IntensityRange range = ranges.get(c);
      float scale = (float) (1 / ((double) range.high() - range.low()));
      for (int i = 0; i < to.length; i++) {
        if (!Float.isNaN(values[i])) {
          to[i] += (values[i] - range.low()) * scale;
          counts[i]++;
        }
      }
    }
    float scale = (float) (1 / ((double) all.high() - all.low()));
    for (int i = 0; i < to.length; i++) {
      to[i] = counts[i] == 0 ? Float.NaN : (to[i] / counts[i] - all.low()) * scale;
    }
  }
}
