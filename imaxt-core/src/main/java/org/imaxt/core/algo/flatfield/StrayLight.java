package org.imaxt.core.algo.flatfield;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.fitting.PolynomialCurveFitter;
import org.apache.commons.math3.fitting.WeightedObservedPoints;

/**
 * Finds how far stray light reaches in from an edge: the lines next to the edge are compared with a
 * parabola through the lines further in, tile by tile, and the median excess over all tiles, empty
 * ones included, is followed inwards until it vanishes.
 */
final class StrayLight {

  /** Least relative excess that counts: below it the flat field's own error is larger. */
  private static final double TOLERANCE = 0.02;

  /** Excess over its own standard error that counts. */
  private static final double SIGMAS = 3;

  private StrayLight() {}

  /**
   * Widths of the four edges.
   *
   * @param tiles what was kept of the tiles
   * @param darkAdu dark level, ADU
   * @param edgePx widest edge searched for, px
   * @return masked edges
   */
  static UsefulEdges find(List<CoarseTile> tiles, double darkAdu, int edgePx) {
    int[] widths = new int[4];
    for (int side = 0; side < 4; side++) {
      widths[side] = edgePx < 2 ? 0 : width(tiles, side, darkAdu, edgePx);
    }
    return new UsefulEdges(widths[0], widths[1], widths[2], widths[3]);
  }

  private static int width(List<CoarseTile> tiles, int side, double darkAdu, int edgePx) {
    double[][] excess = new double[edgePx][tiles.size()];
    int n = 0;
    for (CoarseTile tile : tiles) {
      float[] profile = tile.profiles()[side];
      if (profile.length == CoarseTile.PROFILE_EDGES * edgePx
          && excess(profile, darkAdu, edgePx, excess, n)) {
        n++;
      }
    }
    if (n < 3) {
      return 0;
    }
    int width = 0;
    for (int k = 0; k < edgePx; k++) {
      double[] all = Arrays.copyOf(excess[k], n);
      double median = median(all);
      for (int i = 0; i < n; i++) {
        all[i] = Math.abs(all[i] - median);
      }
      // Standard error of a median of n: 1.2533 sigma / sqrt(n), sigma = 1.4826 MAD.
      double error = 1.2533 * 1.4826 * median(all) / Math.sqrt(n);
      if (median <= Math.max(TOLERANCE, SIGMAS * error)) {
        break;
      }
      width = k + 1;
    }
    return width == 0 ? 0 : Math.min(edgePx, width + 1);
  }

  private static boolean excess(
      float[] profile, double darkAdu, int edgePx, double[][] excess, int at) {
    WeightedObservedPoints inner = new WeightedObservedPoints();
    double level = 0;
    for (int k = edgePx; k < profile.length; k++) {
      inner.add((double) k / edgePx, profile[k] - darkAdu);
      level += profile[k] - darkAdu;
    }
    level /= profile.length - edgePx;
    if (!(level > 0)) {
      return false;
    }
    double[] line = PolynomialCurveFitter.create(1).fit(inner.toList());
    for (int k = 0; k < edgePx; k++) {
      double s = (double) k / edgePx;
      double expected = line[0] + s * line[1];
      excess[k][at] = (profile[k] - darkAdu - expected) / level;
    }
    return true;
  }

  /** Median of numbers, which are sorted by it. */
  static double median(double[] values) {
    Arrays.sort(values);
    int n = values.length;
    return n % 2 == 1 ? values[n / 2] : 0.5 * (values[n / 2 - 1] + values[n / 2]);
  }
}
