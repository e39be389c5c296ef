package org.imaxt.core.algo.stitch;

import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.view.Views;

/** Smooth texture that is known everywhere: plane waves of random length, turn and phase. */
final class Waves {

  private static final int COUNT = 60;
  private static final double LEVEL = 1000;
  private static final double SPREAD = 60;

  private final double[] kx = new double[COUNT];
  private final double[] ky = new double[COUNT];
  private final double[] phase = new double[COUNT];

  /** Waves of 7 to 40 px. */
  Waves(Random random) {
    for (int i = 0; i < COUNT; i++) {
      double k = 2 * Math.PI / (7 + 33 * random.nextDouble());
      double turn = 2 * Math.PI * random.nextDouble();
      kx[i] = k * Math.cos(turn);
      ky[i] = k * Math.sin(turn);
      phase[i] = 2 * Math.PI * random.nextDouble();
    }
  }

  double at(double x, double y) {
    double sum = 0;
    for (int i = 0; i < COUNT; i++) {
      sum += Math.sin(kx[i] * x + ky[i] * y + phase[i]);
    }
    return LEVEL + SPREAD * sum * Math.sqrt(2.0 / COUNT);
  }

  /** A step that is {@code middle} at {@code at} and grows by {@code slope} a pixel along x. */
  record Steps(double middle, double at, double slope) {
    double of(double x) {
      return middle + slope * (x - at);
    }

    /** Where in the first tile the second's x lies. */
    double first(double u) {
      return (u + middle - slope * at) / (1 - slope);
    }
  }

  /** Strip of the first tile. */
  Strip strip(int x0, int y0, TileSize size, double noise, Random random) {
    return strip(x0, y0, size, u -> u, u -> 0, noise, random);
  }

  /** Strip of the second tile, at places that the steps along x and y, by x, say. */
  Strip stepped(int x0, int y0, TileSize size, Steps x, Steps y, double noise, Random random) {
    return strip(x0, y0, size, x::first, u -> y.of(x.first(u)), noise, random);
  }

  private Strip strip(
      int x0,
      int y0,
      TileSize size,
      DoubleUnaryOperator sceneX,
      DoubleUnaryOperator down,
      double noise,
      Random random) {
    int w = size.width();
    float[] v = new float[w * size.height()];
    for (int i = 0; i < v.length; i++) {
      double u = x0 + i % w + 0.5;
      double scene = at(sceneX.applyAsDouble(u), y0 + i / w + 0.5 + down.applyAsDouble(u));
      v[i] = (float) (scene + noise * random.nextGaussian());
    }
    return Strip.of(
        List.of(Views.translate(ArrayImgs.floats(v, w, size.height()), x0, y0)),
        IntensityRange.unsigned16());
  }
}
