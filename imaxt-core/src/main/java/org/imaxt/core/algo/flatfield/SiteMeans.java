package org.imaxt.core.algo.flatfield;

import java.util.Arrays;
import java.util.List;

/**
 * Trimmed mean over sites at each bin.
 *
 * @param values the means, 0 where no site shows anything
 * @param weights number of sites that went into each
 */
record SiteMeans(double[] values, double[] weights) {

  /**
   * Averages.
   *
   * @param sites one image a site, NaN where it shows nothing
   * @param trim fraction left out at either end
   * @return the means
   */
  static SiteMeans of(List<double[]> sites, double trim) {
    int bins = sites.isEmpty() ? 0 : sites.get(0).length;
    double[] values = new double[bins];
    double[] weights = new double[bins];
    double[] sorted = new double[sites.size()];
    for (int p = 0; p < bins; p++) {
      int n = 0;
      for (double[] site : sites) {
        if (!Double.isNaN(site[p])) {
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
    }
    return new SiteMeans(values, weights);
  }
}
