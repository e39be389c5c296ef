package org.imaxt.core.algo.federate;

import java.util.Arrays;

/**
 * Triangles of neighbouring points, each with its sides in order of length, so that like triangles
 * name their corners alike.
 *
 * <p>A row of {@link #corners} is (opposite the longest side, opposite the middle one, opposite the
 * shortest one).
 */
final class Triangles {

  private static final int NEIGHBOURS = 6;

  /** Sides more alike than this may change places. */
  private static final double ALIKE = 0.03;

  /** Flatter ones do not fix a place. */
  private static final double FLATTEST = 0.2;

  final int[][] corners;

  /** Logarithm of the longest side, middle over longest, shortest over longest. */
  final float[][] shape;

  /** Whether the corners run from x towards y. */
  final boolean[] turns;

  final int count;

  private Triangles(int[][] corners, float[][] shape, boolean[] turns, int count) {
    this.corners = corners;
    this.shape = shape;
    this.turns = turns;
    this.count = count;
  }

  /** Triangles that each point makes with its nearest neighbours. */
  static Triangles of(double[] x, double[] y, int[] points) {
    Builder builder = new Builder(x, y);
    int n = points.length;
    int k = Math.min(NEIGHBOURS, n - 1);
    long[] seen = new long[Math.max(0, n * k * (k - 1) / 2)];
    int[][] near = new int[n][];
    for (int i = 0; i < n; i++) {
      near[i] = nearest(x, y, points, i, k);
    }
    int m = 0;
    for (int i = 0; i < n; i++) {
      for (int p = 0; p < k; p++) {
        for (int q = 0; q < p; q++) {
          int[] t = {i, near[i][p], near[i][q]};
          Arrays.sort(t);
          seen[m++] = ((long) t[0] << 42) | ((long) t[1] << 21) | t[2];
        }
      }
    }
    Arrays.sort(seen);
    long last = -1;
    long mask = (1L << 21) - 1;
    for (long s : seen) {
      if (s != last) {
        int b = (int) (s >> 21 & mask);
        builder.add(points[(int) (s >> 42)], points[b], points[(int) (s & mask)]);
      }
      last = s;
    }
    return builder.build();
  }

  private static int[] nearest(double[] x, double[] y, int[] points, int i, int k) {
    int[] best = new int[k];
    double[] at = new double[k];
    int n = 0;
    for (int j = 0; j < points.length; j++) {
      double dx = x[points[j]] - x[points[i]];
      double dy = y[points[j]] - y[points[i]];
      double d = dx * dx + dy * dy;
      if (j != i && (n < k || d < at[k - 1])) {
        int p = n < k ? n++ : k - 1;
        while (p > 0 && at[p - 1] > d) {
          at[p] = at[p - 1];
          best[p] = best[p - 1];
          p--;
        }
        at[p] = d;
        best[p] = j;
      }
    }
    return best;
  }

  private static final class Builder {
    private final double[] x;
    private final double[] y;
    private int[][] corners = new int[256][];
    private float[][] shape = new float[256][];
    private boolean[] turns = new boolean[256];
    private int n;

    Builder(double[] x, double[] y) {
      this.x = x;
      this.y = y;
    }

    private double side(int a, int b) {
      return Math.hypot(x[a] - x[b], y[a] - y[b]);
    }

    void add(int a, int b, int c) {
      int[] t = {a, b, c};
      double[] opposite = {side(b, c), side(a, c), side(a, b)};
      order(t, opposite, 0, 1);
      order(t, opposite, 1, 2);
      order(t, opposite, 0, 1);
      double middle = opposite[1] / opposite[0];
      double least = opposite[2] / opposite[0];
      double cross =
          (x[t[1]] - x[t[0]]) * (y[t[2]] - y[t[0]]) - (x[t[2]] - x[t[0]]) * (y[t[1]] - y[t[0]]);
      boolean flat = Math.abs(cross) < FLATTEST * opposite[0] * opposite[2];
      if (flat || middle > 1 - ALIKE || middle - least < ALIKE) {
        return;
      }
      if (n == corners.length) {
        corners = Arrays.copyOf(corners, 2 * n);
        shape = Arrays.copyOf(shape, 2 * n);
        turns = Arrays.copyOf(turns, 2 * n);
      }
      corners[n] = t;
      shape[n] = new float[] {(float) Math.log(opposite[0]), (float) middle, (float) least};
      turns[n++] = cross > 0;
    }

    private static void order(int[] t, double[] side, int i, int j) {
      if (side[i] < side[j]) {
        double s = side[i];
        side[i] = side[j];
        side[j] = s;
        int k = t[i];
        t[i] = t[j];
        t[j] = k;
      }
    }

    Triangles build() {
      return new Triangles(corners, shape, turns, n);
    }
  }
}
