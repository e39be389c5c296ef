package org.imaxt.core.phantom;

import java.util.Arrays;

/**
 * Band-limited random field of (x, y, z): random numbers on a lattice, cubic B-splines between.
 *
 * <p>Mean 0, variance about 1, wavelengths from about twice the spacing upwards. Nothing is stored:
 * the numbers are hashes of the seed and the lattice point.
 */
final class LatticeNoise {
  /** Σ of the squared B-spline weights is 0.479 along each axis, averaged over the phase. */
  private static final double UNIT = 1 / Math.sqrt(0.479 * 0.479 * 0.479);

  private final long key;
  private final double spacingUm;
  private final double depthSpacingUm;

  LatticeNoise(long key, double spacingUm, double depthSpacingUm) {
    this.key = key;
    this.spacingUm = spacingUm;
    this.depthSpacingUm = depthSpacingUm;
  }

  /** Adds the field, times an amplitude and averaged over a layer, at the nodes of a patch. */
  void add(NodeGrid grid, LayerWeights layer, double amplitude, float[] out) {
    Axis ax = new Axis(grid.i0(), grid.nx(), grid.stepUm() / spacingUm);
    Axis ay = new Axis(grid.j0(), grid.ny(), grid.stepUm() / spacingUm);
    float[] lattice = lattice(ax, ay, layer, (float) (amplitude * UNIT));
    float[] rows = new float[ay.points * grid.nx()];
    for (int j = 0; j < ay.points; j++) {
      for (int i = 0; i < grid.nx(); i++) {
        int at = j * ax.points + ax.first[i];
        rows[j * grid.nx() + i] =
            ax.w[4 * i] * lattice[at]
                + ax.w[4 * i + 1] * lattice[at + 1]
                + ax.w[4 * i + 2] * lattice[at + 2]
                + ax.w[4 * i + 3] * lattice[at + 3];
      }
    }
    columns(grid, ay, rows, out);
  }

  private static void columns(NodeGrid grid, Axis ay, float[] rows, float[] out) {
    int nx = grid.nx();
    for (int j = 0; j < grid.ny(); j++) {
      int at = ay.first[j] * nx;
      float w0 = ay.w[4 * j];
      float w1 = ay.w[4 * j + 1];
      float w2 = ay.w[4 * j + 2];
      float w3 = ay.w[4 * j + 3];
      for (int i = 0; i < nx; i++) {
        out[j * nx + i] +=
            w0 * rows[at + i]
                + w1 * rows[at + nx + i]
                + w2 * rows[at + 2 * nx + i]
                + w3 * rows[at + 3 * nx + i];
      }
    }
  }

  private float[] lattice(Axis ax, Axis ay, LayerWeights layer, float amplitude) {
    double[] z = layer.depthsUm();
    long k0 = (long) Math.floor(z[0] / depthSpacingUm) - 1;
    double[] wz = depthWeights(layer, k0);
    float[] lattice = new float[ax.points * ay.points];
    for (int k = 0; k < wz.length; k++) {
      if (wz[k] == 0) {
        continue;
      }
      long kz = Draw.mix(key + 0x9e3779b97f4a7c15L * (k0 + k));
      float a = (float) (wz[k] * amplitude);
      for (int j = 0; j < ay.points; j++) {
        long kyz = Draw.mix(kz + 0xd1b54a32d192ed03L * (ay.origin + j));
        for (int i = 0; i < ax.points; i++) {
          lattice[j * ax.points + i] += a * value(kyz, ax.origin + i);
        }
      }
    }
    return lattice;
  }

  /** Weights of the lattice planes from k0 on; depths grow. */
  private double[] depthWeights(LayerWeights layer, long k0) {
    double[] z = layer.depthsUm();
    double[] wz = new double[(int) ((long) Math.floor(z[z.length - 1] / depthSpacingUm) + 3 - k0)];
    double[] b = new double[4];
    for (int q = 0; q < z.length; q++) {
      double s = z[q] / depthSpacingUm;
      long k = (long) Math.floor(s);
      bspline(s - k, b);
      for (int t = 0; t < 4; t++) {
        wz[(int) (k - 1 - k0) + t] += b[t] * layer.weights()[q];
      }
    }
    return wz;
  }

  /** Even in ±√3, so of variance 1. */
  private static float value(long kyz, long i) {
    long h = Draw.mix(kyz + 0x8cb92ba72f3d8dd7L * i);
    return (float) ((h >> 11) * (0x1p-52 * 1.7320508075688772));
  }

  /** The four weights of a cubic B-spline at a fraction of a step. */
  static void bspline(double t, double[] w) {
    double u = 1 - t;
    w[0] = u * u * u / 6;
    w[1] = (4 - 6 * t * t + 3 * t * t * t) / 6;
    w[2] = (4 - 6 * u * u + 3 * u * u * u) / 6;
    w[3] = t * t * t / 6;
  }

  /** Lattice points and weights for the nodes along one axis. */
  private static final class Axis {
    final long origin;
    final int points;
    final int[] first;
    final float[] w;

    Axis(long node0, int nodes, double ratio) {
      origin = (long) Math.floor(node0 * ratio) - 1;
      first = new int[nodes];
      w = new float[4 * nodes];
      double[] b = new double[4];
      for (int i = 0; i < nodes; i++) {
        double s = (node0 + i) * ratio;
        long k = (long) Math.floor(s);
        bspline(s - k, b);
        first[i] = (int) (k - 1 - origin);
        for (int t = 0; t < 4; t++) {
          w[4 * i + t] = (float) b[t];
        }
      }
      points = Arrays.stream(first).max().orElse(0) + 4;
    }
  }
}
