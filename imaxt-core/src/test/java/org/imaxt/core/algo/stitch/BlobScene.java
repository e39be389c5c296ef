package org.imaxt.core.algo.stitch;

import java.util.Random;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;

/** Gaussian blobs at real places, imaged at real offsets: the same recipe as make_blob_grid.py. */
final class BlobScene {
  private final double[] x;
  private final double[] y;
  private final double[] sigma;
  private final double[] amplitude;
  private final double background;

  private BlobScene(double[] x, double[] y, double[] sigma, double[] amplitude, double background) {
    this.x = x;
    this.y = y;
    this.sigma = sigma;
    this.amplitude = amplitude;
    this.background = background;
  }

  /** One blob a 150 px², σ 1.2-4.7 px, amplitude 100-1000 on 200. */
  static BlobScene dense(double width, double height, long seed) {
    return random(width, height, (int) (width * height / 150), seed);
  }

  static BlobScene random(double width, double height, int count, long seed) {
    Random random = new Random(seed);
    double[][] v = new double[4][count];
    for (int k = 0; k < count; k++) {
      v[0][k] = random.nextDouble() * width;
      v[1][k] = random.nextDouble() * height;
      v[2][k] = 1.2 + 3.5 * random.nextDouble();
      v[3][k] = 100 + 900 * random.nextDouble();
    }
    return new BlobScene(v[0], v[1], v[2], v[3], 200);
  }

  static BlobScene single(double x, double y, double sigma, double amplitude) {
    return new BlobScene(
        new double[] {x}, new double[] {y}, new double[] {sigma}, new double[] {amplitude}, 200);
  }

  /** The same scene elsewhere. */
  BlobScene movedBy(double dx, double dy) {
    return new BlobScene(
        java.util.Arrays.stream(x).map(v -> v + dx).toArray(),
        java.util.Arrays.stream(y).map(v -> v + dy).toArray(),
        sigma,
        amplitude,
        background);
  }

  /**
   * Image whose pixel (0, 0) lies at (ox, oy); noise σ = noise + 0.5 √signal, none if noise is 0.
   */
  float[] render(double ox, double oy, int width, int height, double noise, Random random) {
    double[] image = new double[width * height];
    java.util.Arrays.fill(image, background);
    for (int k = 0; k < x.length; k++) {
      add(image, width, height, x[k] - ox, y[k] - oy, sigma[k], amplitude[k]);
    }
    float[] out = new float[image.length];
    for (int i = 0; i < out.length; i++) {
      double n = noise > 0 ? random.nextGaussian() * (noise + 0.5 * Math.sqrt(image[i])) : 0;
      out[i] = (float) Math.max(1, Math.rint(image[i] + n));
    }
    return out;
  }

  private static void add(
      double[] image, int width, int height, double cx, double cy, double s, double amplitude) {
    int reach = (int) (4.5 * s) + 1;
    int x0 = Math.max(0, (int) cx - reach);
    int x1 = Math.min(width - 1, (int) cx + reach);
    for (int v = Math.max(0, (int) cy - reach); v <= Math.min(height - 1, (int) cy + reach); v++) {
      double gy = amplitude * Math.exp(-(v - cy) * (v - cy) / (2 * s * s));
      for (int u = x0; u <= x1; u++) {
        image[v * width + u] += gy * Math.exp(-(u - cx) * (u - cx) / (2 * s * s));
      }
    }
  }

  RandomAccessibleInterval<FloatType> tile(
      double ox, double oy, TileSize size, double noise, Random random) {
    return ArrayImgs.floats(
        render(ox, oy, size.width(), size.height(), noise, random), size.width(), size.height());
  }
}
