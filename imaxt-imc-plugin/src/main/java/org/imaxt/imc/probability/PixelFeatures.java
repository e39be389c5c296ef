package org.imaxt.imc.probability;

import java.util.ArrayList;
import java.util.List;
import org.imaxt.core.algo.image.Gaussian;
import org.imaxt.core.algo.segment.Box;

/**
 * What a classifier sees of a pixel: the stain and, at each of several scales, its Gaussian, the
 * gradient's length and both eigenvalues of the Hessian, for each stain; derivatives times the
 * scale. Missing pixels are 0.
 */
final class PixelFeatures {

  private static final double[] SIGMAS_PX = {1, 1.8, 3.2, 5.6};
  private static final int PER_SCALE = 4;
  private static final int PER_STAIN = 1 + PER_SCALE * SIGMAS_PX.length;

  private final List<Pixels> stains;

  private PixelFeatures(List<Pixels> stains) {
    this.stains = stains;
  }

  static PixelFeatures of(Stains stains) {
    List<Pixels> list = new ArrayList<>(List.of(stains.nuclear()));
    stains.cytoplasm().ifPresent(list::add);
    return new PixelFeatures(list);
  }

  /** Number of features of a pixel. */
  int count() {
    return PER_STAIN * stains.size();
  }

  /** Features of a rectangle, one array each. */
  float[][] read(Box box) {
    int halo = Gaussian.halo(SIGMAS_PX[SIGMAS_PX.length - 1]) + 1;
    List<float[]> all = new ArrayList<>();
    for (Pixels stain : stains) {
      int left = Math.max(0, box.x() - halo);
      int top = Math.max(0, box.y() - halo);
      int right = Math.min(stain.width(), box.x() + box.width() + halo);
      int bottom = Math.min(stain.height(), box.y() + box.height() + halo);
      Box seen = new Box(left, top, right - left, bottom - top);
      float[] values = stain.read(seen);
      for (int i = 0; i < values.length; i++) {
        values[i] = Float.isNaN(values[i]) ? 0 : values[i];
      }
      all.add(crop(values, seen, box));
      for (double sigma : SIGMAS_PX) {
        float[] smooth = Gaussian.blur(values, seen.width(), seen.height(), sigma);
        all.addAll(scale(smooth, seen, box, sigma));
      }
    }
    return all.toArray(float[][]::new);
  }

  private static float[] crop(float[] from, Box seen, Box box) {
    float[] to = new float[box.pixels()];
    for (int row = 0; row < box.height(); row++) {
      int at = (box.y() - seen.y() + row) * seen.width() + box.x() - seen.x();
      System.arraycopy(from, at, to, row * box.width(), box.width());
    }
    return to;
  }

  /** Derivatives by differences; beyond the image its last pixels go on. */
  private static List<float[]> scale(float[] g, Box seen, Box box, double sigma) {
    int n = box.pixels();
    float[] gradient = new float[n];
    float[] large = new float[n];
    float[] small = new float[n];
    int w = seen.width();
    for (int i = 0; i < n; i++) {
      int x = box.x() - seen.x() + i % box.width();
      int y = box.y() - seen.y() + i / box.width();
      int l = Math.max(0, x - 1);
      int r = Math.min(w - 1, x + 1);
      int u = Math.max(0, y - 1) * w;
      int d = Math.min(seen.height() - 1, y + 1) * w;
      int m = y * w;
      double dx = 0.5 * (g[m + r] - g[m + l]);
      double dy = 0.5 * (g[d + x] - g[u + x]);
      double xx = g[m + r] - 2.0 * g[m + x] + g[m + l];
      double yy = g[d + x] - 2.0 * g[m + x] + g[u + x];
      double xy = 0.25 * (g[d + r] - g[d + l] - g[u + r] + g[u + l]);
      double half = 0.5 * (xx + yy);
      double root = Math.sqrt(0.25 * (xx - yy) * (xx - yy) + xy * xy);
      gradient[i] = (float) (sigma * Math.sqrt(dx * dx + dy * dy));
      large[i] = (float) (sigma * sigma * (half + root));
      small[i] = (float) (sigma * sigma * (half - root));
    }
    return List.of(crop(g, seen, box), gradient, large, small);
  }
}
