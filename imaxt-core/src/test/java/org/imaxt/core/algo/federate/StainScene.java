package org.imaxt.core.algo.federate;

import java.util.Random;

/**
 * A piece of tissue with satellites as two modalities show it at low resolution: the section, and
 * the slide with its own stain, lie and noise.
 */
final class StainScene {

  static final double PIXEL_UM = 80;

  final CoarseImage section;
  final CoarseImage slide;

  /** Slide to section. */
  final Affine truth;

  private final double[][] lobes = new double[6][];
  private final double[][] waves = new double[30][];

  /** How the slide's intensities follow from those of the section. */
  enum Stain {
    ALIKE,
    INVERTED,
    OTHER
  }

  StainScene(long seed, Stain stain, double torn) {
    Random r = new Random(seed * 0x9E3779B97F4A7C15L);
    int n = 80;
    for (int k = 0; k < lobes.length; k++) {
      double angle = 2 * Math.PI * r.nextDouble();
      double away = k == 0 ? 0 : 700 + 900 * r.nextDouble();
      double size = k == 0 ? 1300 : k < 4 ? 450 + 350 * r.nextDouble() : 150 + 150 * r.nextDouble();
      lobes[k] = new double[] {away * Math.cos(angle) + 200, away * Math.sin(angle) - 150, size};
    }
    for (int k = 0; k < waves.length; k++) {
      double length = 250 + 1200 * r.nextDouble();
      double direction = 2 * Math.PI * r.nextDouble();
      waves[k] =
          new double[] {
            2 * Math.PI / length * Math.cos(direction),
            2 * Math.PI / length * Math.sin(direction),
            2 * Math.PI * r.nextDouble(),
            r.nextGaussian()
          };
    }
    double half = n * PIXEL_UM / 2;
    boolean mirrored = r.nextBoolean();
    double angle = Math.PI / 2 * r.nextInt(4) + Math.toRadians(24 * r.nextDouble() - 12);
    Affine lie = mirrored ? Affine.flipX() : Affine.IDENTITY;
    lie = lie.then(Affine.similarity(angle, 1));
    double sx = 1 + 0.03 * r.nextDouble() - 0.015;
    double sy = 1 + 0.03 * r.nextDouble() - 0.015;
    lie = lie.then(new Affine(sx, 0.01 * r.nextDouble(), 0, 0, sy, 0));
    lie = lie.then(Affine.translation(300 * r.nextDouble() - 150, 300 * r.nextDouble() - 150));
    int m = 100;
    double slideHalf = m * PIXEL_UM / 2;
    truth =
        Affine.translation(-slideHalf, -slideHalf).then(lie).then(Affine.translation(half, half));
    float[] values = new float[n * n];
    float[] known = new float[n * n];
    for (int i = 0; i < n * n; i++) {
      double x = (i % n + 0.5) * PIXEL_UM - half;
      double y = (i / n + 0.5) * PIXEL_UM - half;
      values[i] = (float) (section(x, y) + 10 * r.nextGaussian());
      known[i] = Math.hypot(x + 1500, y - 2000) > 500 ? 1 : 0;
    }
    section = new CoarseImage(n, n, values, known, PIXEL_UM, 0, 0);
    float[] other = new float[m * m];
    float[] all = new float[m * m];
    for (int i = 0; i < m * m; i++) {
      double px = (i % m + 0.5) * PIXEL_UM;
      double py = (i / m + 0.5) * PIXEL_UM;
      double x = truth.x(px, py) - half;
      double y = truth.y(px, py) - half;
      boolean lost = x < -3000 + 6000 * torn;
      other[i] = (float) (stained(lost ? 5000 : x, y, stain) + 12 * r.nextGaussian());
      all[i] = 1;
    }
    slide = new CoarseImage(m, m, other, all, PIXEL_UM, 0, 0);
  }

  private double tissue(double x, double y) {
    double out = 0;
    for (double[] l : lobes) {
      double d = (l[2] - Math.hypot(x - l[0], y - l[1])) / 60;
      out = Math.max(out, 1 / (1 + Math.exp(-d)));
    }
    return out;
  }

  private double texture(double x, double y, int first, int last) {
    double sum = 0;
    for (int k = first; k < last; k++) {
      double[] w = waves[k];
      sum += w[3] * Math.sin(w[0] * x + w[1] * y + w[2]);
    }
    return sum / Math.sqrt((last - first) / 2.0);
  }

  private double section(double x, double y) {
    return 40 + tissue(x, y) * 200 * (1 + 0.3 * texture(x, y, 0, 20));
  }

  private double stained(double x, double y, Stain stain) {
    double t = tissue(x, y);
    return switch (stain) {
      case ALIKE -> 30 + t * 300 * (1 + 0.3 * texture(x, y, 0, 20));
      case INVERTED -> 900 - t * 300 * (1 + 0.3 * texture(x, y, 0, 20));
      case OTHER -> 30 + t * 300 * (1 + 0.2 * texture(x, y, 0, 20) + 0.3 * texture(x, y, 20, 30));
    };
  }

  /** Largest distance from the truth within the middle of the section, µm. */
  double error(Affine affine) {
    double most = 0;
    for (double x = 2000; x <= 6000; x += 1000) {
      for (double y = 2000; y <= 6000; y += 1000) {
        double dx = affine.x(x, y) - truth.x(x, y);
        double dy = affine.y(x, y) - truth.y(x, y);
        most = Math.max(most, Math.hypot(dx, dy));
      }
    }
    return most;
  }
}
