package org.imaxt.core.algo.distortion;

import java.util.ArrayList;
import java.util.Arrays;
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
  private static final int HUBER_ROUNDS = 4;
  private static final double OUTLIER_SIGMAS = 5;
  private static final double HUBER_SIGMAS = 1.5;

  /** What is expected beyond third-order optics, µm. */
  private static final double BEYOND_UM = 1.5;

  /** Points a pair must have: fewer are used up by its own step. */
  private static final int LEAST_POINTS = 3;

  private final Distortion start;
  private final double priorUm;
  private final List<OverlapPoint> points;

  /** First point of each pair, and the end. */
  private final int[] pairs;

  /** Difference of the terms at both places, by axis and point, px for a coefficient of 1 µm. */
  private final double[][][] rows;

  private final double[][] differences;
  private final double[][] weights;

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
   * @return the distortion; the start if there is nothing to fit
   */
  public static Distortion fit(List<OverlapPoint> points, Distortion start, double priorUm) {
    return new DistortionFit(points, start, priorUm).run();
  }

  private Distortion run() {
    double[] corrections = new double[start.model().size()];
    for (int round = 0; round < ROUNDS && !points.isEmpty(); round++) {
      corrections = solve();
      reweight(corrections, round < HUBER_ROUNDS);
    }
    return start.withCoefficients(plus(start.coefficientsUm(), corrections));
  }

  private static List<Double> plus(List<Double> values, double[] corrections) {
    List<Double> sums = new ArrayList<>();
    for (int k = 0; k < corrections.length; k++) {
      sums.add(values.get(k) + corrections[k]);
    }
    return sums;
  }

  private double[] solve() {
    int n = start.model().size();
    double[] priors = new double[n];
    Arrays.fill(priors, priorUm);
    LeastSquares system = new LeastSquares(priors);
    double[] row = new double[n];
    for (int pair = 0; pair < pairs.length - 1; pair++) {
      for (int axis = 0; axis < 2; axis++) {
        double[] meanRow = mean(pair, axis, rows[axis]);
        double mean = mean(pair, axis, differences[axis]);
        for (int i = pairs[pair]; i < pairs[pair + 1]; i++) {
          for (int k = 0; k < n; k++) {
            row[k] = rows[axis][i][k] - meanRow[k];
          }
          system.add(row, mean - differences[axis][i], weights[axis][i]);
        }
      }
    }
    expectThirdOrder(system);
    LeastSquares.Fit fit = system.solve();
    double[] values = new double[n];
    for (int k = 0; k < n; k++) {
      values[k] = fit.value(k);
    }
    return values;
  }

  /** Expects little beyond third-order optics. */
  private void expectThirdOrder(LeastSquares system) {
    double[] there = start.coefficientsUm().stream().mapToDouble(Double::doubleValue).toArray();
    for (double[] row : DistortionPrior.beyondThirdOrder(start.model())) {
      system.add(row, -product(row, there), 1 / (BEYOND_UM * BEYOND_UM));
    }
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

  private double mean(int pair, int axis, double[] of) {
    double sum = 0;
    double total = 0;
    for (int i = pairs[pair]; i < pairs[pair + 1]; i++) {
      total += weights[axis][i];
      sum += weights[axis][i] * of[i];
    }
    return total > 0 ? sum / total : 0;
  }

  /** What is left along an axis, the weighted mean of each pair taken out. */
  private double[] residuals(int axis, double[] corrections) {
    double[] left = new double[points.size()];
    for (int i = 0; i < left.length; i++) {
      left[i] = differences[axis][i] + product(rows[axis][i], corrections);
    }
    for (int pair = 0; pair < pairs.length - 1; pair++) {
      double mean = mean(pair, axis, left);
      for (int i = pairs[pair]; i < pairs[pair + 1]; i++) {
        left[i] -= mean;
      }
    }
    return left;
  }

  private void reweight(double[] corrections, boolean huber) {
    double[] x = residuals(0, corrections);
    double[] y = residuals(1, corrections);
    double[] both = Arrays.copyOf(x, 2 * x.length);
    System.arraycopy(y, 0, both, x.length, y.length);
    double[] variances = new double[both.length];
    for (int i = 0; i < x.length; i++) {
      variances[i] = square(points.get(i).sigmaX());
      variances[x.length + i] = square(points.get(i).sigmaY());
    }
    double[] sorted = variances.clone();
    Arrays.sort(sorted);
    double common =
        Math.max(0, square(RobustScale.sigmaAbout(0, both)) - sorted[sorted.length / 2]);
    for (int i = 0; i < x.length; i++) {
      double vx = variances[i] + common;
      double vy = variances[x.length + i] + common;
      double t = Math.sqrt(0.5 * (square(x[i]) / vx + square(y[i]) / vy));
      double u = t / OUTLIER_SIGMAS;
      double share = u < 1 ? square(1 - u * u) : 0;
      if (huber) {
        share = t <= HUBER_SIGMAS ? 1 : HUBER_SIGMAS / t;
      }
      weights[0][i] = share / vx;
      weights[1][i] = share / vy;
    }
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
