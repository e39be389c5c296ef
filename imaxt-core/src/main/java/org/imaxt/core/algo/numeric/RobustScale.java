package org.imaxt.core.algo.numeric;

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
    return medianOf(values.clone());
  }

  private static double medianOf(double[] work) {
    int middle = work.length / 2;
    double upper = select(work, middle);
    if (work.length % 2 == 1) {
      return upper;
    }
    double lower = work[0];
    for (int i = 1; i < middle; i++) {
      lower = Math.max(lower, work[i]);
    }
    return 0.5 * (lower + upper);
  }

  /**
   * The value that sorting would put at a place (Hoare's Find, Commun. ACM 4 (1961) 321-322);
   * before it lie none that are larger. NaN is larger than all.
   */
  private static double select(double[] work, int place) {
    int to = withoutNaN(work) - 1;
    if (place > to) {
      return Double.NaN;
    }
    int from = 0;
    while (from < to) {
      double pivot = middleOf(work[from], work[(from + to) >>> 1], work[to]);
      int i = from;
      int j = to;
      while (i <= j) {
        while (work[i] < pivot) {
          i++;
        }
        while (work[j] > pivot) {
          j--;
        }
        if (i <= j) {
          double swapped = work[i];
          work[i++] = work[j];
          work[j--] = swapped;
        }
      }
      if (place <= j) {
        to = j;
      } else if (place >= i) {
        from = i;
      } else {
        break;
      }
    }
    return work[place];
  }

  private static double middleOf(double a, double b, double c) {
    return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
  }

  /** Moves NaN to the end and counts the others. */
  private static int withoutNaN(double[] work) {
    int n = work.length;
    for (int i = 0; i < n; ) {
      if (Double.isNaN(work[i])) {
        work[i] = work[--n];
        work[n] = Double.NaN;
      } else {
        i++;
      }
    }
    return n;
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
    if (deviations.length == 0) {
      throw new IllegalArgumentException("a spread needs at least one value, got none");
    }
    return SIGMA_PER_MAD * medianOf(deviations);
  }
}
