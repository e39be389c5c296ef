package org.imaxt.stitch.acquisition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.imaxt.core.model.PixelSize;
import org.imaxt.core.model.StagePosition;

/**
 * Rows and columns from stage positions: along each axis, positions closer than a quarter of a tile
 * share a column or row. Grids may have holes and steps; overlaps up to 70 % are told apart.
 *
 * @param positions the positions with rows and columns, counted from 0 with growing y and x
 * @param rows number of rows
 * @param columns number of columns
 */
record GridCells(List<StagePosition> positions, int rows, int columns) {

  private static final double GAP_OF_TILE = 0.25;

  /** Assigns cells to positions in acquisition order, µm. */
  static GridCells of(double[] xUm, double[] yUm, TileFormat tile, PixelSize pixelSize) {
    double width = tile.widthPx() * pixelSize.xUm();
    double height = tile.heightPx() * pixelSize.yUm();
    double gap = GAP_OF_TILE * Math.min(width, height); // the camera may lie across the stage
    int[] column = clusters(xUm, gap);
    int[] row = clusters(yUm, gap);
    List<StagePosition> positions = new ArrayList<>(xUm.length);
    for (int i = 0; i < xUm.length; i++) {
      positions.add(new StagePosition(i, row[i], column[i], xUm[i], yUm[i]));
    }
    return new GridCells(
        List.copyOf(positions),
        Arrays.stream(row).max().orElse(-1) + 1,
        Arrays.stream(column).max().orElse(-1) + 1);
  }

  private static int[] clusters(double[] values, double gap) {
    Integer[] order = new Integer[values.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> Double.compare(values[a], values[b]));
    int[] cluster = new int[values.length];
    int current = 0;
    for (int i = 0; i < order.length; i++) {
      if (i > 0 && values[order[i]] - values[order[i - 1]] > gap) {
        current++;
      }
      cluster[order[i]] = current;
    }
    return cluster;
  }

  /**
   * Overlap of neighbours as a fraction of the tile: median step of each axis, the smaller overlap
   * of the two; 0 where no tiles are neighbours.
   */
  double overlap(TileFormat tile, PixelSize pixelSize) {
    double[] x = steps(true);
    double[] y = steps(false);
    double ofX = x.length == 0 ? 1 : 1 - median(x) / (tile.widthPx() * pixelSize.xUm());
    double ofY = y.length == 0 ? 1 : 1 - median(y) / (tile.heightPx() * pixelSize.yUm());
    return x.length + y.length == 0 ? 0 : Math.max(0, Math.min(ofX, ofY));
  }

  private double[] steps(boolean alongX) {
    StagePosition[] cells = new StagePosition[rows * columns];
    positions.forEach(p -> cells[p.row() * columns + p.column()] = p);
    return Arrays.stream(cells)
        .filter(p -> p != null && (alongX ? p.column() + 1 < columns : p.row() + 1 < rows))
        .map(p -> new StagePosition[] {p, next(cells, p, alongX)})
        .filter(pair -> pair[1] != null)
        .mapToDouble(pair -> alongX ? pair[1].xUm() - pair[0].xUm() : pair[1].yUm() - pair[0].yUm())
        .toArray();
  }

  private StagePosition next(StagePosition[] cells, StagePosition p, boolean alongX) {
    return alongX
        ? cells[p.row() * columns + p.column() + 1]
        : cells[(p.row() + 1) * columns + p.column()];
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
