package org.imaxt.core.algo.register;

import java.util.Arrays;

/** Points in a plane, µm, in ascending order of x. */
final class Points {

  private final double[] x;
  private final double[] y;

  Points(double[] xUm, double[] yUm) {
    Integer[] order = new Integer[xUm.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (i, j) -> Double.compare(xUm[i], xUm[j]));
    x = Arrays.stream(order).mapToDouble(i -> xUm[i]).toArray();
    y = Arrays.stream(order).mapToDouble(i -> yUm[i]).toArray();
  }

  int size() {
    return x.length;
  }

  double x(int i) {
    return x[i];
  }

  double y(int i) {
    return y[i];
  }

  /** The first point whose x is not smaller. */
  int firstFrom(double left) {
    int place = Arrays.binarySearch(x, left);
    int first = place < 0 ? -place - 1 : place;
    while (first > 0 && x[first - 1] == left) {
      first--;
    }
    return first;
  }
}
