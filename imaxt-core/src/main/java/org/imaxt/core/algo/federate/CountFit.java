package org.imaxt.core.algo.federate;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * A bell over a level, fitted to the number of pairs against depth: for the report; sections are
 * decided otherwise.
 *
 * @param heightBeads height over the level
 * @param middleUm z of the middle, cube frame, µm
 * @param sigmaUm standard deviation, µm
 * @param levelBeads pairs by chance
 */
public record CountFit(double heightBeads, double middleUm, double sigmaUm, double levelBeads)
    implements Serializable {

  private static final double STEP_UM = 1;
  private static final double LEAST_SIGMA_UM = 8;
  private static final double LARGEST_SIGMA_UM = 80;

  /**
   * Fits by least squares over a grid of middles and widths.
   *
   * @param counts at least four
   * @return the bell; empty for fewer counts or if it does not rise
   */
  public static Optional<CountFit> of(List<SectionCount> counts) {
    if (counts.size() < 4) {
      return Optional.empty();
    }
    int top = 0;
    for (int i = 0; i < counts.size(); i++) {
      top = counts.get(i).beads() > counts.get(top).beads() ? i : top;
    }
    double peak = counts.get(top).zUm();
    double least = Double.POSITIVE_INFINITY;
    CountFit best = null;
    for (double s = LEAST_SIGMA_UM; s <= LARGEST_SIGMA_UM; s *= 1.03) {
      for (double z = peak - 2 * LEAST_SIGMA_UM; z <= peak + 2 * LEAST_SIGMA_UM; z += STEP_UM) {
        CountFit fit = linear(counts, z, s);
        double cost = fit.cost(counts);
        if (cost < least && fit.heightBeads > 0) {
          least = cost;
          best = fit;
        }
      }
    }
    return Optional.ofNullable(best);
  }

  private static CountFit linear(List<SectionCount> counts, double z, double s) {
    double[] m = new double[5];
    for (SectionCount c : counts) {
      double g = bell(c.zUm(), z, s);
      m[0] += g * g;
      m[1] += g;
      m[2] += 1;
      m[3] += g * c.beads();
      m[4] += c.beads();
    }
    double det = m[0] * m[2] - m[1] * m[1];
    double height = det > 1e-9 ? (m[2] * m[3] - m[1] * m[4]) / det : 0;
    double level = Math.max(0, (m[4] - height * m[1]) / m[2]);
    height = level == 0 && m[0] > 0 ? m[3] / m[0] : height;
    return new CountFit(height, z, s, level);
  }

  private static double bell(double at, double z, double s) {
    return Math.exp(-0.5 * (at - z) * (at - z) / (s * s));
  }

  private double cost(List<SectionCount> counts) {
    return counts.stream().mapToDouble(c -> Math.pow(c.beads() - at(c.zUm()), 2)).sum();
  }

  /**
   * The fitted number at a depth.
   *
   * @param zUm z, cube frame, µm
   * @return pairs
   */
  public double at(double zUm) {
    return levelBeads + heightBeads * bell(zUm, middleUm, sigmaUm);
  }
}
