package org.imaxt.core.algo.flatfield;

import java.util.List;

/**
 * Stray light that every tile shows near its lit edges, line by line: what empty tiles show there
 * beyond the dark level and their own evenly lit background.
 *
 * @param grid bins and size of the tile
 * @param lines light on each line inwards from left, top, right and bottom edge, ADU; empty where
 *     the edge is not lit
 */
record StrayProfile(CoarseTile.Grid grid, double[][] lines) {

  /** Lines beyond the widest masked edge on which stray light is still measured, in its width. */
  private static final double REACH = 2.5;

  /** Fewest empty tiles. */
  private static final int FEWEST_TILES = 4;

  private static final double TRIM = 0.2;

  /** Points along a line at which the gain is averaged. */
  private static final int POINTS = 32;

  /** No stray light anywhere. */
  static StrayProfile none(CoarseTile.Grid grid) {
    return new StrayProfile(grid, new double[4][0]);
  }

  /** Whether no light was measured anywhere. */
  boolean isDark() {
    return lines[0].length + lines[1].length + lines[2].length + lines[3].length == 0;
  }

  /** Lines from an edge that may show stray light, if the edge is lit at all. */
  static int reachPx(int edgePx) {
    return (int) Math.ceil(REACH * edgePx);
  }

  /** Whether there are tiles to measure it on. */
  static boolean measurable(List<CoarseTile> empty) {
    return empty.size() >= FEWEST_TILES;
  }

  /**
   * Measures.
   *
   * @param empty tiles without specimen
   * @param model log gain
   * @param level dark level and signal of the background at gain 1, ADU
   * @param lit widths of the masked edges; 0 = not lit
   * @param edgePx widest edge that was searched for
   * @return the light
   */
  static StrayProfile of(
      List<CoarseTile> empty,
      GainModel model,
      Level level,
      int[] lit,
      CoarseTile.Grid grid,
      int edgePx) {
    double[][] lines = new double[4][0];
    for (int side = 0; side < 4; side++) {
      if (lit[side] > 0) {
        int s = side;
        List<double[]> profiles = empty.stream().map(t -> doubles(t.profiles()[s])).toList();
        double[] means = SiteMeans.of(profiles, TRIM).values();
        lines[side] = new double[Math.min(means.length, reachPx(edgePx))];
        for (int k = 0; k < lines[side].length; k++) {
          double without = level.darkAdu() + level.backgroundAdu() * gain(model, grid, side, k);
          lines[side][k] = Math.max(0, means[k] - without);
        }
      }
    }
    return new StrayProfile(grid, lines);
  }

  /**
   * Level of empty areas.
   *
   * @param darkAdu without light
   * @param backgroundAdu what they show beyond it where the gain is 1
   */
  record Level(double darkAdu, double backgroundAdu) {}

  private static double[] doubles(float[] values) {
    double[] made = new double[values.length];
    for (int i = 0; i < made.length; i++) {
      made[i] = values[i];
    }
    return made;
  }

  /** Mean gain of a line. */
  private static double gain(GainModel model, CoarseTile.Grid grid, int side, int line) {
    double[] scratch = new double[model.designSize()];
    double sum = 0;
    for (int i = 0; i < POINTS; i++) {
      double along = (i + 0.5) / POINTS;
      double x = side == 0 ? line + 0.5 : grid.width() - line - 0.5;
      double y = side == 1 ? line + 0.5 : grid.height() - line - 0.5;
      sum +=
          side % 2 == 0
              ? Math.exp(model.at(x, along * grid.height(), scratch))
              : Math.exp(model.at(along * grid.width(), y, scratch));
    }
    return sum / POINTS;
  }

  /**
   * Light at a point, averaged over a square around it.
   *
   * @param x x, px
   * @param y y, px
   * @param squarePx side of the square, px
   * @return ADU
   */
  double at(double x, double y, double squarePx) {
    double half = 0.5 * squarePx;
    return mean(0, x - half, x + half)
        + mean(1, y - half, y + half)
        + mean(2, grid.width() - x - half, grid.width() - x + half)
        + mean(3, grid.height() - y - half, grid.height() - y + half);
  }

  /** Mean light between two depths from an edge. */
  private double mean(int side, double from, double to) {
    double sum = 0;
    for (int k = (int) Math.max(0, Math.floor(from)); k < to && k < lines[side].length; k++) {
      double part = Math.min(k + 1, to) - Math.max(k, from);
      sum += part > 0 ? part * lines[side][k] : 0;
    }
    return to > from ? sum / (to - from) : 0;
  }

  /** Mean light on each bin. */
  double[] bins() {
    double[] values = new double[grid.count()];
    for (int p = 0; p < values.length; p++) {
      values[p] = at(grid.centreX(p), grid.centreY(p), grid.binPx());
    }
    return values;
  }

  /** Dark level and light at every pixel, ADU, row-major. */
  float[] dark(double darkAdu) {
    float[] dark = new float[grid.width() * grid.height()];
    double[] columns = new double[grid.width()];
    for (int x = 0; x < columns.length; x++) {
      columns[x] = darkAdu + mean(0, x, x + 1) + mean(2, grid.width() - x - 1, grid.width() - x);
    }
    for (int y = 0, i = 0; y < grid.height(); y++) {
      double row = mean(1, y, y + 1) + mean(3, grid.height() - y - 1, grid.height() - y);
      for (int x = 0; x < columns.length; x++, i++) {
        dark[i] = (float) (columns[x] + row);
      }
    }
    return dark;
  }
}
