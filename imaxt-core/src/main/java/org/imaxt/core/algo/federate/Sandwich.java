package org.imaxt.core.algo.federate;

/** Covariances carried through linear maps. */
final class Sandwich {

  private Sandwich() {}

  /** T C Tᵀ. */
  static double[][] of(double[][] t, double[][] c) {
    int n = t.length;
    int m = c.length;
    double[][] tc = new double[n][m];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < m; k++) {
        if (t[i][k] != 0) {
          for (int j = 0; j < m; j++) {
            tc[i][j] += t[i][k] * c[k][j];
          }
        }
      }
    }
    double[][] out = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        for (int k = 0; k < m; k++) {
          out[i][j] += tc[i][k] * t[j][k];
        }
      }
    }
    return out;
  }
}
