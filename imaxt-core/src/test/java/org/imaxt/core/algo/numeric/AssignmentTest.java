package org.imaxt.core.algo.numeric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AssignmentTest {

  private static double cost(double[][] cost, int[] columns) {
    double sum = 0;
    for (int i = 0; i < columns.length; i++) {
      sum += cost[i][columns[i]];
    }
    return sum;
  }

  /** The least cost over all ways to fill the rows from one on. */
  private static double brute(double[][] cost, int row, boolean[] taken) {
    if (row == cost.length) {
      return 0;
    }
    double least = Double.POSITIVE_INFINITY;
    for (int c = 0; c < taken.length; c++) {
      if (!taken[c]) {
        taken[c] = true;
        least = Math.min(least, cost[row][c] + brute(cost, row + 1, taken));
        taken[c] = false;
      }
    }
    return least;
  }

  @Test
  void costsAsLittleAsTheBestOfAllWays() {
    Random r = new Random(3);
    for (int k = 0; k < 50; k++) {
      double[][] cost = new double[1 + r.nextInt(5)][];
      int columns = cost.length + r.nextInt(3);
      for (int i = 0; i < cost.length; i++) {
        cost[i] = r.doubles(columns, -10, 10).toArray();
      }
      int[] found = Assignment.least(cost);
      assertEquals(found.length, Arrays.stream(found).distinct().count());
      assertEquals(brute(cost, 0, new boolean[columns]), cost(cost, found), 1e-9);
    }
  }

  @Test
  void refusesMoreRowsThanColumns() {
    assertThrows(IllegalArgumentException.class, () -> Assignment.least(new double[3][2]));
  }
}
