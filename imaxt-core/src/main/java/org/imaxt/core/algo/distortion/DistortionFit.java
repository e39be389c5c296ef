package org.imaxt.core.algo.distortion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.imaxt.core.algo.numeric.LeastSquares;
import org.imaxt.core.algo.numeric.RobustScale;
import org.imaxt.core.model.Distortion;
import org.imaxt.core.model.DistortionModel;

/**
 * Fits the non-linear part of a distortion to corresponding places in overlaps: robust linear least
 * squares with one free step a pair of tiles.
 *
 * <p>A linear magnification changes all steps of an overlap alike and cannot be told from a step of
 * the stage here; it is taken as given. Points are re-weighted by Tukey's biweight, and an error
 * common to all points is added to their own.
 */
public final class DistortionFit {

  private static final int ROUNDS = 12;
  private static final double HUBER_ROUNDS = 4;
  private static final double OUTLIER_SIGMAS = 5;
  private static final double HUBER_SIGMAS = 1.5;

  /** Points a pair must have: fewer are used up by its own step. */
  private static final int LEAST_POINTS = 3;

  private static final int FOLDS = 5;

  private final Distortion start;
  private final double priorUm;
  private final List<OverlapPoint> points;

  /** First point of each pair, and the end. */
  private final int[] pairs;

  /** Difference of the terms at both places, by axis and point, px for a coefficient of 1 µm. */
  private final double[][][] rows;

  private final double[][] differences;
  private final double[][] weights;
  private double common;

  /**
   * What is left at a point when the pair's own step is taken out.
   *
   * @param point the point
   * @param xPx left along x, px
   * @param yPx left along y, px
   * @param outlier whether the fit gave it no weight
   */
  public record Residual(OverlapPoint point, double xPx, double yPx, boolean outlier) {}

  /**
   * A fit.
   *
   * @param distortion the distortion, with the magnifications of the start
   * @param sigmasUm standard error of each coefficient, µm
   * @param commonErrorPx error of a point along an axis beside its own, px
   * @param pairs pairs of tiles used
   * @param beforePx root mean square along an axis of what is left without the non-linear terms, px
   * @param afterPx the same with them, px
   * @param heldOutPx the same at pairs that the fit did not see, px
   * @param heldOut residuals of all points, each from a fit that did not see its pair
   */
  public record Result(
      Distortion distortion,
      double[] sigmasUm,
      double commonErrorPx,
      int pairs,
      double beforePx,
      double afterPx,
      double heldOutPx,
      List<Residual> heldOut) {}

  private DistortionFit(List<OverlapPoint> unordered, Distortion start, double priorUm) {
    this.start = start;
    this.priorUm = priorUm;
    List<OverlapPoint> sorted = new ArrayList<>(unordered);
    sorted.sort((p, q) -> Integer.compare(p.pair(), q.pair()));
    this.points = new ArrayList<>();
    List<Integer> firsts = new ArrayList<>();
    for (int from = 0, to; from < sorted.size(); from = to) {
      to = from;
      while (to < sorted.size() && sorted.get(to).pair() == sorted.get(from).pair()) {
        to++;
      }
      if (to - from >= LEAST_POINTS) {
        firsts.add(points.size());
        points.addAll(sorted.subList(from, to));
      }
    }
    firsts.add(points.size());
    this.pairs = firsts.stream().mapToInt(i -> i).toArray();
    this.rows = new double[2][points.size()][start.model().size()];
    this.differences = new double[2][points.size()];
    this.weights = new double[2][points.size()];
    for (int i = 0; i < points.size(); i++) {
      prepare(i);
    }
  }

  private void prepare(int i) {
    OverlapPoint p = points.get(i);
    DistortionModel model = start.model();
    double half = start.halfSidePx();
    double[][] at = new double[4][model.size()];
    double cx = 0.5 * start.widthPx();
    double cy = 0.5 * start.heightPx();
    model.terms((p.ua() - cx) / half, (p.va() - cy) / half, at[0], at[1]);
    model.terms((p.ub() - cx) / half, (p.vb() - cy) / half, at[2], at[3]);
    for (int k = 0; k < model.size(); k++) {
      rows[0][i][k] = (at[0][k] - at[2][k]) / start.pixelSizeUm();
      rows[1][i][k] = (at[1][k] - at[3][k]) / start.pixelSizeUm();
    }
    double[] first = new double[2];
    double[] second = new double[2];
    start.ideal(p.ua(), p.va(), first);
    start.ideal(p.ub(), p.vb(), second);
    differences[0][i] = first[0] - second[0];
    differences[1][i] = first[1] - second[1];
    weights[0][i] = 1 / square(p.sigmaX());
    weights[1][i] = 1 / square(p.sigmaY());
  }

  /**
   * Fits.
   *
   * @param points corresponding places; pairs of fewer than three points are ignored
   * @param start gives the model, the size of the image, the magnifications and the coefficients
   *     that are expected
   * @param priorUm how far coefficients are expected to be from those of the start, so that few
   *     overlaps invent nothing, µm
   * @return the fit; the coefficients of the start if there is nothing to fit
   */
  public static Result fit(List<OverlapPoint> points, Distortion start, double priorUm) {
    return new DistortionFit(points, start, priorUm).run();
  }

