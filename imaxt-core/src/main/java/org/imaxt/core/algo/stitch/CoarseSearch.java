package org.imaxt.core.algo.stitch;

import java.util.ArrayDeque;
import java.util.Locale;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.imaxt.core.algo.image.MaskedImage;
import org.imaxt.core.algo.image.MaskedSurface;
import org.imaxt.core.algo.numeric.Parabola;

/**
 * The search over the whole window at reduced resolution, and the information test on its best lag.
 */
final class CoarseSearch {

  /**
   * Binned strips keep at least this many pixels; fewer would cost significance and save no time.
   */
  private static final int LEAST_AREA = 16_384;

  private static final int LEAST_WIDTH = 16;

  /**
   * A match must explain this much of both strips' structure, or rest on many independent details.
   */
  private static final double LEAST_EXPLAINED = 0.8;

  /** The same where a better step may lie just beyond the least overlap. */
  private static final double LEAST_EXPLAINED_AT_EDGE = 0.95;

  private static final double LEAST_DETAIL_Z = 3.5;

  /** Edge of a block that holds one detail (a cell, a bead at low resolution), px. */
  private static final int DETAIL_PX = 24;

  /**
   * Signal below this share of the variance is too small to be told from the noise estimate's own
   * error.
   */
  private static final double LEAST_SIGNAL_SHARE = 0.03;

  /** Differences of correlation below this are not trusted however long the strips are. */
  private static final double CORRELATION_FLOOR = 0.005;

  private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

  private CoarseSearch() {}

  /**
   * Best step of the coarse search.
   *
   * @param dxPx step along x, good to about half a bin
   * @param dyPx step along y
   * @param bin edge of a bin, px
   * @param z correlation in standard errors of what unrelated textures give
   * @param correlation normalised cross-correlation
   * @param verdict whether the step may be trusted
   * @param doubt why it must not be trusted yet; empty if it may
   */
  record Peak(
      double dxPx,
      double dyPx,
      int bin,
      double z,
      double correlation,
      Verdict verdict,
      String doubt) {

    /** The same in smaller pixels. */
    Peak scaled(int factor) {
      return new Peak(factor * dxPx, factor * dyPx, factor * bin, z, correlation, verdict, doubt);
    }

    /** The step from the second tile to the first. */
    Peak swapped() {
      return new Peak(-dxPx, -dyPx, bin, z, correlation, verdict, doubt);
    }
  }

  /** Whether a step may be trusted. */
  enum Verdict {
    /** It may. */
    ACCEPTED,
    /**
     * It stands out from what unrelated tiles give but explains too little of the structure, which
     * may be the fault of backgrounds: of strips cut at other places, of edges of tissue.
     */
    OPEN,
    /** It must not. */
    REFUSED
  }

  /** Fine structure alone is looked at when all structure together does not suffice. */
  private static final double[] BACKGROUND_SHARES = {1, 1 / 32.0};

  /** Searches; never fails, but says what speaks against the best step. */
  static Peak search(StripPair pair, PairParams params) {
    int bin = bin(pair);
    double[] scales = new double[pair.a().channels.length];
    double[] noise = new double[scales.length];
    scales(pair, scales, noise);
    Binned binned = new Binned(pair, bin, scales, noise);
    Peak first = search(binned, params, params.backgroundRadiusPx() * BACKGROUND_SHARES[0]);
    if (first.verdict() == Verdict.ACCEPTED || first.z() == 0) {
      return first;
    }
    Peak second = search(binned, params, params.backgroundRadiusPx() * BACKGROUND_SHARES[1]);
    return second.verdict().compareTo(first.verdict()) < 0 ? second : first;
  }

  /**
   * A pair and the resolution it is searched at.
   *
   * @param pair the strips
   * @param bin edge of a bin, px
   * @param scales scale of each channel
   * @param noise noise variance of each channel in that scale
   */
  private record Binned(StripPair pair, int bin, double[] scales, double[] noise) {}

  private static Peak search(Binned binned, PairParams params, double backgroundRadiusPx) {
    StripPair pair = binned.pair();
    int bin = binned.bin();
    MaskedImage a = BinnedStrip.of(pair.a(), bin, backgroundRadiusPx, binned.scales()).image();
    MaskedImage b = BinnedStrip.of(pair.b(), bin, backgroundRadiusPx, binned.scales()).image();
    double floor = 1e-12 * a.weights().length;
    if (a.energy() <= floor || b.energy() <= floor) {
      return none(pair, bin, "no structure in the overlap");
    }
    MaskedSurface surface =
        MaskedSurface.of(a, b, window(pair, bin, params), params.minOverlapFraction());
    int best = best(surface);
    if (best < 0) {
      return none(pair, bin, "no valid pixels overlap");
    }
    return new Judge(pair, params, bin, a, b, surface, best, binned.noise()).peak();
  }

