package org.imaxt.imc.nuclei;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import org.imaxt.core.algo.network.IntensityRange;

/** Stains of one kind, each brought to its own scale, as one channel: the mean of those known. */
final class StainMean {

  private final List<PrimitiveBlocks<FloatType>> blocks = new ArrayList<>();
  private final List<IntensityRange> ranges = new ArrayList<>();
  private final List<long[]> origins = new ArrayList<>();

  /**
   * Learns each stain's scale from the whole image.
   *
   * @param stains stains of one size; none gives 0 everywhere
   * @param low percentile that becomes 0
   * @param high percentile that becomes 1
   */
  StainMean(List<Stain> stains, double low, double high) {
    for (Stain stain : stains) {
      RandomAccessibleInterval<FloatType> image = stain.image();
      ranges.add(IntensityRange.ofPercentiles(image, low, high));
      origins.add(new long[] {image.min(0), image.min(1)});
      blocks.add(
          PrimitiveBlocks.of(Views.extendMirrorDouble(image), PrimitiveBlocks.OnFallback.ACCEPT));
    }
  }

  /** Normalised values of a rectangle, mirrored beyond the border; 0 where nothing is known. */
  float[] read(long x, long y, int width, int height) {
    float[] sum = new float[width * height];
    if (blocks.size() == 1) {
      raw(0, x, y, width, height, sum);
      ranges.get(0).apply(sum);
      return sum;
    }
    int[] known = new int[sum.length];
    float[] values = new float[sum.length];
    float[] scaled = new float[sum.length];
    for (int s = 0; s < blocks.size(); s++) {
      raw(s, x, y, width, height, values);
      System.arraycopy(values, 0, scaled, 0, values.length);
      ranges.get(s).apply(scaled);
      for (int i = 0; i < sum.length; i++) {
        if (!Float.isNaN(values[i])) {
          sum[i] += scaled[i];
          known[i]++;
        }
      }
    }
    for (int i = 0; i < sum.length; i++) {
      sum[i] = known[i] == 0 ? 0 : sum[i] / known[i];
    }
    return sum;
  }

  /** Which pixels of a rectangle no stain knows. */
  boolean[] missing(long x, long y, int width, int height) {
    boolean[] missing = new boolean[width * height];
    Arrays.fill(missing, true);
    float[] values = new float[missing.length];
    for (int s = 0; s < blocks.size(); s++) {
      raw(s, x, y, width, height, values);
      for (int i = 0; i < missing.length; i++) {
        missing[i] &= Float.isNaN(values[i]);
      }
    }
    return missing;
  }

  private void raw(int stain, long x, long y, int width, int height, float[] to) {
    long[] from = {x + origins.get(stain)[0], y + origins.get(stain)[1]};
    blocks.get(stain).copy(from, to, new int[] {width, height});
  }
}
