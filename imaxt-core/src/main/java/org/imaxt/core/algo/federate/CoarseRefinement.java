package org.imaxt.core.algo.federate;

/** Moves a pose uphill, step by step with halved steps, on the mean correlation of the features. */
final class CoarseRefinement {

  private static final double FIRST_TURN = Math.toRadians(3.5);
  private static final double LEAST_TURN = Math.toRadians(0.2);
  private static final double FIRST_GROWTH = 0.02;
  private static final double LARGEST_SCALE_OFF = 0.06;
  private static final double LEAST_OVERLAP = 0.25;

  private final CoarseFeatures moving;
  private final CoarseFeatures fixed;
  private final float[][] from;
  private final float[][] to;
  private final double least;

  CoarseRefinement(CoarseFeatures moving, CoarseFeatures fixed) {
    this.moving = moving;
    this.fixed = fixed;
    from = new float[][] {moving.tissue(), moving.slope(), moving.values()};
    to = new float[][] {fixed.tissue(), fixed.slope(), fixed.values()};
    least = LEAST_OVERLAP * Math.min(total(fixed.weights()), total(moving.weights()));
  }

  CoarsePose refine(CoarsePose start, double stepUm) {
    CoarsePose best = start.scored(score(start));
    double turn = FIRST_TURN;
    double growth = FIRST_GROWTH;
    double step = 1.5 * stepUm;
    while (turn > LEAST_TURN) {
      CoarsePose next = best;
      for (int sign = -1; sign <= 1; sign += 2) {
        next = better(next, best.moved(sign * turn, 1, 0, 0));
        next = better(next, best.moved(0, 1 + sign * growth, 0, 0));
        next = better(next, best.moved(0, 1, sign * step, 0));
        next = better(next, best.moved(0, 1, 0, sign * step));
      }
      if (next == best) {
        turn /= 2;
        growth /= 2;
        step /= 2;
      }
      best = next;
    }
    return best;
  }

  private CoarsePose better(CoarsePose best, CoarsePose tried) {
    if (Math.abs(tried.scale() - 1) > LARGEST_SCALE_OFF) {
      return best;
    }
    double score = score(tried);
    return score > best.score() + 1e-9 ? tried.scored(score) : best;
  }

  /** Mean correlation of the three features where both are known; intensities of either sign. */
  double score(CoarsePose pose) {
    double[][] sums = new double[3][6];
    double p = moving.pixelUm() * pose.scale() / fixed.pixelUm();
    double cos = Math.cos(pose.angle()) / p;
    double sin = Math.sin(pose.angle()) / p;
    double ox = fixed.width() / 2.0 + pose.dxUm() / fixed.pixelUm();
    double oy = fixed.height() / 2.0 + pose.dyUm() / fixed.pixelUm();
    for (int y = 0; y < fixed.height(); y++) {
      for (int x = 0; x < fixed.width(); x++) {
        int i = y * fixed.width() + x;
        double u = x + 0.5 - ox;
        double v = y + 0.5 - oy;
        double sx = cos * u + sin * v;
        double mx = (pose.mirrored() ? -sx : sx) + moving.width() / 2.0 - 0.5;
        double my = -sin * u + cos * v + moving.height() / 2.0 - 0.5;
        if (fixed.weights()[i] > 0) {
          gather(sums, i, mx, my);
        }
      }
    }
    if (sums[0][0] < least) {
      return -1;
    }
    return (correlation(sums[0]) + correlation(sums[1]) + Math.abs(correlation(sums[2]))) / 3;
  }

  private static double total(float[] weights) {
    double sum = 0;
    for (float w : weights) {
      sum += w;
    }
    return sum;
  }

  private void gather(double[][] sums, int i, double mx, double my) {
    int x = (int) Math.floor(mx);
    int y = (int) Math.floor(my);
    if (x < 0 || y < 0 || x + 1 >= moving.width() || y + 1 >= moving.height()) {
      return;
    }
    int j = y * moving.width() + x;
    int below = j + moving.width();
    float[] k = moving.weights();
    double w =
        fixed.weights()[i] * Math.min(Math.min(k[j], k[j + 1]), Math.min(k[below], k[below + 1]));
    if (w > 0) {
      double fx = mx - x;
      double fy = my - y;
      for (int c = 0; c < 3; c++) {
        float[] f = from[c];
        double value =
            (1 - fy) * ((1 - fx) * f[j] + fx * f[j + 1])
                + fy * ((1 - fx) * f[below] + fx * f[below + 1]);
        double other = to[c][i];
        double[] s = sums[c];
        s[0] += w;
        s[1] += w * value;
        s[2] += w * other;
        s[3] += w * value * value;
        s[4] += w * other * other;
        s[5] += w * value * other;
      }
    }
  }

  private static double correlation(double[] s) {
    double a = s[3] - s[1] * s[1] / s[0];
    double b = s[4] - s[2] * s[2] / s[0];
    double ab = s[5] - s[1] * s[2] / s[0];
    return a > 1e-9 && b > 1e-9 ? ab / Math.sqrt(a * b) : 0;
  }
}
