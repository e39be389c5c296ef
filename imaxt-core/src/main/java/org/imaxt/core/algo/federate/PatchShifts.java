package org.imaxt.core.algo.federate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds for each patch of a texture where it lies on another, near a guess: normalised correlation
 * at every shift within a reach, the peak refined by a parabola an axis. Patches without contrast
 * and those whose peak is no clearer than chance are left out.
 */
final class PatchShifts {

  private static final double PATCH_UM = 140;
  private static final int MOST = 8;

  /** Energy of a patch as a share of the largest one's below which it has no contrast. */
  private static final double CONTRAST = 0.15;

  /** Standard deviations of the surface that a peak needs: a thousand shifts are tried. */
  private static final double CLEAR = 5;

  private static final double MAD_TO_SIGMA = 1.4826;

  private final CellTexture region;
  private final CellTexture slide;
  private final int across;
  private final int down;
  private final double[] energy;
  private final double least;

  /**
   * What was found.
   *
   * @param pairs middle of each clear patch in the region and its place on the slide
   * @param tried patches with contrast that lie on the slide
   */
  record Found(List<BeadPair> pairs, int tried) {}

  PatchShifts(CellTexture region, CellTexture slide) {
    this.region = region;
    this.slide = slide;
    across = count(region.image().width() * region.image().pixelUm());
    down = count(region.image().height() * region.image().pixelUm());
    energy = new double[across * down];
    for (int k = 0; k < energy.length; k++) {
      energy[k] = centroid(k)[2];
    }
    least = CONTRAST * Arrays.stream(energy).max().orElse(0);
  }

  private static int count(double edgeUm) {
    return (int) Math.max(2, Math.min(MOST, Math.round(edgeUm / PATCH_UM)));
  }

  private int left(int k) {
    return k % across * region.image().width() / across;
  }

  private int top(int k) {
    return k / across * region.image().height() / down;
  }

  private int right(int k) {
    return (k % across + 1) * region.image().width() / across;
  }

  private int bottom(int k) {
    return (k / across + 1) * region.image().height() / down;
  }

  /** Middle of the texture of a patch, px, and its energy. */
  private double[] centroid(int k) {
    double[] out = new double[3];
    for (int y = top(k); y < bottom(k); y++) {
      for (int x = left(k); x < right(k); x++) {
        double v = region.image().values()[y * region.image().width() + x];
        out[0] += v * v * (x + 0.5);
        out[1] += v * v * (y + 0.5);
        out[2] += v * v;
      }
    }
    out[0] /= Math.max(out[2], 1e-12);
    out[1] /= Math.max(out[2], 1e-12);
    return out;
  }

  /** Shifts within a reach of a guess. */
  Found near(Affine guess, double reachUm) {
    int reach = (int) Math.ceil(reachUm / region.image().pixelUm());
    List<BeadPair> pairs = new ArrayList<>();
    int tried = 0;
    for (int k = 0; k < energy.length; k++) {
      if (energy[k] > least && energy[k] > 0) {
        tried++;
        double[] surface = surface(k, guess, reach);
        pair(k, guess, surface, reach, pairs);
      }
    }
    return new Found(pairs, tried);
  }

  /** Correlation at every shift, row-major over (2 reach + 1)². */
  private double[] surface(int k, Affine guess, int reach) {
    int w = right(k) - left(k);
    int h = bottom(k) - top(k);
    int wide = w + 2 * reach;
    double[] under = new double[wide * (h + 2 * reach)];
    for (int i = 0; i < under.length; i++) {
      double x = region.xUm(left(k) + i % wide - reach + 0.5);
      double y = region.yUm(top(k) + i / wide - reach + 0.5);
      under[i] = slide.at(guess.x(x, y), guess.y(x, y));
    }
    int lags = 2 * reach + 1;
    double[] out = new double[lags * lags];
    double floor = 0.05 * energy[k];
    for (int l = 0; l < out.length; l++) {
      double ab = 0;
      double bb = floor;
      for (int y = 0; y < h; y++) {
        int a = (top(k) + y) * region.image().width() + left(k);
        int b = (l / lags + y) * wide + l % lags;
        for (int x = 0; x < w; x++) {
          double v = under[b + x];
          ab += region.image().values()[a + x] * v;
          bb += v * v;
        }
      }
      out[l] = ab / Math.sqrt(bb * energy[k]);
    }
    return out;
  }

  private void pair(int k, Affine guess, double[] surface, int reach, List<BeadPair> pairs) {
    int lags = 2 * reach + 1;
    int best = 0;
    for (int l = 1; l < surface.length; l++) {
      best = surface[l] > surface[best] ? l : best;
    }
    double[] sizes = Arrays.stream(surface).map(Math::abs).sorted().toArray();
    double noise = Math.max(1e-3, MAD_TO_SIGMA * sizes[sizes.length / 2]);
    double z = surface[best] / noise;
    int bx = best % lags;
    int by = best / lags;
    if (z < CLEAR || bx == 0 || by == 0 || bx == lags - 1 || by == lags - 1) {
      return;
    }
    double[] x = parabola(surface[best - 1], surface[best], surface[best + 1]);
    double[] y = parabola(surface[best - lags], surface[best], surface[best + lags]);
    double um = region.image().pixelUm();
    double[] from = centroid(k);
    double u = region.xUm(from[0]);
    double v = region.yUm(from[1]);
    double tu = u + (bx - reach + x[0]) * um;
    double tv = v + (by - reach + y[0]) * um;
    double sigma = um / z / Math.sqrt(Math.max(1e-2, 0.5 * (x[1] + y[1])));
    pairs.add(new BeadPair(k, k, u, v, guess.x(tu, tv), guess.y(tu, tv), sigma));
  }

  /** Place of the top, px, and its curvature as a share of its height, 1/px². */
  private static double[] parabola(double before, double top, double after) {
    double bend = 2 * top - before - after;
    return new double[] {bend > 0 ? 0.5 * (after - before) / bend : 0, bend / top};
  }
}
