package org.imaxt.core.algo.register;

import java.util.Arrays;

/**
 * Standard errors of the shifts along one axis for the weights that were used, whatever they are.
 *
 * <p>The shifts are linear in the detections' coordinates: shift = N⁻¹·Σ b·x, where a detection of
 * weight w in a bead of total weight W pulls its own section by −w and every section of the bead by
 * w·w'/W. With M = Σ σ²·b·bᵀ over detections and over the errors that all detections of a tile
 * share (their b added up first), the covariance is N⁻¹·M·N⁻¹. Tiles of which the mean error is
 * zero lack the error that moves a section as a whole.
 */
final class ShiftErrors {

  private final BeadEquations equations;
  private final double[] weight;
  private final double[][] scatter;

  /**
   * Gathers all errors.
   *
   * @param weight weight of each detection
   * @param own variance of each detection by itself, without its tile, µm²
   * @param held variance that the held mean of tiles takes off each section, µm²
   */
  ShiftErrors(BeadEquations equations, double[] weight, double[] own, double[] held) {
    this.equations = equations;
    this.weight = weight;
    this.scatter = new double[held.length][held.length];
    double[] totals = new double[equations.beads];
    for (int b = 0; b < totals.length; b++) {
      totals[b] = equations.total(b, weight);
    }
    double[] pull = new double[held.length];
    for (int b = 0; b < totals.length; b++) {
      for (int i = equations.start[b]; i < equations.start[b + 1]; i++) {
        add(pull, i, b, totals[b]);
        take(pull, own[i]);
      }
    }
    for (int[] group : equations.groupMembers()) {
      for (int i : group) {
        add(pull, i, equations.beadOf(i), totals[equations.beadOf(i)]);
      }
      double tile = equations.detections[group[0]].tileSigmaUm();
      take(pull, tile * tile);
    }
    for (int[] section : equations.sectionMembers(held.length)) {
      for (int i : section) {
        add(pull, i, equations.beadOf(i), totals[equations.beadOf(i)]);
      }
      if (section.length > 0) {
        take(pull, -held[equations.section[section[0]]]);
      }
    }
  }

  /** Adds what a detection pulls. */
  private void add(double[] pull, int detection, int bead, double total) {
    double w = weight[detection];
    pull[equations.section[detection]] -= w;
    for (int j = equations.start[bead]; j < equations.start[bead + 1]; j++) {
      pull[equations.section[j]] += w * weight[j] / total;
    }
  }

  /** Adds the scatter of what was gathered and clears it. */
  private void take(double[] pull, double variance) {
    int first = 0;
    int last = pull.length - 1;
    while (first <= last && pull[first] == 0) {
      first++;
    }
    while (last >= first && pull[last] == 0) {
      last--;
    }
    for (int s = first; s <= last; s++) {
      for (int t = first; t <= last; t++) {
        scatter[s][t] += variance * pull[s] * pull[t];
      }
    }
    if (first <= last) {
      Arrays.fill(pull, first, last + 1, 0);
    }
  }

  /** Standard error of a section's shift against the reference, µm. */
  double sigma(StepSystem.Solved solved, int section) {
    double[] unit = new double[scatter.length];
    unit[section] = 1;
    double[] row = solved.solveNormal(unit);
    double variance = 0;
    for (int s = 0; s < row.length; s++) {
      double sum = 0;
      for (int t = 0; t < row.length; t++) {
        sum += scatter[s][t] * row[t];
      }
      variance += row[s] * sum;
    }
    return Math.sqrt(Math.max(0, variance));
  }
}
