package org.imaxt.core.algo.flatfield;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * Fits a smooth log gain to the signal of a stack: a trimmed mean over sites at each bin, then a
 * penalised Legendre series. The weight of the data against the prior of smoothness comes from the
 * difference between halves of the sites in the lowest terms, where tissue is most easily taken for
 * illumination: few or similar sites give a stiff surface and do not imprint their structure.
 */
final class StackFit {

  /** Alternations between the levels of the tiles and the surface; they settle after three. */
  private static final int ROUNDS = 4;

  /** Largest total degree of the terms in which halves are compared. */
  private static final int COMPARED_DEGREE = 3;

  /** Ways of halving the sites: the bits of their numbers, which are orthogonal contrasts. */
  private static final int HALVINGS = 4;

  /** Smallest rms of a bin of one site: below it, the optics themselves drift. */
  private static final double LEAST_BIN_RMS = 0.01;

  private final int degree;
  private final double trim;
  private final double[][] terms;

  /**
   * The outcome of a fit.
   *
   * @param coefficients of the Legendre series of the log gain
   * @param normal equations of the fit, free of the constant, each bin of a site with its inverse
   *     variance
   * @param uncertainty expected rms error of the log gain over the tile
   */
  record Result(double[] coefficients, LegendreSurface.Normal normal, double uncertainty) {}

  /**
   * Prepares fits on a grid.
   *
   * @param grid bins
   * @param params degree and trimming
   */
  StackFit(CoarseTile.Grid grid, EstimateParams params) {
    degree = params.degree();
    trim = params.trim();
    terms = new double[grid.count()][LegendreSurface.count(degree)];
    for (int p = 0; p < terms.length; p++) {
      double s = 2 * grid.centreX(p) / grid.width() - 1;
      double t = 2 * grid.centreY(p) / grid.height() - 1;
      LegendreSurface.terms(degree, s, t, terms[p]);
    }
  }

  /**
   * Fits.
   *
   * @param stack signal of at least three sites
   * @return smooth log gain
   */
  Result fit(SignalStack stack) {
    double[] prior = LegendreSurface.priorPrecision(degree);
    double[] coefficients = new double[prior.length];
    LegendreSurface.Normal scaled = new LegendreSurface.Normal(prior.length);
    for (int round = 0; round < ROUNDS; round++) {
      List<double[]> sites = stack.siteResiduals(surface(coefficients));
      scaled = new LegendreSurface.Normal(prior.length);
      scaled.addScaled(new Mean(sites, prior.length).normal, 1 / binVariance(sites));
      prior = LegendreSurface.fittedPrior(degree, scaled);
      coefficients = scaled.solve(prior);
    }
    double uncertainty = Math.sqrt(scaled.inverse(prior).getTrace());
    return new Result(coefficients, scaled, uncertainty);
  }

  private double[] surface(double[] coefficients) {
    double[] values = new double[terms.length];
    for (int p = 0; p < values.length; p++) {
      values[p] = product(terms[p], coefficients);
    }
    return values;
  }

  /** Effective variance of a bin of one site, correlations between bins included. */
  private double binVariance(List<double[]> sites) {
    double sum = 0;
    int count = 0;
    for (int bit = 0; bit < HALVINGS && 1 << bit < sites.size(); bit++) {
      double[] ratios = halfDifferences(sites, bit);
      sum += Arrays.stream(ratios).sum();
      count += ratios.length;
    }
    return Math.max(LEAST_BIN_RMS * LEAST_BIN_RMS, sum / count);
  }

  /** Squared differences between two halves, each over what unit variance would give. */
  private double[] halfDifferences(List<double[]> sites, int bit) {
    int n = LegendreSurface.count(Math.min(degree, COMPARED_DEGREE));
    double[] weak = Arrays.copyOf(LegendreSurface.priorPrecision(degree), n);
    LegendreSurface.Normal one = new Mean(half(sites, bit, 0), n).normal;
    LegendreSurface.Normal other = new Mean(half(sites, bit, 1), n).normal;
    double[] a = one.solve(weak);
    double[] b = other.solve(weak);
    RealMatrix unit = one.inverse(weak).add(other.inverse(weak));
    double[] ratios = new double[n];
    for (int i = 0; i < n; i++) {
      ratios[i] = (a[i] - b[i]) * (a[i] - b[i]) / unit.getEntry(i, i);
    }
    return ratios;
  }

  private static List<double[]> half(List<double[]> sites, int bit, int value) {
    List<double[]> some = new ArrayList<>();
    for (int i = 0; i < sites.size(); i++) {
      if ((i >> bit & 1) == value) {
        some.add(sites.get(i));
      }
    }
    return some;
  }

  private static double product(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** Trimmed mean over sites at each bin, and the equations of its fit. */
  private final class Mean {
    private final double[] values = new double[terms.length];
    private final double[] weights = new double[terms.length];
    private final LegendreSurface.Normal normal;
    private double total;

    Mean(List<double[]> sites, int size) {
      double[] sorted = new double[sites.size()];
      for (int p = 0; p < values.length; p++) {
        int n = 0;
        for (double[] site : sites) {
          if (site[p] > Double.NEGATIVE_INFINITY) {
            sorted[n++] = site[p];
          }
        }
        Arrays.sort(sorted, 0, n);
        int cut = (int) (trim * n);
        for (int i = cut; i < n - cut; i++) {
          values[p] += sorted[i];
        }
        weights[p] = n - 2 * cut;
        values[p] = n == 0 ? 0 : values[p] / weights[p];
        total += weights[p];
      }
      normal = equations(size);
    }

    private LegendreSurface.Normal equations(int n) {
      double[] centre = new double[n];
      double level = 0;
      for (int p = 0; p < values.length; p++) {
        level += weights[p] * values[p];
        for (int i = 0; i < n; i++) {
          centre[i] += weights[p] * terms[p][i];
        }
      }
      LegendreSurface.Normal equations = new LegendreSurface.Normal(n);
      double[] row = new double[n];
      for (int p = 0; p < values.length; p++) {
        if (weights[p] > 0) {
          for (int i = 0; i < n; i++) {
            row[i] = terms[p][i] - centre[i] / total;
          }
          equations.add(row, values[p] - level / total, weights[p]);
        }
      }
      return equations;
    }
  }
}
