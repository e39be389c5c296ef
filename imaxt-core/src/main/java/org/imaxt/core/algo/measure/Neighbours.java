package org.imaxt.core.algo.measure;

/** Which regions lie next to each other. */
public final class Neighbours {

  private static final int BAND_ROWS = 256;

  /** Along either side of the grid in which near centroids are looked up. */
  private static final int MOST_CELLS = 1000;

  private Neighbours() {}

  /**
   * Regions whose pixels share an edge. Memory holds a band of rows and the pairs.
   *
   * @param labels the label image
   * @return the pairs
   */
  public static NeighbourPairs touching(LabelRows labels) {
    NeighbourPairs.Builder pairs = new NeighbourPairs.Builder();
    int width = labels.width();
    for (int y = 0; y < labels.height(); y += BAND_ROWS) {
      int rows = Math.min(BAND_ROWS, labels.height() - y);
      int more = y + rows < labels.height() ? 1 : 0;
      int[] band = labels.read(y, rows + more);
      for (int i = 0; i < rows * width; i++) {
        if (band[i] != 0) {
          if (i % width < width - 1) {
            add(pairs, band[i], band[i + 1]);
          }
          if (i + width < band.length) {
            add(pairs, band[i], band[i + width]);
          }
        }
      }
    }
    return pairs.build();
  }

  private static void add(NeighbourPairs.Builder pairs, int label, int other) {
    if (other != 0 && other != label) {
      pairs.add(label, other);
    }
  }

  /**
   * Regions whose pixels share an edge when all grow by a distance, as steinbock's pixel expansion
   * has it.
   *
   * @param labels the label image
   * @param distance how far each grows, px
   * @return the pairs
   */
  public static NeighbourPairs byExpansion(LabelRows labels, double distance) {
    return touching(LabelGrowth.grown(labels, distance));
  }

  /**
   * Regions whose centroids are near, looked up in a grid.
   *
   * @param labels labels of the regions
   * @param x column of each centroid, px
   * @param y row of each centroid, px
   * @param distance largest distance of centroids, px
   * @return the pairs
   */
  public static NeighbourPairs byCentroids(int[] labels, double[] x, double[] y, double distance) {
    NeighbourPairs.Builder pairs = new NeighbourPairs.Builder();
    CentroidGrid grid = CentroidGrid.of(x, y, distance);
    for (int i = 0; i < labels.length; i++) {
      int column = grid.cell(x[i]);
      int row = grid.cell(y[i]);
      for (int r = Math.max(0, row - 1); r <= row + 1 && r < grid.rows(); r++) {
        for (int c = Math.max(0, column - 1); c <= column + 1 && c < grid.columns(); c++) {
          for (int k = grid.first(r, c); k < grid.first(r, c + 1); k++) {
            int j = grid.point(k);
            if (j > i && Math.hypot(x[i] - x[j], y[i] - y[j]) <= distance) {
              pairs.add(labels[i], labels[j]);
            }
          }
        }
      }
    }
    return pairs.build();
  }

  /** Points by the square they lie in; squares are at least as large as the distance. */
  private record CentroidGrid(double edge, int columns, int rows, int[] first, int[] points) {

    static CentroidGrid of(double[] x, double[] y, double distance) {
      double extent = 1;
      for (int i = 0; i < x.length; i++) {
        extent = Math.max(extent, Math.max(x[i], y[i]));
      }
      double edge = Math.max(Math.max(distance, extent / MOST_CELLS), 1);
      int side = (int) (extent / edge) + 1;
      int[] first = new int[side * side + 1];
      int[] cells = new int[x.length];
      for (int i = 0; i < x.length; i++) {
        cells[i] = (int) (y[i] / edge) * side + (int) (x[i] / edge);
        first[cells[i] + 1]++;
      }
      for (int i = 1; i < first.length; i++) {
        first[i] += first[i - 1];
      }
      int[] next = first.clone();
      int[] points = new int[x.length];
      for (int i = 0; i < x.length; i++) {
        points[next[cells[i]]++] = i;
      }
      return new CentroidGrid(edge, side, side, first, points);
    }

    int cell(double at) {
      return (int) (at / edge);
    }

    int first(int row, int column) {
      return first[row * columns + column];
    }

    int point(int k) {
      return points[k];
    }
  }
}
