package org.imaxt.core.algo.beads;

import java.util.Arrays;
import java.util.Optional;

/**
 * The circle that the edge of a bright disc describes: rays from a place inside to where the
 * brightness has fallen to half and goes on to the dark, and the circle that most of them meet.
 */
final class RimTest {
  private static final int RAYS = 32;
  private static final double STEP_PX = 0.5;
  private static final int PASSES = 3;

  /** Brightness at the centre of a circle, fraction of that where its rays began. */
  private static final double BRIGHT = 0.7;

  /** Brightness beyond the rim, fraction of the bead's. */
  private static final double DARK = 0.4;

  /** Distance of an edge to the circle, px and fraction of the radius. */
  private static final double NEAR_PX = 0.8;

  private static final double NEAR = 0.1;

  private final float[] values;
  private final int width;
  private final int height;
  private final double backdrop;
  private final double mostPx;
  private final double[] cos = new double[RAYS];
  private final double[] sin = new double[RAYS];

  RimTest(float[] values, LevelImage image, Backdrop backdrop, double mostPx) {
    this.mostPx = mostPx;
    this.values = values;
    this.width = image.width();
    this.height = image.height();
    this.backdrop = backdrop.level();
    for (int k = 0; k < RAYS; k++) {
      cos[k] = Math.cos(2 * Math.PI * k / RAYS);
      sin[k] = Math.sin(2 * Math.PI * k / RAYS);
    }
  }

  /**
   * The circle about a place, if there is one. A bead of which a piece is missing may be dark at
   * the centre of its circle, so rays start again from there only where it is bright.
   */
  Optional<Circle> circle(double x, double y, double radius) {
    Circle start = new Circle(x, y, radius, 0, inside(new Circle(x, y, radius, 0, 0)) - backdrop);
    Optional<Circle> best = Optional.empty();
    for (int pass = 0; pass < PASSES; pass++) {
      Optional<Circle> next = next(start, 2.2 * Math.max(start.radius(), radius) + 2);
      if (next.isEmpty() || next.get().share() <= best.map(Circle::share).orElse(0.0)) {
        return best;
      }
      best = next;
      Circle c = next.get();
      double height = inside(c) - backdrop;
      double moved = Math.hypot(c.x() - x, c.y() - y);
      if (height < BRIGHT * start.height() || moved > 1.2 * Math.max(radius, c.radius())) {
        return best;
      }
      start = new Circle(c.x(), c.y(), c.radius(), 0, height);
    }
    return best;
  }

  private Optional<Circle> next(Circle from, double reach) {
    double contrast = from.height();
    if (!(contrast > 0)) {
      return Optional.empty();
    }
    double[] ex = new double[RAYS];
    double[] ey = new double[RAYS];
    int n = 0;
    for (int k = 0; k < RAYS; k++) {
      double r = edge(from, k, contrast, reach);
      if (r > 0) {
        ex[n] = from.x() + r * cos[k];
        ey[n] = from.y() + r * sin[k];
        n++;
      }
    }
    return new CircleConsensus(Arrays.copyOf(ex, n), Arrays.copyOf(ey, n), NEAR_PX, NEAR, mostPx)
        .best()
        .map(c -> new Circle(c.x(), c.y(), c.radius(), c.share() / RAYS, contrast));
  }

  /** Median brightness in the middle of a circle. */
  private double inside(Circle c) {
    double[] seen = new double[1 + RAYS];
    seen[0] = at(c.x(), c.y());
    for (int k = 0; k < RAYS; k++) {
      double r = 0.4 * c.radius() * (k % 2 + 1) / 2;
      seen[k + 1] = at(c.x() + r * cos[k], c.y() + r * sin[k]);
    }
    Arrays.sort(seen);
    return seen[RAYS / 2];
  }

  /** Distance at which a ray leaves the disc for the dark; 0 if it does not. */
  private double edge(Circle c, int k, double contrast, double reach) {
    double before = at(c.x(), c.y()) - backdrop;
    double half = 0.5 * contrast;
    for (double r = STEP_PX; r <= reach; r += STEP_PX) {
      double x = c.x() + r * cos[k];
      double y = c.y() + r * sin[k];
      if (x < 0.5 || y < 0.5 || x > width - 0.5 || y > height - 0.5) {
        return 0;
      }
      double here = at(x, y) - backdrop;
      if (here < half) {
        double beyond = at(x + 2 * cos[k], y + 2 * sin[k]) - backdrop;
        double at = before > here ? r - STEP_PX * (half - here) / (before - here) : r;
        return beyond < DARK * contrast ? at : 0;
      }
      before = here;
    }
    return 0;
  }

  private double at(double x, double y) {
    double u = Math.max(0, Math.min(width - 1.001, x - 0.5));
    double v = Math.max(0, Math.min(height - 1.001, y - 0.5));
    int i = (int) u;
    int j = (int) v;
    double fx = u - i;
    double fy = v - j;
    int a = j * width + i;
    int right = width > 1 ? 1 : 0;
    int below = height > 1 ? width : 0;
    return (1 - fy) * ((1 - fx) * values[a] + fx * values[a + right])
        + fy * ((1 - fx) * values[a + below] + fx * values[a + below + right]);
  }
}
