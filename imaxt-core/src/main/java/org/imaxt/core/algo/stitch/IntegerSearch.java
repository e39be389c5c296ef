package org.imaxt.core.algo.stitch;

import java.util.List;
import org.imaxt.core.algo.stitch.Patches.Patch;

/** Best whole-pixel correction of a lag at full resolution, on the most structured patches. */
final class IntegerSearch {

  private static final int BUDGET = 30_000;

  private IntegerSearch() {}

  /** Correction (x, y) within ± reach that correlates best. */
  static int[] best(
      SmoothedStrip a, SmoothedStrip b, List<Patch> patches, int lagX, int lagY, int reach) {
    int[] best = {0, 0};
    double highest = -2;
    for (int sy = -reach; sy <= reach; sy++) {
      for (int sx = -reach; sx <= reach; sx++) {
        double ncc = correlation(a, b, patches, lagX + sx, lagY + sy);
        if (ncc > highest) {
          highest = ncc;
          best = new int[] {sx, sy};
        }
      }
    }
    return best;
  }

  private static double correlation(
      SmoothedStrip a, SmoothedStrip b, List<Patch> patches, int lagX, int lagY) {
    double[] sums = new double[3];
    for (int c = 0; c < a.channels.length; c++) {
      double[] channel = new double[3];
      int used = 0;
      for (Patch patch : patches) {
        if (used > 0 && used + patch.size() > BUDGET) {
          break;
        }
        used += patch.size();
        add(a, b, c, patch, lagX, lagY, channel);
      }
      double scale = Math.sqrt(channel[1] * channel[2]);
      if (scale > 0) {
        double ncc = channel[0] / scale;
        sums[0] += ncc * Math.abs(ncc);
        sums[1] += 1;
      }
    }
    return sums[1] > 0 ? sums[0] / sums[1] : -2;
  }

  private static void add(
      SmoothedStrip a, SmoothedStrip b, int c, Patch patch, int lagX, int lagY, double[] out) {
    float[] va = a.channels[c];
    float[] vb = b.channels[c];
    double n = 0;
    double sa = 0;
    double sb = 0;
    double ab = 0;
    double aa = 0;
    double bb = 0;
    int x0 = Math.max(patch.x(), lagX);
    int x1 = Math.min(patch.x() + patch.width(), b.width + lagX);
    for (int y = Math.max(patch.y(), lagY);
        y < Math.min(patch.y() + patch.height(), b.height + lagY);
        y++) {
      for (int x = x0; x < x1; x++) {
        int i = y * a.width + x;
        int j = (y - lagY) * b.width + x - lagX;
        if (a.weights[i] > 0 && b.weights[j] > 0) {
          n++;
          sa += va[i];
          sb += vb[j];
          ab += va[i] * vb[j];
          aa += va[i] * va[i];
          bb += vb[j] * vb[j];
        }
      }
    }
    if (n > 1) {
      out[0] += ab - sa * sb / n;
      out[1] += aa - sa * sa / n;
      out[2] += bb - sb * sb / n;
    }
  }
}
