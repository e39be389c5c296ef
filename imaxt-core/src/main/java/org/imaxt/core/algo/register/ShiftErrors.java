package org.imaxt.core.algo.register;

import java.util.Arrays;
import java.util.List;

/**
 * Standard errors of one number a section, such as its shift along an axis, for the weights that
 * were used, whatever they are.
 *
 * <p>The numbers are linear in the detections' coordinates: number = N⁻¹·Σ b·x, where detections of
 * weights w and w' in a bead of total weight W pull their sections together by w·w'/W. With M = Σ
 * σ²·b·bᵀ over detections and over the errors that all detections of a tile share (their b added up
 * first), the covariance is N⁻¹·M·N⁻¹. Tiles of which the mean error is zero lack the error that
 * moves a section as a whole.
 */
final class ShiftErrors {

  private final BeadEquations equations;
  private final Pulls pulls;
  private final double[] totals;
  private final double[][] scatter;

  /**
   * How detections pull.
   *
   * @param weight weight of each detection
   * @param own variance of each detection by itself, without its tile
   * @param levers how much an error of the tile along each of some axes moves each detection,
   *     (axis, detection)
   * @param links weights of the links; those of weight 0 do not pull
   */
  record Pulls(double[] weight, double[] own, List<double[]> levers, double[] links) {

    /** Along one of the axes of the image. */
    static Pulls alongAxis(double[] weight, double[] own, double[] links) {
      double[] one = new double[weight.length];
      Arrays.fill(one, 1);
      return new Pulls(weight, own, List.of(one), links);
    }
  }

  /**
   * Gathers all errors.
   *
   * @param pulls how detections pull
   * @param held variance that the held mean of tiles takes off each section, µm²
   */
  ShiftErrors(BeadEquations equations, Pulls pulls, double[] held) {
    this.equations = equations;
    this.pulls = pulls;
    this.scatter = new double[held.length][held.length];
    this.totals = new double[equations.beads];
    for (int b = 0; b < totals.length; b++) {
      totals[b] = equations.total(b, pulls.weight());
    }
    double[] pull = new double[held.length];
    for (int i = 0; i < equations.size(); i++) {
      add(pull, i, 1);
      take(pull, pulls.own()[i]);
    }
    for (double[] lever : pulls.levers()) {
      for (int[] group : equations.groupMembers()) {
        for (int i : group) {
          add(pull, i, lever[i]);
        }
        double tile = equations.detections[group[0]].tileSigmaUm();
        take(pull, tile * tile);
      }
      for (int[] section : equations.sectionMembers(held.length)) {
        for (int i : section) {
          add(pull, i, lever[i]);
        }
        if (section.length > 0) {
          take(pull, -held[equations.section[section[0]]]);
        }
      }
    }
  }

  /** Adds what a detection pulls when it is moved by a length. */
  private void add(double[] pull, int detection, double by) {
    int bead = equations.beadOf(detection);
    if (!(totals[bead] > 0)) {
      return;
    }
    double w = by * pulls.weight()[detection] / totals[bead];
    int own = equations.section[detection];
    for (int j = equations.start[bead]; j < equations.start[bead + 1]; j++) {
      int other = equations.section[j];
      if (other != own && pulls.links()[equations.link(own, other)] > 0) {
        pull[own] -= w * pulls.weight()[j];
        pull[other] += w * pulls.weight()[j];
      }
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

  /** Standard error of a section's number against the reference. */
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
