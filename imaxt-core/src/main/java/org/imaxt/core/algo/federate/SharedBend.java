package org.imaxt.core.algo.federate;

import java.util.Arrays;
import org.imaxt.core.algo.numeric.Cholesky;

/**
 * How much of a section's bend a fit takes up between its pairs: all of it where they lie so close
 * that they are bent alike, as on a region, and hardly any on a whole slide. What is taken up is no
 * error of a mapped point there.
 */
final class SharedBend {

  private static final int POINTS = 6;

  private SharedBend() {}

  /** How a mapped point changes with the unknowns of a fit. */
  @FunctionalInterface
  interface Rows {

    /** Changes of x (axis 0) or y in the target with each unknown, for a point of the source. */
    double[] at(double u, double v, int axis);
  }

  /**
   * Correlation between the bend at a point and what the fit makes of the pairs' bends there, mean
   * over the rectangle that holds the pairs and both axes; less what is too little to count on, as
   * range and strength of a bend are known but roughly.
   *
   * @param u x of the pairs, µm
   * @param v y, µm
   * @param weight of each pair in the fit
   * @param normal the fit's normal equations
   * @param rows the fit's model
   * @return 0 where the mean is a half or less, 1 where it is 1
   */
  static double of(double[] u, double[] v, double[] weight, Cholesky normal, Rows rows) {
    double sum = 0;
    for (int k = 0; k < POINTS * POINTS; k++) {
      double x = at(u, k % POINTS);
      double y = at(v, k / POINTS);
      for (int axis = 0; axis < 2; axis++) {
        double[] by = normal.solve(rows.at(x, y, axis));
        for (int i = 0; i < u.length; i++) {
          double[] row = rows.at(u[i], v[i], axis);
          double h = 0;
          for (int m = 0; m < row.length; m++) {
            h += weight[i] * by[m] * row[m];
          }
          sum += h * Bend.alike(x - u[i], y - v[i]);
        }
      }
    }
    return Math.max(0, Math.min(1, sum / (POINTS * POINTS) - 1));
  }

  private static double at(double[] values, int i) {
    double least = Arrays.stream(values).min().orElse(0);
    double most = Arrays.stream(values).max().orElse(0);
    return least + (i + 0.5) / POINTS * (most - least);
  }
}