  private Result run() {
    double[] none = start.coefficientsUm().stream().mapToDouble(c -> -c).toArray();
    double[] coefficients = none;
    for (int round = 0; round < ROUNDS && !points.isEmpty(); round++) {
      coefficients = solve(-1).coefficients();
      reweight(coefficients, round < HUBER_ROUNDS);
    }
    Solved last = solve(-1);
    List<Residual> heldOut = new ArrayList<>();
    for (int fold = 0; fold < FOLDS; fold++) {
      double[] others = solve(fold).coefficients();
      for (int pair = fold; pair < pairs.length - 1; pair += FOLDS) {
        heldOut.addAll(residuals(pair, others));
      }
    }
    return new Result(
        new Distortion(
            start.model(),
            start.widthPx(),
            start.heightPx(),
            start.pixelSizeUm(),
            start.magnificationX(),
            start.magnificationY(),
            plus(start.coefficientsUm(), last.coefficients())),
        last.sigmas(),
        common,
        pairs.length - 1,
        rms(all(none)),
        rms(all(last.coefficients())),
        rms(heldOut),
        Collections.unmodifiableList(heldOut));
  }

  private static List<Double> plus(List<Double> values, double[] corrections) {
    List<Double> sums = new ArrayList<>();
    for (int k = 0; k < corrections.length; k++) {
      sums.add(values.get(k) + corrections[k]);
    }
    return sums;
  }

  private List<Residual> all(double[] coefficients) {
    List<Residual> out = new ArrayList<>();
    for (int pair = 0; pair < pairs.length - 1; pair++) {
      out.addAll(residuals(pair, coefficients));
    }
    return out;
  }

  private record Solved(double[] coefficients, double[] sigmas) {}

  /** Solves for the coefficients from all pairs but those of a fold; −1 leaves none out. */
  private Solved solve(int fold) {
    int n = start.model().size();
    double[] priors = new double[n];
    Arrays.fill(priors, priorUm);
    LeastSquares system = new LeastSquares(priors);
    double[] row = new double[n];
    for (int pair = 0; pair < pairs.length - 1; pair++) {
      for (int axis = 0; axis < 2 && (fold < 0 || pair % FOLDS != fold); axis++) {
        double[] meanRow = mean(pair, axis, rows[axis]);
        double mean = mean(pair, axis);
        for (int i = pairs[pair]; i < pairs[pair + 1]; i++) {
          for (int k = 0; k < n; k++) {
            row[k] = rows[axis][i][k] - meanRow[k];
          }
          system.add(row, mean - differences[axis][i], weights[axis][i]);
        }
      }
    }
    LeastSquares.Fit fit = system.solve();
    double[] values = new double[n];
    double[] sigmas = new double[n];
    for (int k = 0; k < n; k++) {
      values[k] = fit.value(k);
      sigmas[k] = fit.sigma(k);
    }
    return new Solved(values, sigmas);
  }

  private double[] mean(int pair, int axis, double[][] of) {
    double[] sum = new double[start.model().size()];
    double total = 0;
    for (int i = pairs[pair]; i < pairs[pair + 1]; i++) {
      total += weights[axis][i];
      for (int k = 0; k < sum.length; k++) {
        sum[k] += weights[axis][i] * of[i][k];
      }
    }
    for (int k = 0; k < sum.length; k++) {
      sum[k] = total > 0 ? sum[k] / total : 0;
    }
    return sum;
  }

  private double mean(int pair, int axis) {
    double sum = 0;
    double total = 0;
    for (int i = pairs[pair]; i < pairs[pair + 1]; i++) {
      total += weights[axis][i];
      sum += weights[axis][i] * differences[axis][i];
    }
    return total > 0 ? sum / total : 0;
  }

  /** What is left of each point of a pair, the weighted mean of the pair taken out. */
  private List<Residual> residuals(int pair, double[] coefficients) {
    int from = pairs[pair];
    int n = pairs[pair + 1] - from;
    double[][] left = new double[2][n];
    for (int axis = 0; axis < 2; axis++) {
      double sum = 0;
      double total = 0;
      for (int i = 0; i < n; i++) {
        left[axis][i] = differences[axis][from + i] + product(rows[axis][from + i], coefficients);
        sum += weights[axis][from + i] * left[axis][i];
        total += weights[axis][from + i];
      }
      for (int i = 0; i < n && total > 0; i++) {
        left[axis][i] -= sum / total;
      }
    }
    List<Residual> out = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      out.add(
          new Residual(points.get(from + i), left[0][i], left[1][i], weights[0][from + i] == 0));
    }
    return out;
  }

  private void reweight(double[] coefficients, boolean huber) {
    List<Residual> left = all(coefficients);
    double[] values = new double[2 * left.size()];
    double[] variances = new double[values.length];
    for (int i = 0; i < left.size(); i++) {
      Residual r = left.get(i);
      values[2 * i] = r.xPx();
      values[2 * i + 1] = r.yPx();
      variances[2 * i] = square(r.point().sigmaX());
      variances[2 * i + 1] = square(r.point().sigmaY());
    }
    double spread = RobustScale.sigmaAbout(0, values);
    double[] sorted = variances.clone();
    Arrays.sort(sorted);
    common = Math.sqrt(Math.max(0, spread * spread - sorted[sorted.length / 2]));
    for (int i = 0; i < left.size(); i++) {
      double vx = variances[2 * i] + common * common;
      double vy = variances[2 * i + 1] + common * common;
      double t = Math.sqrt(0.5 * (square(values[2 * i]) / vx + square(values[2 * i + 1]) / vy));
      double u = t / OUTLIER_SIGMAS;
      double share = u < 1 ? square(1 - u * u) : 0;
      if (huber) {
        share = t <= HUBER_SIGMAS ? 1 : HUBER_SIGMAS / t;
      }
      weights[0][i] = share / vx;
      weights[1][i] = share / vy;
    }
  }

  private static double rms(List<Residual> residuals) {
    double sum = 0;
    int count = 0;
    for (Residual r : residuals) {
      if (!r.outlier()) {
        sum += square(r.xPx()) + square(r.yPx());
        count += 2;
      }
    }
    return count == 0 ? 0 : Math.sqrt(sum / count);
  }

  private static double product(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double square(double value) {
    return value * value;
  }
}
