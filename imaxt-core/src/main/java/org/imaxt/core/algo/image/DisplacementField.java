package org.imaxt.core.algo.image;

import java.util.Arrays;
import java.util.List;
import org.imaxt.core.algo.numeric.Cholesky;

/**
 * Displacements that are known at some points, between them: kriging without a trend (Cressie,
 * Statistics for Spatial Data (1993) 105-110), through the points and towards none far from them.
 */
public final class DisplacementField {

  /** Reach of a point in usual distances of neighbours. */
  private static final double REACH = 3;

  /** Keeps points that nearly coincide from upsetting the solution. */
  private static final double NUGGET = 1e-9;

  private final double[] x;
  private final double[] y;
  private final double[][] weights;
  private final double range;

  private DisplacementField(double[] x, double[] y, double[][] weights, double range) {
    this.x = x;
    this.y = y;
    this.weights = weights;
    this.range = range;
  }

  /**
   * The field through points.
   *
   * @param points (x, y, dx, dy) each, µm; at least one
   * @return the field
   */
  public static DisplacementField through(List<double[]> points) {
    int n = points.size();
    double[] x = points.stream().mapToDouble(p -> p[0]).toArray();
    double[] y = points.stream().mapToDouble(p -> p[1]).toArray();
    double range = REACH * Math.max(1, Math.max(extent(x), extent(y)) / Math.sqrt(n));
    double[][] kernel = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        kernel[i][j] = alike(x[i] - x[j], y[i] - y[j], range);
        kernel[j][i] = kernel[i][j];
      }
    }
    double[] nugget = new double[n];
    Arrays.fill(nugget, NUGGET);
    Cholesky cholesky = Cholesky.of(kernel, nugget);
    double[][] weights = {
      cholesky.solve(points.stream().mapToDouble(p -> p[2]).toArray()),
      cholesky.solve(points.stream().mapToDouble(p -> p[3]).toArray())
    };
    return new DisplacementField(x, y, weights, range);
  }

  private static double extent(double[] of) {
    return Arrays.stream(of).max().orElse(0) - Arrays.stream(of).min().orElse(0);
  }

  private static double alike(double dx, double dy, double range) {
    double d = Math.hypot(dx, dy) / range;
    return (1 + d) * Math.exp(-d);
  }

  /**
   * The displacement of a point.
   *
   * @param atX x, µm
   * @param atY y, µm
   * @return (dx, dy), µm
   */
  public double[] at(double atX, double atY) {
    double dx = 0;
    double dy = 0;
    for (int i = 0; i < x.length; i++) {
      double k = alike(x[i] - atX, y[i] - atY, range);
      dx += weights[0][i] * k;
      dy += weights[1][i] * k;
    }
    return new double[] {dx, dy};
  }
}
