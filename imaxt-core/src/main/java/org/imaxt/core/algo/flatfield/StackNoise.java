package org.imaxt.core.algo.flatfield;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.imaxt.core.algo.numeric.Cholesky;

/**
 * How far the mean of a stack strays from the gain: what halves of its sites differ by.
 *
 * <p>Structure of the specimen is coarse as well as fine, so noise is told by scale: a variance for
 * the Legendre coefficients of each band of degrees, and one for a bin of one site beyond, measured
 * on blocks of bins so that structure wider than a bin is in it.
 *
 * @param coefficients variance of each Legendre coefficient of the mean of all sites
 * @param bin variance of a bin of one site
 */
record StackNoise(double[] coefficients, double bin) {

  /** Ways of halving the sites: the bits of their numbers, which are orthogonal contrasts. */
  private static final int HALVINGS = 4;

  /** Bins along the side of a block: half a wave of the shortest ripple looked for. */
  private static final int BLOCK = 5;

  private static final int[] BANDS = {1, 3, 5, 8, 21};

  /** Smallest variance of a bin: below it, the optics themselves drift. */
  private static final double LEAST_BIN = 1e-6;

  /** Weight of a flat prior against the bins, so that a half that misses an area can be solved. */
  private static final double RIDGE = 1e-3;

  /** A coefficient that the ridge decides by more than this says nothing. */
  private static final double LEAST_SHARE = 0.3;

  /**
   * Measures.
   *
   * @param sites residuals of the sites, log gain, NaN where they show nothing; at least two
   * @param trim fraction of sites trimmed at either end
   * @param degree degree of the series
   * @param design Legendre terms at each bin
   * @param grid bins
   * @return the noise of the mean of all
   */
  static StackNoise of(
      List<double[]> sites, double trim, int degree, double[][] design, CoarseTile.Grid grid) {
    List<Half> halves = new ArrayList<>();
    double bin = 0;
    for (int bit = 0; bit < HALVINGS && 1 << bit < sites.size(); bit++) {
      Half half = new Half(sites, bit, trim, design);
      bin += half.blockVariance(grid, LegendreSurface.count(degree));
      halves.add(half);
    }
    bin = Math.max(LEAST_BIN, bin / Math.max(1, halves.size()));
    double[] sums = new double[BANDS.length];
    int[] counts = new int[BANDS.length];
    int[] degrees = LegendreSurface.degrees(degree);
    for (Half half : halves) {
      half.addVariances(bin, degrees, sums, counts);
    }
    double[] coefficients = new double[degrees.length];
    for (int i = 0; i < coefficients.length; i++) {
      int band = band(degrees[i]);
      coefficients[i] = Math.max(0, sums[band] / Math.max(1, counts[band]));
    }
    return new StackNoise(coefficients, bin);
  }

  private static int band(int degree) {
    int band = 0;
    while (degree >= BANDS[band + 1]) {
      band++;
    }
    return band;
  }

  /** Difference between two halves of the sites. */
  private static final class Half {
    private final double[] weights;
    private final double[] residuals;
    private final double[] solution;
    private final double[][] inverse;
    private final double[][] matrix;

    Half(List<double[]> sites, int bit, double trim, double[][] design) {
      SiteMeans one = SiteMeans.of(part(sites, bit, 0), trim);
      SiteMeans other = SiteMeans.of(part(sites, bit, 1), trim);
      weights = new double[design.length];
      residuals = new double[design.length];
      double total = 0;
      for (int p = 0; p < weights.length; p++) {
        if (one.weights()[p] > 0 && other.weights()[p] > 0) {
          weights[p] = 1 / (1 / one.weights()[p] + 1 / other.weights()[p]);
          residuals[p] = one.values()[p] - other.values()[p];
          total += weights[p];
        }
      }
      double[][] rows = Observations.without(design, residuals, weights);
      GainEquations equations = GainEquations.of(rows, residuals, weights);
      double[] ridge = new double[equations.right().length];
      Arrays.fill(ridge, RIDGE * total + 1e-9);
      Cholesky factor = Cholesky.of(equations.matrix(), ridge);
      solution = factor.solve(equations.right());
      inverse = factor.inverse();
      matrix = equations.matrix();
      for (int p = 0; p < residuals.length; p++) {
        residuals[p] = weights[p] == 0 ? 0 : residuals[p] - GainEquations.dot(rows[p], solution);
      }
    }

    private static List<double[]> part(List<double[]> sites, int bit, int value) {
      List<double[]> some = new ArrayList<>();
      for (int i = 0; i < sites.size(); i++) {
        if ((i >> bit & 1) == value) {
          some.add(sites.get(i));
        }
      }
      return some;
    }

    double blockVariance(CoarseTile.Grid grid, int fitted) {
      double sum = 0;
      int blocks = 0;
      for (int y = 0; y + BLOCK <= grid.rows(); y += BLOCK) {
        for (int x = 0; x + BLOCK <= grid.columns(); x += BLOCK) {
          double weighted = 0;
          double weight = 0;
          for (int i = 0; i < BLOCK * BLOCK; i++) {
            int p = (y + i / BLOCK) * grid.columns() + x + i % BLOCK;
            weighted += weights[p] * residuals[p];
            weight += weights[p];
          }
          if (weight > 0) {
            sum += weighted * weighted / weight;
            blocks++;
          }
        }
      }
      // The fit takes its share of what blocks show, more than half of it where they are few.
      return sum / Math.max(1, Math.max(blocks - fitted, 0.4 * blocks));
    }

    void addVariances(double bin, int[] degrees, double[] sums, int[] counts) {
      for (int i = 0; i < degrees.length; i++) {
        double share = 0;
        double white = 0;
        for (int j = 0; j < degrees.length; j++) {
          share += inverse[i][j] * matrix[j][i];
          white += inverse[i][j] * GainEquations.dot(matrix[j], inverse[i]);
        }
        if (share > LEAST_SHARE) {
          // Halves differ by four times the variance of the mean of all.
          double excess = solution[i] * solution[i] - bin * white;
          sums[band(degrees[i])] += excess / (share * share) / 4;
          counts[band(degrees[i])]++;
        }
      }
    }
  }
}
