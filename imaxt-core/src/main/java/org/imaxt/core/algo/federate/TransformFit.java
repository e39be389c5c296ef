package org.imaxt.core.algo.federate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.imaxt.core.algo.numeric.Cholesky;

/**
 * Fits transforms to pairs of beads: robust (Student's t of six degrees of freedom, by
 * re-weighting), each model judged by what it predicts of the pair left out.
 *
 * <p>Scales are held near 1 and shear near 0 by a prior ({@link Stretching}), which matters with
 * few beads only, where it keeps errors honest.
 */
public final class TransformFit {

  private static final int ITERATIONS = 12;
  private static final double TAIL = 6;

  /**
   * A model with fewer unknowns must predict so much better: the prior holds the affine where beads
   * do not, and few pairs left out say little.
   */
  private static final double WORTH = 0.7;

  /** Residual that is assumed before any is seen, µm, and what it weighs in residuals. */
  private static final double USUAL_UM = 1.5;

  private static final double USUAL_WEIGHT = 2;

  private final List<BeadPair> pairs;
  private final TransformModel model;
  private final Stretching prior;
  private final double sign;
  private final double cx;
  private final double cy;
  private final double[] values;
  private final double[] weight;
  private double variance = USUAL_UM * USUAL_UM;
  private double[][] columns;
  private Cholesky normal;

  private TransformFit(List<BeadPair> pairs, TransformModel model, Affine start, Stretching prior) {
    this.pairs = pairs;
    this.model = model;
    this.prior = prior;
    sign = start.mirrors() ? -1 : 1;
    cx = pairs.stream().mapToDouble(BeadPair::fromX).average().orElse(0);
    cy = pairs.stream().mapToDouble(BeadPair::fromY).average().orElse(0);
    Affine own = new Affine(sign, 0, cx, 0, 1, cy).then(start);
    double angle = Math.atan2(own.c() - own.b(), own.a() + own.d());
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    values =
        model == TransformModel.TRANSLATION
            ? new double[] {own.a(), own.b(), own.txUm(), own.c(), own.d(), own.tyUm()}
            : new double[] {cos, -sin, own.txUm(), sin, cos, own.tyUm()};
    weight = new double[pairs.size()];
  }

  /**
   * Fits the model that predicts beads best.
   *
   * @param pairs beads of source and target
   * @param start an affine that is nearly right; its mirror state is kept, for a single pair its
   *     linear part too
   * @param prior what may stretch the source against the target
   * @return the transform, or why there is none
   */
  public static TransformOutcome fit(List<BeadPair> pairs, Affine start, Stretching prior) {
    FittedTransform best = null;
    TransformModel[] models = TransformModel.values();
    for (int m = models.length - 1; m >= 0; m--) {
      boolean few = pairs.size() < models[m].leastBeads();
      boolean surpassed = models[m] == TransformModel.TRANSLATION && best != null;
      if (!few && !surpassed) {
        FittedTransform fitted = fit(pairs, start, models[m], prior);
        if (best == null || fitted.leaveOneOutRmsUm() < WORTH * best.leaveOneOutRmsUm()) {
          best = fitted;
        }
      }
    }
    if (best == null) {
      return new TransformOutcome.Refused("no bead is paired");
    }
    String doubt = Plausible.doubt(best.affine());
    return doubt.isEmpty()
        ? new TransformOutcome.Fitted(best)
        : new TransformOutcome.Refused(doubt);
  }

  /**
   * Fits one model.
   *
   * @param pairs beads of source and target, at least as many as the model needs
   * @param start an affine that is nearly right
   * @param model what may change
   * @param prior what may stretch the source against the target
   * @return the transform with its errors
   */
  public static FittedTransform fit(
      List<BeadPair> pairs, Affine start, TransformModel model, Stretching prior) {
    if (pairs.size() < model.leastBeads()) {
      throw new IllegalArgumentException(
          "model %s needs %d beads, got %d".formatted(model, model.leastBeads(), pairs.size()));
    }
    TransformFit fit = new TransformFit(pairs, model, start, prior);
    for (int k = 0; k < ITERATIONS; k++) {
      fit.step();
    }
    return fit.result();
  }

  private double u(int i) {
    return sign * (pairs.get(i).fromX() - cx);
  }

  private double v(int i) {
    return pairs.get(i).fromY() - cy;
  }

  private double dx(int i) {
    return pairs.get(i).toX() - values[0] * u(i) - values[1] * v(i) - values[2];
  }

  private double dy(int i) {
    return pairs.get(i).toY() - values[3] * u(i) - values[4] * v(i) - values[5];
  }

