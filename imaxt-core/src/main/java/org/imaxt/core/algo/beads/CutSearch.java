package org.imaxt.core.algo.beads;

import java.util.Arrays;

/**
 * The straight edge that explains best what a bead lacks: on its one side the pixels of the bead's
 * circle follow the profile, on the other the background. All directions are tried, and in each of
 * them all places, by running sums.
 */
final class CutSearch {
  private static final int DIRECTIONS = 72;

  /** Steps to either side by which the best direction is then bettered. */
  private static final int FINER = 4;

  /** Residual in σ beyond which a pixel is no more against a side than it is. */
  private static final double MOST = 6;

  /** By how much an edge must lower the sum of squares: that of the two numbers it is made of. */
  private static final double LEAST_GAIN = 60;

  private final BeadModel model;
  private final BeadState state;
  private final int[] inside;
  private final double[] gain;

  /**
   * A search.
   *
   * @param model all pixels round the bead, its residuals those of the state
   * @param state the profile
   */
  CutSearch(BeadModel model, BeadState state) {
    this.model = model;
    this.state = state;
    this.inside = inside(model, state);
    this.gain = new double[inside.length];
    for (int k = 0; k < gain.length; k++) {
      gain[k] = square(model.residual[inside[k]]) - square(dark(inside[k]));
    }
  }

  private static int[] inside(BeadModel model, BeadState s) {
    int[] found = new int[model.pixels.length];
    int n = 0;
    for (int k = 0; k < found.length; k++) {
      double r = Math.hypot(x(model, k) - s.x(), y(model, k) - s.y());
      if (r < s.rho()) {
        found[n++] = k;
      }
    }
    return Arrays.copyOf(found, n);
  }

  private static double x(BeadModel model, int k) {
    return model.patch.xUm(model.pixels[k]);
  }

  private static double y(BeadModel model, int k) {
    return model.patch.yUm(model.pixels[k]);
  }

  /** Residual over σ of a pixel that shows the background. */
  private double dark(int k) {
    double dx = x(model, k) - state.x();
    double dy = y(model, k) - state.y();
    double background = state.background() + state.slopeX() * dx + state.slopeY() * dy;
    int pixel = model.pixels[k];
    double variance = model.noise.variance(background, model.patch.confidence(pixel));
    return (model.patch.value(pixel) - background) / Math.sqrt(variance);
  }

  private static double square(double residual) {
    double r = Math.min(MOST, Math.abs(residual));
    return r * r;
  }

  /** The best edge; none if what lies beyond it is as well explained by the bead. */
  Cut best() {
    double step = 2 * Math.PI / DIRECTIONS;
    Split best = new Split(0, Double.POSITIVE_INFINITY, LEAST_GAIN);
    for (int i = 0; i < DIRECTIONS; i++) {
      best = better(best, i * step);
    }
    double coarse = best.angle;
    for (int i = -FINER; i <= FINER; i++) {
      best = better(best, coarse + i * step / (FINER + 1));
    }
    boolean none = best.at == Double.POSITIVE_INFINITY;
    return none ? Cut.NONE : new Cut(Math.cos(best.angle), Math.sin(best.angle), best.at);
  }

  /** Where an edge of some direction is best, and what it gains. */
  private record Split(double angle, double at, double gain) {}

  private Split better(Split than, double angle) {
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    double[][] sorted = new double[inside.length][];
    for (int k = 0; k < sorted.length; k++) {
      sorted[k] = new double[] {cos * x(model, inside[k]) + sin * y(model, inside[k]), gain[k]};
    }
    Arrays.sort(sorted, (a, b) -> Double.compare(b[0], a[0]));
    Split best = than;
    double sum = 0;
    for (int k = 0; k < sorted.length; k++) {
      sum += sorted[k][1];
      if (sum > best.gain) {
        double next = k + 1 < sorted.length ? sorted[k + 1][0] : sorted[k][0];
        best = new Split(angle, 0.5 * (sorted[k][0] + next), sum);
      }
    }
    return best;
  }

  /** Mean square residual against the background beyond an edge; 0 where there are few pixels. */
  double darkness(Cut cut, double marginUm) {
    double sum = 0;
    int n = 0;
    for (int k : inside) {
      if (cut.beyondUm(x(model, k), y(model, k)) > marginUm) {
        sum += square(dark(k));
        n++;
      }
    }
    return n < 5 ? 0 : sum / n;
  }
}
