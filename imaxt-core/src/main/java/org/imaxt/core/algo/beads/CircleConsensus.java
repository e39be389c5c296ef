package org.imaxt.core.algo.beads;

import java.util.Optional;

/**
 * The circle near which most of some points lie: circles through three points each, evenly chosen,
 * then least squares on the points near the best (Fischler and Bolles, Comm. ACM 24 (1981) 381-395,
 * without chance).
 */
final class CircleConsensus {
  private final double[] x;
  private final double[] y;
  private final double nearPx;
  private final double near;
  private final double mostPx;

  /**
   * Points.
   *
   * @param nearPx distance at which a point is near a circle, px
   * @param near the same as a fraction of the radius; the greater counts
   * @param mostPx largest radius of a circle, px
   */
  CircleConsensus(double[] x, double[] y, double nearPx, double near, double mostPx) {
    this.x = x;
    this.y = y;
    this.nearPx = nearPx;
    this.near = near;
    this.mostPx = mostPx;
  }

  /** Circle with the number of points near it in {@link Circle#share()}. */
  Optional<Circle> best() {
    int n = x.length;
    Circle best = null;
    for (int i = 0; i < n; i++) {
      for (int spread : new int[] {n / 3, n / 5}) {
        Circle c = through(i, (i + spread) % n, (i + 2 * spread) % n);
        if (c != null) {
          Circle counted = counted(c);
          best = best == null || counted.share() > best.share() ? counted : best;
        }
      }
    }
    for (int pass = 0; pass < 2 && best != null; pass++) {
      Circle c = fitted(best);
      if (c == null) {
        break;
      }
      best = counted(c);
    }
    return Optional.ofNullable(best);
  }

  private Circle counted(Circle c) {
    int count = 0;
    for (int k = 0; k < x.length; k++) {
      count += isNear(c, k) ? 1 : 0;
    }
    return new Circle(c.x(), c.y(), c.radius(), count, 0);
  }

  private boolean isNear(Circle c, int k) {
    double off = Math.hypot(x[k] - c.x(), y[k] - c.y()) - c.radius();
    return Math.abs(off) < Math.max(nearPx, near * c.radius());
  }

  private Circle through(int a, int b, int c) {
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
    double radius = Math.hypot(ux, uy);
    return radius > mostPx ? null : new Circle(x[a] + ux, y[a] + uy, radius, 0, 0);
  }

  /** One step of least squares on the distances of the near points. */
  private Circle fitted(Circle c) {
    Normal normal = new Normal(3);
    for (int k = 0; k < x.length; k++) {
      double dx = x[k] - c.x();
      double dy = y[k] - c.y();
      double r = Math.hypot(dx, dy);
      if (r > 0 && isNear(c, k)) {
        normal.add(new double[] {dx / r, dy / r, 1}, r - c.radius(), 1);
      }
    }
    double[] step = normal.step(1e-6);
    if (step.length == 0) {
      return null;
    }
    double radius = c.radius() + step[2];
    if (!(radius > 0 && radius <= mostPx)) {
      return null;
    }
    return new Circle(c.x() + step[0], c.y() + step[1], radius, 0, 0);
  }
}
