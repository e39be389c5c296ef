package org.imaxt.core.algo.federate;

import java.util.Arrays;

/** Points of a plane in square cells; safe to share between threads. */
final class PointGrid {

  private final double[] x;
  private final double[] y;
  private final double cell;
  private final double left;
  private final double top;
  private final int columns;
  private final int rows;
  private final int[] start;
  private final int[] order;

  /**
   * Sorts points into cells.
   *
   * @param x x of each, µm; kept, not copied
   * @param y y of each, µm; kept, not copied
   * @param cellUm side of a cell; raised where there would be very many more cells than points
   */
  PointGrid(double[] x, double[] y, double cellUm) {
    this.x = x;
    this.y = y;
    left = Arrays.stream(x).min().orElse(0);
    top = Arrays.stream(y).min().orElse(0);
    double width = Arrays.stream(x).max().orElse(0) - left;
    double height = Arrays.stream(y).max().orElse(0) - top;
    cell = Math.max(cellUm, Math.sqrt(width * height / (16.0 * x.length + 16)) + 1e-9);
    columns = 1 + (int) (width / cell);
    rows = 1 + (int) (height / cell);
    start = new int[columns * rows + 1];
    int[] at = new int[x.length];
    for (int i = 0; i < x.length; i++) {
      at[i] = (int) ((y[i] - top) / cell) * columns + (int) ((x[i] - left) / cell);
      start[at[i] + 1]++;
    }
    for (int c = 0; c < columns * rows; c++) {
      start[c + 1] += start[c];
    }
    int[] next = start.clone();
    order = new int[x.length];
    for (int i = 0; i < x.length; i++) {
      order[next[at[i]]++] = i;
    }
  }

  /**
   * Finds the points within a distance.
   *
   * @param px x, µm
   * @param py y, µm
   * @param radius distance, µm
   * @param into where their indices go; those beyond its length are left out
   * @return how many were found
   */
  int within(double px, double py, double radius, int[] into) {
    int c0 = Math.max(0, (int) Math.floor((px - radius - left) / cell));
    int c1 = Math.min(columns - 1, (int) Math.floor((px + radius - left) / cell));
    int r0 = Math.max(0, (int) Math.floor((py - radius - top) / cell));
    int r1 = Math.min(rows - 1, (int) Math.floor((py + radius - top) / cell));
    int n = 0;
    for (int r = r0; r <= r1 && c0 <= c1; r++) {
      for (int k = start[r * columns + c0]; k < start[r * columns + c1 + 1]; k++) {
        double dx = x[order[k]] - px;
        double dy = y[order[k]] - py;
        if (dx * dx + dy * dy <= radius * radius && n < into.length) {
          into[n++] = order[k];
        }
      }
    }
    return n;
  }
}
