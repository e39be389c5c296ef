package org.imaxt.core.algo.register;

/** Points in a plane, µm. */
record Points(double[] xUm, double[] yUm) {

  int size() {
    return xUm.length;
  }

  double x(int i) {
    return xUm[i];
  }

  double y(int i) {
    return yUm[i];
  }
}
