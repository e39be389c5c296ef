package org.imaxt.core.algo.federate;

import org.imaxt.core.algo.numeric.Cholesky;

/**
 * How far a section is bent, from the residuals of a linear fit: bends are alike over some
 * distance, so a fit takes part of them up, and residuals count for fewer than they are.
 *
 * @param variance of the bend along an axis, µm²
 * @param freedom degrees of freedom of that variance (Satterthwaite, Biometrics Bull. 2 (1946)
 *     110-114), both axes together, at least 1
 */
record Bend(double variance, int freedom) {

  /** Correlation is (1 + d) exp(−d), d in units of this. */
  private static final double RANGE_UM = 600;

  /** Bend that is assumed before any is seen, µm, and what it weighs in residuals. */
  private static final double USUAL_UM = 1.5;

  private static final double USUAL_WEIGHT = 2;

  static double alike(double dx, double dy) {
    double d = Math.hypot(dx, dy) / RANGE_UM;
    return (1 + d) * Math.exp(-d);
  }

  /**
   * Estimates the bend.
   *
   * @param u x of the points, from about their mean, µm
   * @param v y, µm
   * @param unknowns of the fit, both axes
   * @param square sum of the squared residuals, mean of the axes, µm²
   * @param noise variance of a residual that is no bend, µm²
   */
  static Bend of(double[] u, double[] v, int unknowns, double square, double noise) {
    int n = u.length;
    double[][] rest = withoutTrend(u, v);
    double trace = 0;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      trace += rest[i][i];
      for (int j = 0; j < n; j++) {
        squares += rest[i][j] * rest[j][i];
      }
    }
    double left = Math.max(0, trace);
    double usual = USUAL_WEIGHT * USUAL_UM * USUAL_UM;
    double over = square - noise * Math.max(0, n - 0.5 * unknowns);
    double variance = Math.max(0, over + usual) / (left + USUAL_WEIGHT);
    double freedom = squares > 1e-9 ? 2 * left * left / squares : 1;
    int most = Math.max(1, 2 * n - unknowns);
    return new Bend(variance, (int) Math.max(1, Math.min(most, Math.round(freedom))));
  }

  /** (I − H) K: what a linear fit leaves of bends that are alike. */
  private static double[][] withoutTrend(double[] u, double[] v) {
    int n = u.length;
    double[][] design = new double[n][];
    double[][] normal = new double[3][3];
    double[][] seen = new double[3][n];
    double[][] k = new double[n][n];
    for (int i = 0; i < n; i++) {
      design[i] = new double[] {u[i], v[i], 1};
      for (int a = 0; a < 3; a++) {
        for (int b = 0; b < 3; b++) {
          normal[a][b] += design[i][a] * design[i][b];
        }
      }
      for (int j = 0; j < n; j++) {
        k[i][j] = alike(u[i] - u[j], v[i] - v[j]);
        for (int a = 0; a < 3; a++) {
          seen[a][j] += design[i][a] * k[i][j];
        }
      }
    }
    double[][] inverse = Cholesky.of(normal, new double[] {1, 1, 1e-6}).inverse();
    for (int i = 0; i < n; i++) {
      double[] hat = new double[3];
      for (int a = 0; a < 3; a++) {
        for (int b = 0; b < 3; b++) {
          hat[a] += inverse[a][b] * design[i][b];
        }
      }
      for (int j = 0; j < n; j++) {
        k[i][j] -= hat[0] * seen[0][j] + hat[1] * seen[1][j] + hat[2] * seen[2][j];
      }
    }
    return k;
  }
}