  /** How the six coefficients change with the model's unknowns, one row an unknown. */
  private double[][] columns() {
    double[] shiftX = {0, 0, 1, 0, 0, 0};
    double[] shiftY = {0, 0, 0, 0, 0, 1};
    double[] turn = {values[1], -values[0], 0, values[0], -values[3], 0};
    return switch (model) {
      case TRANSLATION -> new double[][] {shiftX, shiftY};
      case RIGID -> new double[][] {shiftX, shiftY, turn};
      case SIMILARITY -> new double[][] {shiftX, shiftY, {0, -1, 0, 1, 0, 0}, {1, 0, 0, 0, 1, 0}};
      case AFFINE -> {
        double[][] all = new double[6][6];
        for (int i = 0; i < 6; i++) {
          all[i][i] = 1;
        }
        yield all;
      }
    };
  }

  /** Change of a pair's x (or y) in the target with each unknown. */
  private double[] row(int i, int axis) {
    return rowAt(u(i), v(i), axis);
  }

  private double[] rowAt(double u, double v, int axis) {
    double[] out = new double[columns.length];
    for (int k = 0; k < out.length; k++) {
      double[] c = columns[k];
      out[k] = c[3 * axis] * u + c[3 * axis + 1] * v + c[3 * axis + 2];
    }
    return out;
  }

  /** One step of Gauss-Newton with weights and variance from the residuals so far. */
  private void step() {
    columns = columns();
    int m = columns.length;
    double[][] matrix = new double[m][m];
    double[] right = new double[m];
    for (int i = 0; i < weight.length; i++) {
      double odd = (dx(i) * dx(i) + dy(i) * dy(i)) / variance;
      weight[i] = (TAIL + 2) / (TAIL + odd) / variance;
      for (int axis = 0; axis < 2; axis++) {
        add(matrix, right, row(i, axis), axis == 0 ? dx(i) : dy(i), weight[i]);
      }
    }
    addPrior(matrix, right);
    double[] ridge = new double[m];
    Arrays.fill(ridge, 1e-12);
    normal = Cholesky.of(matrix, ridge);
    double[] change = normal.solve(right);
    if (model == TransformModel.RIGID) {
      double angle = Math.atan2(values[3], values[0]) + change[2];
      values[0] = Math.cos(angle);
      values[1] = -Math.sin(angle);
      values[3] = Math.sin(angle);
      values[4] = Math.cos(angle);
      change[2] = 0;
    }
    for (int k = 0; k < m; k++) {
      for (int c = 0; c < 6; c++) {
        values[c] += change[k] * columns[k][c];
      }
    }
    variance = residualVariance();
  }

  private static void add(double[][] matrix, double[] right, double[] row, double rest, double w) {
    for (int i = 0; i < row.length; i++) {
      right[i] += w * row[i] * rest;
      for (int j = 0; j < row.length; j++) {
        matrix[i][j] += w * row[i] * row[j];
      }
    }
  }

  /** Scale about 1, axes of one scale, no shear. */
  private void addPrior(double[][] matrix, double[] right) {
    double angle = Math.atan2(values[3] - values[1], values[0] + values[4]);
    double cos = Math.cos(angle) / 2;
    double sin = Math.sin(angle) / 2;
    double[][] laws = {
      {cos, -sin, 0, sin, cos, 0}, {0.5, 0, 0, 0, -0.5, 0}, {0, 0.5, 0, 0.5, 0, 0}
    };
    double[] wanted = {1, 0, 0};
    double[] sigma = {prior.scale(), prior.uneven(), prior.uneven()};
    for (int l = 0; l < 3; l++) {
      double now = 0;
      double[] row = new double[columns.length];
      for (int c = 0; c < 6; c++) {
        now += laws[l][c] * values[c];
        for (int k = 0; k < row.length; k++) {
          row[k] += laws[l][c] * columns[k][c];
        }
      }
      add(matrix, right, row, wanted[l] - now, 1 / (sigma[l] * sigma[l]));
    }
  }

  private double residualVariance() {
    double sum = 0;
    for (int i = 0; i < weight.length; i++) {
      double square = dx(i) * dx(i) + dy(i) * dy(i);
      sum += Math.min(1, weight[i] * variance) * square;
    }
    double usual = USUAL_WEIGHT * USUAL_UM * USUAL_UM;
    int used = Math.max(0, 2 * pairs.size() - model.unknowns());
    return (sum + usual) / (used + USUAL_WEIGHT);
  }