  private static Peak none(StripPair pair, int bin, String doubt) {
    return new Peak(
        pair.nominal().dxPx(), pair.nominal().dyPx(), bin, 0, 0, Verdict.REFUSED, doubt);
  }

  private static int bin(StripPair pair) {
    int narrow =
        Math.min(
            Math.min(pair.a().width, pair.a().height), Math.min(pair.b().width, pair.b().height));
    long area =
        Math.min((long) pair.a().width * pair.a().height, (long) pair.b().width * pair.b().height);
    return bin(area, narrow);
  }

  /** Pixels along the side of a bin in which strips of two rectangles are searched. */
  static int bin(OverlapStrips strips) {
    return bin(strips.smallerArea(), strips.narrowest());
  }

  private static int bin(long area, long narrow) {
    int bin = 1;
    while (area / (4L * bin * bin) >= LEAST_AREA && narrow / (2 * bin) >= LEAST_WIDTH) {
      bin *= 2;
    }
    return bin;
  }

  /**
   * Scale of each channel (noise, but never far below its structure) and noise variance in that
   * scale.
   */
  private static void scales(StripPair pair, double[] scales, double[] noise) {
    for (int c = 0; c < scales.length; c++) {
      double sigma = Math.max(NoiseLevel.of(pair.a(), c), NoiseLevel.of(pair.b(), c));
      double spread = Math.max(spread(pair.a(), c), spread(pair.b(), c));
      scales[c] = Math.max(sigma, 0.02 * spread);
      noise[c] = scales[c] > 0 ? sigma * sigma / (scales[c] * scales[c]) : 0;
      if (scales[c] == 0) {
        scales[c] = 1;
      }
    }
  }

  private static double spread(Strip strip, int channel) {
    double n = 0;
    double sum = 0;
    double square = 0;
    float[] v = strip.channels[channel];
    for (int i = 0; i < v.length; i++) {
      if (strip.weights[i] > 0) {
        n++;
        sum += v[i];
        square += (double) v[i] * v[i];
      }
    }
    return n == 0 ? 0 : Math.sqrt(Math.max(0, square / n - sum / n * (sum / n)));
  }

  private static MaskedSurface.LagWindow window(StripPair pair, int bin, PairParams params) {
    double centreX = (pair.nominal().dxPx() - pair.a().x0 + pair.b().x0) / bin;
    double centreY = (pair.nominal().dyPx() - pair.a().y0 + pair.b().y0) / bin;
    double reach = params.searchRadiusPx() / bin + 1;
    return new MaskedSurface.LagWindow(
        (int) Math.floor(centreX - reach), (int) Math.floor(centreY - reach),
        (int) Math.ceil(centreX + reach), (int) Math.ceil(centreY + reach));
  }

  /** Lag of the most significant correlation, or -1. */
  private static int best(MaskedSurface surface) {
    int best = -1;
    double highest = 0;
    for (int i = 0; i < surface.window().size(); i++) {
      double z = surface.significance(i);
      if (z > highest) {
        highest = z;
        best = i;
      }
    }
    return best;
  }

