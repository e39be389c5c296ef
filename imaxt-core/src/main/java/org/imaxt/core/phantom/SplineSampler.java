package org.imaxt.core.phantom;

/** Cubic B-spline interpolation of maps that share one patch of nodes. For one thread. */
final class SplineSampler {
  private final double[] wx = new double[4];
  private final double[] wy = new double[4];
  private final NodeGrid grid;
  private final float[][] maps;
  private final float weight;

  SplineSampler(NodeGrid grid, float[][] maps, float weight) {
    this.grid = grid;
    this.maps = maps;
    this.weight = weight;
  }

  /** Adds the value at a point (µm), times the weight, to one pixel of each image. */
  void add(double x, double y, float[][] out, int at) {
    double sx = x / grid.stepUm() - grid.i0();
    double sy = y / grid.stepUm() - grid.j0();
    int i = (int) sx;
    int j = (int) sy;
    LatticeNoise.bspline(sx - i, wx);
    LatticeNoise.bspline(sy - j, wy);
    int nx = grid.nx();
    int a = (j - 1) * nx + i - 1;
    for (int c = 0; c < maps.length; c++) {
      float[] m = maps[c];
      double sum = 0;
      for (int r = 0; r < 4; r++) {
        int b = a + r * nx;
        sum += wy[r] * (wx[0] * m[b] + wx[1] * m[b + 1] + wx[2] * m[b + 2] + wx[3] * m[b + 3]);
      }
      out[c][at] += (float) (weight * sum);
    }
  }
}
