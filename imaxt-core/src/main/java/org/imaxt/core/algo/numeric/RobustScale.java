package org.imaxt.core.algo.numeric;

import java.util.Arrays;

/** Centre and spread of numbers of which some may be wild. */
public final class RobustScale {

  /** Standard deviation of a normal variable whose median absolute deviation is 1. */
  public static final double SIGMA_PER_MAD = 1.4826022185056018;

  private RobustScale() {}

  /**
   * The median; for an even count the mean of the middle two.
   *
   * @param values at least one number; not altered
   * @return the median
   * @throws IllegalArgumentException if there are no values
   */
  public static double median(double... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("a median needs at least one value, got none");
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : 0.5 * (sorted[middle - 1] + sorted[middle]);
  }

  /**
   * Standard deviation from the median absolute deviation about the median.
   *
   * @param values at least one number; not altered
   * @return 1.4826 times the median absolute deviation
   * @throws IllegalArgumentException if there are no values
   */
  public static double sigma(double... values) {
    return sigmaAbout(median(values), values);
  }

  /**
   * Standard deviation from the median absolute deviation about a known centre.
   *
   * @param centre the centre
   * @param values at least one number; not altered
   * @return 1.4826 times the median of |value - centre|
   * @throws IllegalArgumentException if there are no values
   */
  public static double sigmaAbout(double centre, double... values) {
    double[] deviations = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      deviations[i] = Math.abs(values[i] - centre);
    }
    return SIGMA_PER_MAD * median(deviations);
  }
}
