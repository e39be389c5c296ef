package org.imaxt.core.algo.beads;

import java.util.Optional;

/**
 * The circle near which most of some points lie: circles through three points each, evenly chosen,
 * then least squares on the points near the best (Fischler and Bolles, Comm. ACM 24 (1981) 381-395,
 * without chance).
 */
final class CircleConsensus {

  private CircleConsensus() {}

  /** Circle with the number of points near it in {@link Circle#share()}. */
  static Optional<Circle> of(double[] x, double[] y, double nearPx, double near) {
    int n = x.length;
    Circle best = null;
    for (int i = 0; i < n; i++) {
      for (int spread : new int[] {n / 3, n / 5}) {
        Circle c = through(x, y, i, (i + spread) % n, (i + 2 * spread) % n);
        if (c != null) {
          Circle counted = counted(c, x, y, nearPx, near);
          best = best == null || counted.share() > best.share() ? counted : best;
        }
      }
    }
    for (int pass = 0; pass < 2 && best != null; pass++) {
      Circle c = fitted(best, x, y, nearPx, near);
      if (c == null) {
        break;
      }
      best = counted(c, x, y, nearPx, near);
    }
    return Optional.ofNullable(best);
  }

  private static Circle counted(Circle c, double[] x, double[] y, double nearPx, double near) {
    int count = 0;
    for (int k = 0; k < x.length; k++) {
      count += isNear(c, x[k], y[k], nearPx, near) ? 1 : 0;
    }
    return new Circle(c.x(), c.y(), c.radius(), count, 0);
  }

  private static boolean isNear(Circle c, double x, double y, double nearPx, double near) {
    double off = Math.hypot(x - c.x(), y - c.y()) - c.radius();
    return Math.abs(off) < Math.max(nearPx, near * c.radius());
  }

  private static Circle through(double[] x, double[] y, int a, int b, int c) {
    double bx = x[b] - x[a];
    double by = y[b] - y[a];
    double cx = x[c] - x[a];
    double cy = y[c] - y[a];
    double d = 2 * (bx * cy - by * cx);
    if (Math.abs(d) < 1e-9) {
      return null;
    }
    double bb = bx * bx + by * by;
    double cc = cx * cx + cy * cy;
    double ux = (cy * bb - by * cc) / d;
    double uy = (bx * cc - cx * bb) / d;
    return new Circle(x[a] + ux, y[a] + uy, Math.hypot(ux, uy), 0, 0);
  }

  /** One step of least squares on the distances of the near points. */
  private static Circle fitted(Circle c, double[] x, double[] y, double nearPx, double near) {
    Normal normal = new Normal(3);
    for (int k = 0; k < x.length; k++) {
      double dx = x[k] - c.x();
      double dy = y[k] - c.y();
      double r = Math.hypot(dx, dy);
      if (r > 0 && isNear(c, x[k], y[k], nearPx, near)) {
        normal.add(new double[] {dx / r, dy / r, 1}, r - c.radius(), 1);
      }
    }
    double[] step = normal.step(1e-6);
    if (step.length == 0 || c.radius() + step[2] <= 0) {
      return null;
    }
    return new Circle(c.x() + step[0], c.y() + step[1], c.radius() + step[2], 0, 0);
  }
}
