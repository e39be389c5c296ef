package org.imaxt.core.algo.numeric;

import java.util.Arrays;

/**
 * Assignment of rows to columns at the least total cost (Kuhn, Nav. Res. Logist. Q. 2 (1955)
 * 83-97), by shortest augmenting paths with potentials.
 */
public final class Assignment {

  private Assignment() {}

  /**
   * Gives every row a column of its own.
   *
   * @param cost cost of each row (first index) in each column, finite; no fewer columns than rows
   * @return the column of each row
   * @throws IllegalArgumentException if there are fewer columns than rows or a cost is not finite
   */
  public static int[] least(double[][] cost) {
    int rows = cost.length;
    int columns = rows == 0 ? 0 : cost[0].length;
    for (double[] row : cost) {
      if (row.length != columns
          || columns < rows
          || !Arrays.stream(row).allMatch(Double::isFinite)) {
        throw new IllegalArgumentException(
            "an assignment needs finite costs and no fewer columns than rows, got %d rows and %d columns"
                .formatted(rows, row.length));
      }
    }
    double[] ofRow = new double[rows + 1];
    double[] ofColumn = new double[columns + 1];
    int[] rowOf = new int[columns + 1];
    for (int row = 1; row <= rows; row++) {
      place(cost, row, ofRow, ofColumn, rowOf);
    }
    int[] out = new int[rows];
    for (int column = 1; column <= columns; column++) {
      if (rowOf[column] > 0) {
        out[rowOf[column] - 1] = column - 1;
      }
    }
    return out;
  }

  /** Adds one row; rows and columns from 1, 0 is none. */
  private static void place(
      double[][] cost, int row, double[] ofRow, double[] ofColumn, int[] rowOf) {
    int columns = ofColumn.length - 1;
    double[] least = new double[columns + 1];
    int[] from = new int[columns + 1];
    boolean[] used = new boolean[columns + 1];
    Arrays.fill(least, Double.POSITIVE_INFINITY);
    rowOf[0] = row;
    int at = 0;
    while (rowOf[at] != 0) {
      used[at] = true;
      int next = 0;
      double delta = Double.POSITIVE_INFINITY;
      for (int c = 1; c <= columns; c++) {
        if (!used[c]) {
          double reduced = cost[rowOf[at] - 1][c - 1] - ofRow[rowOf[at]] - ofColumn[c];
          if (reduced < least[c]) {
            least[c] = reduced;
            from[c] = at;
          }
          if (least[c] < delta) {
            delta = least[c];
            next = c;
          }
        }
      }
      for (int c = 0; c <= columns; c++) {
        if (used[c]) {
          ofRow[rowOf[c]] += delta;
          ofColumn[c] -= delta;
        } else {
          least[c] -= delta;
        }
      }
      at = next;
    }
    while (at != 0) {
      rowOf[at] = rowOf[from[at]];
      at = from[at];
    }
  }
}
