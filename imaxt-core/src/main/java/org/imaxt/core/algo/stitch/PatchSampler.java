package org.imaxt.core.algo.stitch;

/**
 * Values and slopes of one channel of one patch at a fraction of a pixel, by Lagrange's cubic
 * through four pixels. Cubic convolution (Keys 1981) is smoother but moves structure by another
 * fraction than asked for: steps came out wrong by 0.009 px times the sine of their fraction, four
 * times what Lagrange's cubic leaves.
 *
 * <p>Slopes are differences of the interpolated values, not the interpolator's own derivative: an
 * antisymmetric filter is uncorrelated with the noise it acts on, so noise pulls the fit nowhere.
 */
final class PatchSampler {

  private static final int BORDER = 2;

  float[] values = new float[0];
  float[] slopesX = new float[0];
  float[] slopesY = new float[0];
  private float[] wide = new float[0];
  private float[] rows = new float[0];

  /** Samples at (x0 + i + shiftX, y0 + j + shiftY); shifts within ±1. */
  void sample(
      SmoothedStrip strip, int channel, Patches.Patch patch, int lagX, int lagY, double[] shift) {
    int w = patch.width() + 2 * BORDER;
    int h = patch.height() + 2 * BORDER;
    ensure(patch.size(), w, h);
    interpolate(
        strip,
        strip.channels[channel],
        patch.x() - lagX - BORDER,
        patch.y() - lagY - BORDER,
        w,
        h,
        shift);
    for (int y = 0; y < patch.height(); y++) {
      for (int x = 0; x < patch.width(); x++) {
        int i = (y + BORDER) * w + x + BORDER;
        int o = y * patch.width() + x;
        values[o] = wide[i];
        slopesX[o] = slope(i, 1);
        slopesY[o] = slope(i, w);
      }
    }
  }

  /** Smooths values and slopes by the pixels whose weight is not 0; the others become 0. */
  void smooth(Patches.Patch patch, float[] weights) {
    float[] known = new float[patch.size()];
    for (int i = 0; i < known.length; i++) {
      known[i] = weights[i] > 0 ? 1 : 0;
    }
    float[] norm = convolved(known, known, patch);
    for (float[] v : new float[][] {values, slopesX, slopesY}) {
      float[] sums = convolved(v, known, patch);
      for (int i = 0; i < known.length; i++) {
        v[i] = known[i] > 0 ? sums[i] / norm[i] : 0;
      }
    }
  }

  /** Takes slopes anew from the values, at the border of what is known from one side. */
  void differences(Patches.Patch patch, float[] weights) {
    int w = patch.width();
    int h = patch.height();
    for (int i = 0; i < patch.size(); i++) {
      int x = i % w;
      int y = i / w;
      slopesX[i] = difference(i, weights, x > 0 ? 1 : 0, x < w - 1 ? 1 : 0);
      slopesY[i] = difference(i, weights, y > 0 ? w : 0, y < h - 1 ? w : 0);
    }
  }

  /** Rise a pixel between the known ones of a pixel and its neighbours, so many places off. */
  private float difference(int i, float[] weights, int before, int after) {
    int from = weights[i - before] > 0 ? i - before : i;
    int to = weights[i + after] > 0 ? i + after : i;
    int steps = (from < i ? 1 : 0) + (to > i ? 1 : 0);
    return steps == 0 || weights[i] == 0 ? 0 : (values[to] - values[from]) / steps;
  }

  /** The smoothing kernel over known pixels, not normalised. */
  private static float[] convolved(float[] v, float[] known, Patches.Patch patch) {
    int w = patch.width();
    int h = patch.height();
    float[] along = new float[w * h];
    float[] out = new float[w * h];
    for (int i = 0; i < along.length; i++) {
      int x = i % w;
      for (int k = Math.max(-2, -x); k <= Math.min(2, w - 1 - x); k++) {
        along[i] += SmoothedStrip.KERNEL[k + 2] * v[i + k] * known[i + k];
      }
    }
    for (int i = 0; i < out.length; i++) {
      int y = i / w;
      for (int k = Math.max(-2, -y); k <= Math.min(2, h - 1 - y); k++) {
        out[i] += SmoothedStrip.KERNEL[k + 2] * along[i + k * w];
      }
    }
    return out;
  }

  /**
   * Takes the means over the pixels whose weight is not 0 off values and slopes, and brings both to
   * another gain.
   *
   * @param weights weights of the pixels of the patch
   * @param n number of those that are not 0
   * @param gain factor
   * @return the mean of the values at that gain
   */
  double centre(float[] weights, double n, double gain) {
    double sum = 0;
    double sumX = 0;
    double sumY = 0;
    for (int i = 0; i < weights.length; i++) {
      if (weights[i] > 0) {
        sum += values[i];
        sumX += slopesX[i];
        sumY += slopesY[i];
      }
    }
    centre(values, weights.length, sum / n, gain);
    centre(slopesX, weights.length, sumX / n, gain);
    centre(slopesY, weights.length, sumY / n, gain);
    return gain * sum / n;
  }

  private static void centre(float[] values, int length, double mean, double gain) {
    float centre = (float) mean;
    float factor = (float) gain;
    for (int i = 0; i < length; i++) {
      values[i] = factor * (values[i] - centre);
    }
  }

  private float slope(int i, int step) {
    return (8 * (wide[i + step] - wide[i - step]) - (wide[i + 2 * step] - wide[i - 2 * step])) / 12;
  }

  private void ensure(int size, int w, int h) {
    if (values.length < size) {
      values = new float[size];
      slopesX = new float[size];
      slopesY = new float[size];
    }
    if (wide.length < w * h) {
      wide = new float[w * h];
    }
    if (rows.length < w * (h + 3)) {
      rows = new float[w * (h + 3)];
    }
  }

  private void interpolate(
      SmoothedStrip strip, float[] v, int x0, int y0, int w, int h, double[] shift) {
    int baseX = (int) Math.floor(shift[0]);
    int baseY = (int) Math.floor(shift[1]);
    float[] kx = kernel(shift[0] - baseX);
    float[] ky = kernel(shift[1] - baseY);
    for (int y = 0; y < h + 3; y++) {
      int from = (y0 + y + baseY - 1) * strip.width + x0 + baseX - 1;
      for (int x = 0; x < w; x++) {
        int i = from + x;
        rows[y * w + x] = kx[0] * v[i] + kx[1] * v[i + 1] + kx[2] * v[i + 2] + kx[3] * v[i + 3];
      }
    }
    for (int i = 0; i < w * h; i++) {
      wide[i] =
          ky[0] * rows[i] + ky[1] * rows[i + w] + ky[2] * rows[i + 2 * w] + ky[3] * rows[i + 3 * w];
    }
  }

  private static float[] kernel(double t) {
    return new float[] {
      (float) (-t * (t - 1) * (t - 2) / 6),
      (float) ((t + 1) * (t - 1) * (t - 2) / 2),
      (float) (-(t + 1) * t * (t - 2) / 2),
      (float) ((t + 1) * t * (t - 1) / 6)
    };
  }
}