  private FittedTransform result() {
    List<Double> out = new ArrayList<>();
    for (int i = 0; i < pairs.size(); i++) {
      out.add(leftOut(i));
    }
    double noise = pairs.stream().mapToDouble(p -> p.sigmaUm() * p.sigmaUm()).average().orElse(0);
    double[] us = new double[pairs.size()];
    double[] vs = new double[pairs.size()];
    double sum = 0;
    for (int i = 0; i < us.length; i++) {
      us[i] = u(i);
      vs[i] = v(i);
      sum += Math.min(1, weight[i] * variance) * (dx(i) * dx(i) + dy(i) * dy(i));
    }
    Bend law = Bend.of(us, vs, model.unknowns(), 0.5 * sum, noise);
    double shared = SharedBend.of(us, vs, weight, normal, this::rowAt);
    double bend = law.variance() * Math.max(0, 1 - 2 * shared);
    double taken = law.variance() * Math.max(0, 2 * shared - 1);
    Affine in = new Affine(sign, 0, -sign * cx, 0, 1, -cy);
    Affine affine =
        in.then(new Affine(values[0], values[1], values[2], values[3], values[4], values[5]));
    return new FittedTransform(
        affine,
        model,
        covariance(law, noise, taken),
        out,
        Math.sqrt(variance),
        Math.sqrt(bend),
        law.freedom());
  }

  /** (I − H)⁻¹ r for the pair's 2 × 2 block of the hat matrix. */
  private double leftOut(int i) {
    double[] x = row(i, 0);
    double[] y = row(i, 1);
    double[] nx = normal.solve(x);
    double[] ny = normal.solve(y);
    double a = 1 - weight[i] * dot(x, nx);
    double b = -weight[i] * dot(x, ny);
    double d = 1 - weight[i] * dot(y, ny);
    double det = Math.max(1e-9, a * d - b * b);
    double ex = (d * dx(i) - b * dy(i)) / det;
    double ey = (a * dy(i) - b * dx(i)) / det;
    return Math.hypot(ex, ey);
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** Of the coefficients in the source's own frame; what the model holds fixed counts as usual. */
  private double[][] covariance(Bend law, double noise, double taken) {
    double[][] inverse = unknownsCovariance(law, noise);
    double[][] own = new double[6][6];
    for (int k = 0; k < columns.length; k++) {
      for (int l = 0; l < columns.length; l++) {
        for (int i = 0; i < 6; i++) {
          for (int j = 0; j < 6; j++) {
            own[i][j] += columns[k][i] * inverse[k][l] * columns[l][j];
          }
        }
      }
    }
    take(own, taken, noise / pairs.size());
    addHeld(own);
    double[][] to = new double[6][6];
    for (int o = 0; o < 6; o += 3) {
      to[o][o] = sign;
      to[o + 1][o + 1] = 1;
      to[o + 2][o] = -sign * cx;
      to[o + 2][o + 1] = -cy;
      to[o + 2][o + 2] = 1;
    }
    return Sandwich.of(to, own);
  }

  /** Of the unknowns, from residuals that neighbours share, and from the prior. */
  private double[][] unknownsCovariance(Bend law, double noise) {
    int m = columns.length;
    double[][] middle = new double[m][m];
    addPrior(middle, new double[m]);
    for (int axis = 0; axis < 2; axis++) {
      double[][] rows = new double[pairs.size()][];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = row(i, axis);
      }
      for (int i = 0; i < rows.length; i++) {
        for (int j = 0; j < rows.length; j++) {
          double c =
              weight[i]
                  * weight[j]
                  * (law.variance() * Bend.alike(u(i) - u(j), v(i) - v(j)) + (i == j ? noise : 0));
          for (int a = 0; a < m; a++) {
            for (int b = 0; b < m; b++) {
              middle[a][b] += c * rows[i][a] * rows[j][b];
            }
          }
        }
      }
    }
    return Sandwich.of(normal.inverse(), middle);
  }

  /** Takes a variance that is none off those of the shifts. */
  private static void take(double[][] own, double variance, double least) {
    for (int shift = 2; shift < 6; shift += 3) {
      double now = own[shift][shift];
      double keep = now > 0 ? Math.sqrt(Math.min(1, Math.max(least, now - variance) / now)) : 1;
      for (int i = 0; i < 6; i++) {
        own[shift][i] *= keep;
        own[i][shift] *= keep;
      }
    }
  }

  private void addHeld(double[][] own) {
    if (model == TransformModel.AFFINE) {
      return;
    }
    double uneven = prior.uneven() * prior.uneven();
    double[][] laws = {
      {1, 0, 0, 0, -1, 0}, {0, 1, 0, 1, 0, 0}, {values[0], values[1], 0, values[3], values[4], 0}
    };
    double scale = model == TransformModel.SIMILARITY ? 0 : prior.scale() * prior.scale();
    double[] held = {uneven, uneven, scale};
    for (int l = 0; l < 3; l++) {
      for (int i = 0; i < 6; i++) {
        for (int j = 0; j < 6; j++) {
          own[i][j] += held[l] * laws[l][i] * laws[l][j];
        }
      }
    }
  }
}