  /** One best lag before its judge. */
  private record Judge(
      StripPair pair,
      PairParams params,
      int bin,
      MaskedImage a,
      MaskedImage b,
      MaskedSurface surface,
      int best,
      double[] noise) {

    Peak peak() {
      MaskedSurface.LagWindow window = surface.window();
      int x = best % window.width();
      int y = best / window.width();
      double sigma = Math.sqrt(surface.correlationArea() / surface.overlap(best));
      double z = surface.significance(best);
      double px = window.x0() + x + offset(x, window.width(), 1);
      double py = window.y0() + y + offset(y, window.height(), window.width());
      double dx = px * bin + pair.a().x0 - pair.b().x0;
      double dy = py * bin + pair.a().y0 - pair.b().y0;
      String doubt = doubt(z, sigma, x, y);
      Verdict verdict =
          !doubt.isEmpty() ? Verdict.REFUSED : explains() ? Verdict.ACCEPTED : Verdict.OPEN;
      return new Peak(
          dx,
          dy,
          bin,
          z,
          surface.ncc(best),
          verdict,
          verdict == Verdict.OPEN ? unexplained() : doubt);
    }

    private double offset(int at, int length, int stride) {
      return at == 0 || at == length - 1
          ? 0
          : Parabola.peak(
              surface.ncc(best - stride), surface.ncc(best), surface.ncc(best + stride));
    }

    private String doubt(double z, double sigma, int x, int y) {
      double lags = Math.max(1, surface.window().size() / surface.correlationArea());
      double needed =
          -NORMAL.inverseCumulativeProbability(
              params.falseMatchRate() / (lags * BACKGROUND_SHARES.length));
      if (z < needed) {
        return String.format(
            Locale.ROOT,
            "correlation %.3f is what unrelated tiles give (%.1f of %.1f standard errors)",
            surface.ncc(best),
            z,
            needed);
      }
      if (x == 0
          || y == 0
          || x == surface.window().width() - 1
          || y == surface.window().height() - 1) {
        return "best step lies at the edge of the search window";
      }
      if (explained() < LEAST_EXPLAINED_AT_EDGE
          && (beyondOverlap(1) || beyondOverlap(surface.window().width()))) {
        return "best step lies at the edge of the least overlap";
      }
      return unique(sigma) ? "" : "another step agrees as well as the best";
    }

    private boolean explains() {
      return explained() >= LEAST_EXPLAINED || detailZ() >= LEAST_DETAIL_Z;
    }

    private String unexplained() {
      return String.format(
          Locale.ROOT, "best step explains only %.0f %% of the structure", 100 * explained());
    }

    /** Whether a lag next to the best was not looked at, as it leaves too little overlap. */
    private boolean beyondOverlap(int stride) {
      return surface.overlap(best - stride) == 0 || surface.overlap(best + stride) == 0;
    }

    /** Correlation freed of the noise in both strips. */
    private double explained() {
      double noiseVariance = 0;
      for (double channel : noise) {
        noiseVariance += surface.overlap(best) * channel / (bin * bin);
      }
      double vA = surface.varianceA(best);
      double vB = surface.varianceB(best);
      double signalA = Math.max(vA - noiseVariance, LEAST_SIGNAL_SHARE * vA);
      double signalB = Math.max(vB - noiseVariance, LEAST_SIGNAL_SHARE * vB);
      return Math.min(1, surface.ncc(best) * Math.sqrt(vA * vB / (signalA * signalB)));
    }

    /**
     * Significance when few bright details may carry all: agreement of blocks that hold one detail
     * each.
     */
    private double detailZ() {
      int lagX = surface.window().x0() + best % surface.window().width();
      int lagY = surface.window().y0() + best / surface.window().width();
      int edge = Math.max(4, DETAIL_PX / bin);
      int columns = a.width() / edge + 1;
      double[] blocks = new double[columns * (a.height() / edge + 1)];
      for (int y = Math.max(0, lagY); y < Math.min(a.height(), b.height() + lagY); y++) {
        for (int x = Math.max(0, lagX); x < Math.min(a.width(), b.width() + lagX); x++) {
          int i = y * a.width() + x;
          int j = (y - lagY) * b.width() + x - lagX;
          double weight = a.weights()[i] * b.weights()[j];
          for (int c = 0; c < noise.length; c++) {
            blocks[y / edge * columns + x / edge] +=
                weight * a.channels()[c][i] * b.channels()[c][j];
          }
        }
      }
      double sum = 0;
      double square = 0;
      for (double block : blocks) {
        sum += block;
        square += block * block;
      }
      return sum / Math.sqrt(Math.max(1e-300, square));
    }

    /** Whether the lags nearly as good as the best form one spot that ends inside the window. */
    private boolean unique(double sigma) {
      double ncc = surface.ncc(best);
      double error = Math.max(CORRELATION_FLOOR, sigma * (1 - ncc * ncc));
      double level = ncc - params.minMargin() * error;
      boolean[] good = new boolean[surface.window().size()];
      int count = 0;
      for (int i = 0; i < good.length; i++) {
        good[i] = surface.ncc(i) >= level;
        count += good[i] ? 1 : 0;
      }
      return spot(good) == count;
    }

    /** Size of the spot round the best lag; 0 if it touches the border of the window. */
    private int spot(boolean[] good) {
      int width = surface.window().width();
      int height = surface.window().height();
      ArrayDeque<Integer> queue = new ArrayDeque<>();
      queue.add(best);
      good[best] = false;
      int size = 0;
      while (!queue.isEmpty()) {
        int i = queue.poll();
        size++;
        int x = i % width;
        int y = i / width;
        if (x == 0 || y == 0 || x == width - 1 || y == height - 1) {
          return 0;
        }
        for (int j :
            new int[] {
              i - 1,
              i + 1,
              i - width,
              i + width,
              i - width - 1,
              i - width + 1,
              i + width - 1,
              i + width + 1
            }) {
          if (good[j]) {
            good[j] = false;
            queue.add(j);
          }
        }
      }
      return size;
    }
  }
}
