package org.imaxt.imc.probability;

import java.util.Arrays;
import net.imglib2.img.array.ArrayImgs;
import org.imaxt.core.algo.network.IntensityRange;
import org.imaxt.core.algo.segment.Box;

/** Ranges of intensities of images of any size, from an even grid of pixels. */
public final class Brightness {

  /** Pixels that are looked at; percentiles of 99.9 % stand on 250 of them. */
  private static final long SAMPLES = 1L << 18;

  private static final int STRIP_ROWS = 256;

  private Brightness() {}

  /**
   * The range between two percentiles of the known pixels.
   *
   * @param pixels the channel
   * @param low percentile that becomes 0
   * @param high percentile that becomes 1
   * @return the range; wide enough that it rises, also where all pixels are alike
   */
  public static IntensityRange between(Pixels pixels, double low, double high) {
    float[] some = some(pixels);
    return IntensityRange.ofPercentiles(ArrayImgs.floats(some, some.length, 1), low, high);
  }

  private static float[] some(Pixels pixels) {
    long all = (long) pixels.width() * pixels.height();
    int step = (int) Math.max(1, Math.ceil(Math.sqrt((double) all / SAMPLES)));
    int across = (pixels.width() - 1) / step + 1;
    float[] some = new float[across * ((pixels.height() - 1) / step + 1)];
    int n = 0;
    for (int y = 0; y < pixels.height(); y += STRIP_ROWS) {
      Box strip = new Box(0, y, pixels.width(), Math.min(STRIP_ROWS, pixels.height() - y));
      float[] values = pixels.read(strip);
      for (int row = (step - y % step) % step; row < strip.height(); row += step) {
        for (int x = 0; x < strip.width(); x += step) {
          some[n++] = values[row * strip.width() + x];
        }
      }
    }
    return Arrays.copyOf(some, n);
  }
}
