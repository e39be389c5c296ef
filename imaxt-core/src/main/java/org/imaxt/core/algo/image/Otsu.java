package org.imaxt.core.algo.image;

import java.util.Arrays;

/**
 * Splits numbers into two classes where the variance between them is largest (Otsu, IEEE Trans.
 * Syst. Man Cybern. 9 (1979) 62-66), exactly, on the sorted values.
 *
 * @param threshold halfway between the last of the lower and the first of the upper class
 * @param lowerMean mean of the lower class
 * @param upperMean mean of the upper class
 */
public record Otsu(double threshold, double lowerMean, double upperMean) {

  /**
   * Splits.
   *
   * @param values at least two numbers
   * @return the split; for equal numbers all lie in the upper class
   */
  public static Otsu of(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    double total = Arrays.stream(sorted).sum();
    double best = 0;
    double lower = 0;
    Otsu split = new Otsu(sorted[0], sorted[0], total / n);
    for (int k = 1; k < n; k++) {
      lower += sorted[k - 1];
      double low = lower / k;
      double high = (total - lower) / (n - k);
      double between = (double) k * (n - k) * (high - low) * (high - low);
      if (between > best && sorted[k] > sorted[k - 1]) {
        best = between;
        split = new Otsu(0.5 * (sorted[k - 1] + sorted[k]), low, high);
      }
    }
    return split;
  }

  /**
   * Splits a histogram of whole numbers.
   *
   * @param counts how often each number from 0 occurs
   * @return the split; where there are not two different numbers, all lie in the lower class and
   *     the threshold above it
   */
  public static Otsu ofHistogram(long[] counts) {
    double n = 0;
    double total = 0;
    int last = 0;
    for (int v = 0; v < counts.length; v++) {
      n += counts[v];
      total += (double) counts[v] * v;
      last = counts[v] > 0 ? v : last;
    }
    double mean = n > 0 ? total / n : 0;
    Otsu split = new Otsu(last + 1.0, mean, mean);
    double best = 0;
    double k = 0;
    double lower = 0;
    int before = -1;
    for (int v = 0; v < counts.length; v++) {
      if (counts[v] == 0) {
        continue;
      }
      if (k > 0) {
        double low = lower / k;
        double high = (total - lower) / (n - k);
        double between = k * (n - k) * (high - low) * (high - low);
        if (between > best) {
          best = between;
          split = new Otsu(0.5 * (before + v), low, high);
        }
      }
      k += counts[v];
      lower += (double) counts[v] * v;
      before = v;
    }
    return split;
  }
}
