package org.imaxt.core.algo.flatfield;

import java.util.Arrays;
import java.util.List;

/**
 * Finds how far stray light reaches in from an edge.
 *
 * <p>Stray light adds the same amount to every tile, illumination multiplies. So for each line near
 * an edge its mean is fitted against the level of the tile further in, over all tiles, empty ones
 * included: the slope is illumination and structure, the intercept is what is there without signal.
 * The lines whose intercept stands out are followed inwards from the edge until it vanishes.
 */
final class StrayLight {

  /** Least intercept that counts, as a fraction of the signal level. */
  private static final double TOLERANCE = 0.01;

  /** Intercept over its own standard error that counts. */
  private static final double SIGMAS = 4;

  /** Residuals beyond this many σ are left out of a line's fit. */
  private static final double CLIP_SIGMAS = 3;

  private static final int ROUNDS = 4;

  /** Fewest tiles that fix an intercept. */
  private static final int FEWEST_TILES = 6;

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
    List<float[]> profiles =
        tiles.stream()
            .map(t -> t.profiles()[side])
            .filter(p -> p.length == CoarseTile.PROFILE_EDGES * edgePx)
            .toList();
    if (profiles.size() < FEWEST_TILES) {
      return 0;
    }
    double[] levels = profiles.stream().mapToDouble(p -> level(p, darkAdu, edgePx)).toArray();
    double[] sorted = levels.clone();
    Arrays.sort(sorted);
    double signal = sorted[(int) (0.9 * (sorted.length - 1))];
    int width = 0;
    for (int k = 0; k < edgePx; k++) {
      double[] values = new double[levels.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = profiles.get(i)[k] - darkAdu;
      }
      Intercept at = intercept(levels, values, signal);
      if (at.value() <= Math.max(TOLERANCE * signal, SIGMAS * at.error())) {
        break;
      }
      width = k + 1;
    }
    return width == 0 ? 0 : Math.min(edgePx, width + 1);
  }

  private static double level(float[] profile, double darkAdu, int edgePx) {
    double sum = 0;
    for (int k = edgePx; k < profile.length; k++) {
      sum += profile[k] - darkAdu;
    }
    return sum / (profile.length - edgePx);
  }

  /** Value of a line's mean without signal, and its standard error, ADU. */
  private record Intercept(double value, double error) {}

  /**
   * Robust fit of a line's means against levels; tiles count with the inverse square of their
   * level, because their structure grows with it.
   */
  private static Intercept intercept(double[] levels, double[] values, double signal) {
    double[] weights = new double[levels.length];
    for (int i = 0; i < weights.length; i++) {
      double size = Math.max(0, levels[i]) + 0.02 * Math.abs(signal) + 1;
      weights[i] = 1 / (size * size);
    }
    double[] residuals = new double[levels.length];
    boolean[] out = new boolean[levels.length];
    Intercept result = new Intercept(0, Double.POSITIVE_INFINITY);
    for (int round = 0; round < ROUNDS; round++) {
      double w = 0;
      double x = 0;
      double y = 0;
      double xx = 0;
      double xy = 0;
      int n = 0;
      for (int i = 0; i < levels.length; i++) {
        if (!out[i]) {
          n++;
          w += weights[i];
          x += weights[i] * levels[i];
          y += weights[i] * values[i];
          xx += weights[i] * levels[i] * levels[i];
          xy += weights[i] * levels[i] * values[i];
        }
      }
      double determinant = w * xx - x * x;
      if (n < FEWEST_TILES || !(determinant > 1e-9 * w * xx)) {
        return new Intercept(0, Double.POSITIVE_INFINITY);
      }
      double slope = (w * xy - x * y) / determinant;
      double offset = (xx * y - x * xy) / determinant;
      for (int i = 0; i < residuals.length; i++) {
        residuals[i] = Math.abs(values[i] - offset - slope * levels[i]) * Math.sqrt(weights[i]);
      }
      double sigma = 1.4826 * median(residuals.clone());
      for (int i = 0; i < out.length; i++) {
        out[i] = residuals[i] > CLIP_SIGMAS * sigma;
      }
      result = new Intercept(offset, sigma * Math.sqrt(xx / determinant));
    }
    return result;
  }

  /** Median of numbers, which are sorted by it. */
  static double median(double[] values) {
    Arrays.sort(values);
    int n = values.length;
    return n % 2 == 1 ? values[n / 2] : 0.5 * (values[n / 2 - 1] + values[n / 2]);
  }
}
