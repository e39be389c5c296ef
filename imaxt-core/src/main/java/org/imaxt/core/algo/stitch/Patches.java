package org.imaxt.core.algo.stitch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The parts of an overlap that refinement looks at: the ones with most structure, up to a budget.
 */
final class Patches {

  private static final int EDGE = 64;

  /**
   * Pixels and channels compared; more would sharpen nothing but the noise that is small already.
   */
  private static final int BUDGET = 60_000;

  private Patches() {}

  /** A rectangle of the first strip; the second strip's is shifted by the lag. */
  record Patch(int x, int y, int width, int height, double energy) {
    int size() {
      return width * height;
    }
  }

  /**
   * Patches of the overlap at an integer lag, most structure first; empty if the overlap is too
   * narrow.
   */
  static List<Patch> of(SmoothedStrip a, SmoothedStrip b, int lagX, int lagY, int margin) {
    return within(grid(a, b, lagX, lagY, margin, EDGE), BUDGET / a.channels.length);
  }

  /** All patches of about one size, most structure first; empty if the overlap is too narrow. */
  static List<Patch> grid(
      SmoothedStrip a, SmoothedStrip b, int lagX, int lagY, int margin, int edge) {
    int x0 = Math.max(0, lagX) + margin;
    int y0 = Math.max(0, lagY) + margin;
    int width = Math.min(a.width, b.width + lagX) - margin - x0;
    int height = Math.min(a.height, b.height + lagY) - margin - y0;
    List<Patch> all = new ArrayList<>();
    if (width < 2 || height < 2) {
      return all;
    }
    int nx = Math.max(1, Math.round((float) width / edge));
    int ny = Math.max(1, Math.round((float) height / edge));
    for (int j = 0; j < ny; j++) {
      for (int i = 0; i < nx; i++) {
        int px = x0 + width * i / nx;
        int py = y0 + height * j / ny;
        int w = x0 + width * (i + 1) / nx - px;
        int h = y0 + height * (j + 1) / ny - py;
        double energy = energy(a, px, py, w, h) + energy(b, px - lagX, py - lagY, w, h);
        all.add(new Patch(px, py, w, h, energy));
      }
    }
    all.sort(Comparator.comparingDouble(Patch::energy).reversed());
    return all;
  }

  private static List<Patch> within(List<Patch> sorted, int budget) {
    List<Patch> out = new ArrayList<>();
    int used = 0;
    for (Patch patch : sorted) {
      if (used > 0 && used + patch.size() > budget) {
        break;
      }
      used += patch.size();
      out.add(patch);
    }
    return out;
  }

  private static double energy(SmoothedStrip s, int x0, int y0, int w, int h) {
    double sum = 0;
    for (float[] v : s.channels) {
      for (int y = y0; y < y0 + h; y++) {
        for (int i = y * s.width + x0; i < y * s.width + x0 + w; i++) {
          if (s.weights[i] > 0) {
            double gx = v[i + 1] - v[i - 1];
            double gy = v[i + s.width] - v[i - s.width];
            sum += gx * gx + gy * gy;
          }
        }
      }
    }
    return sum;
  }
}
