package org.imaxt.core.algo.stitch;

import java.util.List;
import java.util.Random;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import org.imaxt.core.model.PairOutcome;

/** Small steps that several tests share. */
final class Tiles {
  private Tiles() {}

  static StripPair strips(
      NeighbourPair pair,
      List<RandomAccessibleInterval<FloatType>> a,
      List<RandomAccessibleInterval<FloatType>> b,
      double radiusPx) {
    TileSize size = new TileSize((int) a.get(0).dimension(0), (int) a.get(0).dimension(1));
    OverlapStrips strips = OverlapStrips.of(pair, size, size, radiusPx).orElseThrow();
    return new StripPair(
        pair,
        Strip.of(a.stream().map(v -> cut(v, strips.a())).toList(), IntensityRange.unsigned16()),
        Strip.of(b.stream().map(v -> cut(v, strips.b())).toList(), IntensityRange.unsigned16()));
  }

  private static RandomAccessibleInterval<FloatType> cut(
      RandomAccessibleInterval<FloatType> view, net.imglib2.Interval interval) {
    return Views.interval(view, interval);
  }

  static PairOutcome match(
      NeighbourPair pair,
      RandomAccessibleInterval<FloatType> a,
      RandomAccessibleInterval<FloatType> b,
      PairParams params) {
    return MaskedCorrelation.match(
        strips(pair, List.of(a), List.of(b), params.searchRadiusPx()), params);
  }

  /**
   * White noise smoothed by a box {@code times} times over {@code 2·radius + 1} px, spread 30 on
   * 500.
   */
  static RandomAccessibleInterval<FloatType> noise(TileSize size, int radius, long seed) {
    Random random = new Random(seed);
    int w = size.width();
    int h = size.height();
    float[] v = new float[w * h];
    for (int i = 0; i < v.length; i++) {
      v[i] = (float) random.nextGaussian();
    }
    for (int pass = 0; pass < 2 && radius > 0; pass++) {
      v = box(v, w, h, radius, 1);
      v = box(v, w, h, radius, w);
    }
    double square = 0;
    for (float value : v) {
      square += value * value;
    }
    float scale = (float) (30 / Math.sqrt(square / v.length));
    for (int i = 0; i < v.length; i++) {
      v[i] = 500 + scale * v[i];
    }
    return ArrayImgs.floats(v, w, h);
  }

  private static float[] box(float[] v, int w, int h, int radius, int step) {
    float[] out = new float[v.length];
    int length = step == 1 ? w : h;
    for (int i = 0; i < v.length; i++) {
      int at = step == 1 ? i % w : i / w;
      float sum = 0;
      for (int k = -radius; k <= radius; k++) {
        int other = Math.floorMod(at + k, length);
        sum += v[i + (other - at) * step];
      }
      out[i] = sum;
    }
    return out;
  }
}
