package org.imaxt.core.algo.federate;

import java.util.Arrays;
import org.imaxt.core.algo.image.Gaussian;
import org.imaxt.core.algo.image.Otsu;

/**
 * What of an image does not depend on its stain: where it is tissue, and how steep it is; and how
 * intensities vary inside the tissue.
 *
 * @param width columns
 * @param height rows
 * @param pixelUm size of a pixel, µm
 * @param tissue smoothed share of tissue, 0 to 1
 * @param slope steepness after compression, in its standard deviation
 * @param values intensities after compression less the tissue's mean, in their standard deviation;
 *     0 outside the tissue
 * @param weights 0 to 1
 */
record CoarseFeatures(
    int width,
    int height,
    double pixelUm,
    float[] tissue,
    float[] slope,
    float[] values,
    float[] weights) {

  private static final double SMOOTH_PX = 1;

  static CoarseFeatures of(CoarseImage image) {
    int w = image.width();
    int h = image.height();
    float[] known = image.weights();
    float[] values = compressed(image);
    float[] smooth = smoothed(values, known, w, h, SMOOTH_PX);
    float[] tissue = tissue(smooth, known, w, h);
    float[] slope = new float[w * h];
    for (int y = 1; y < h - 1; y++) {
      for (int x = 1; x < w - 1; x++) {
        int i = y * w + x;
        if (known[i - 1] * known[i + 1] * known[i - w] * known[i + w] > 0) {
          slope[i] =
              (float) Math.hypot(smooth[i + 1] - smooth[i - 1], smooth[i + w] - smooth[i - w]);
        }
      }
    }
    return new CoarseFeatures(
        w,
        h,
        image.pixelUm(),
        standard(smoothed(tissue, known, w, h, SMOOTH_PX), known),
        standard(slope, known),
        standard(inside(smooth, tissue, known), known),
        known);
  }

  private static float[] inside(float[] v, float[] tissue, float[] known) {
    double n = 0;
    double sum = 0;
    for (int i = 0; i < v.length; i++) {
      n += tissue[i] * known[i];
      sum += tissue[i] * known[i] * v[i];
    }
    float[] out = new float[v.length];
    for (int i = 0; i < v.length; i++) {
      out[i] = n > 0 ? (float) (tissue[i] * (v[i] - sum / n)) : 0;
    }
    return out;
  }

  /** Roots of the intensities over the background: bright spots weigh less. */
  private static float[] compressed(CoarseImage image) {
    float[] v = image.values().clone();
    float least = Float.POSITIVE_INFINITY;
    for (int i = 0; i < v.length; i++) {
      if (image.weights()[i] > 0) {
        least = Math.min(least, v[i]);
      }
    }
    for (int i = 0; i < v.length; i++) {
      v[i] = image.weights()[i] > 0 ? (float) Math.sqrt(Math.max(0, v[i] - least)) : 0;
    }
    return v;
  }

  private static float[] smoothed(float[] v, float[] known, int w, int h, double sigma) {
    float[] product = new float[v.length];
    for (int i = 0; i < v.length; i++) {
      product[i] = v[i] * known[i];
    }
    float[] sum = Gaussian.blur(product, w, h, sigma);
    float[] norm = Gaussian.blur(known, w, h, sigma);
    for (int i = 0; i < v.length; i++) {
      sum[i] = known[i] > 0 ? sum[i] / Math.max(norm[i], 1e-6f) : 0;
    }
    return sum;
  }

  /** Otsu's upper or lower class, whichever lies less at the border of what is known. */
  private static float[] tissue(float[] v, float[] known, int w, int h) {
    int n = 0;
    double[] values = new double[v.length];
    for (int i = 0; i < v.length; i++) {
      if (known[i] > 0) {
        values[n++] = v[i];
      }
    }
    if (n < 2) {
      return new float[v.length];
    }
    double threshold = Otsu.of(Arrays.copyOf(values, n)).threshold();
    double[] border = new double[2];
    double[] all = new double[2];
    for (int i = 0; i < v.length; i++) {
      if (known[i] > 0) {
        int side = v[i] > threshold ? 1 : 0;
        all[side]++;
        border[side] += atBorder(known, i, w, h) ? 1 : 0;
      }
    }
    boolean bright = border[1] * all[0] <= border[0] * all[1];
    float[] out = new float[v.length];
    for (int i = 0; i < v.length; i++) {
      out[i] = known[i] > 0 && v[i] > threshold == bright ? 1 : 0;
    }
    return out;
  }

  private static boolean atBorder(float[] known, int i, int w, int h) {
    int x = i % w;
    int y = i / w;
    int reach = Math.max(1, Math.min(w, h) / 20);
    for (int[] step : new int[][] {{reach, 0}, {-reach, 0}, {0, reach}, {0, -reach}}) {
      int nx = x + step[0];
      int ny = y + step[1];
      if (nx < 0 || ny < 0 || nx >= w || ny >= h || known[ny * w + nx] == 0) {
        return true;
      }
    }
    return false;
  }

  /** Zero mean and unit variance over what is known. */
  private static float[] standard(float[] v, float[] known) {
    double n = 0;
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < v.length; i++) {
      n += known[i];
      sum += known[i] * v[i];
      squares += known[i] * v[i] * v[i];
    }
    double mean = n > 0 ? sum / n : 0;
    double sigma = n > 0 ? Math.sqrt(Math.max(1e-12, squares / n - mean * mean)) : 1;
    float[] out = new float[v.length];
    for (int i = 0; i < v.length; i++) {
      out[i] = known[i] > 0 ? (float) ((v[i] - mean) / sigma) : 0;
    }
    return out;
  }

  /** Half the size: means of 2 × 2 px, weighed. */
  CoarseFeatures halved() {
    int w = (width + 1) / 2;
    int h = (height + 1) / 2;
    float[] weight = new float[w * h];
    float[][] from = {tissue, slope, values};
    float[][] to = new float[3][w * h];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int i = y * width + x;
        int o = y / 2 * w + x / 2;
        weight[o] += weights[i];
        for (int c = 0; c < 3; c++) {
          to[c][o] += weights[i] * from[c][i];
        }
      }
    }
    for (int o = 0; o < weight.length; o++) {
      for (float[] channel : to) {
        channel[o] /= Math.max(weight[o], 1e-6f);
      }
      weight[o] = Math.min(1, weight[o] / 4);
    }
    return new CoarseFeatures(w, h, 2 * pixelUm, to[0], to[1], to[2], weight);
  }
}
