package org.imaxt.core.algo.distortion;

import java.util.List;

/**
 * Standard errors from how fits differ that each leave out one group of the data (Tukey, Ann. Math.
 * Stat. 29 (1958) 614; Efron and Stein, Ann. Stat. 9 (1981) 586-596).
 *
 * <p>They are what the data scatter, noise that neighbouring pixels share included. What a prior
 * draws all fits towards alike is not in them.
 */
public final class Jackknife {

  private Jackknife() {}

  /**
   * Standard error of a sum of coefficients.
   *
   * @param fits coefficients of each fit, groups of about the same size left out; two at least
   * @param slope by what each coefficient is multiplied
   * @return the standard error, units of the sum
   */
  public static double sigma(List<double[]> fits, double[] slope) {
    if (fits.size() < 2) {
      throw new IllegalArgumentException(
          "a jackknife needs at least 2 fits, got %s".formatted(fits.size()));
    }
    double[] values = fits.stream().mapToDouble(coefficients -> dot(coefficients, slope)).toArray();
    double mean = 0;
    for (double value : values) {
      mean += value / values.length;
    }
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return Math.sqrt(squares * (values.length - 1) / values.length);
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }
}
