package org.imaxt.core.algo.register;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.imaxt.core.algo.numeric.DisjointSets;

/**
 * Detections of beads that at least two sections show, bead by bead, with their variances and the
 * links between sections that follow once each bead's unknown place is eliminated.
 *
 * <p>The error of a tile is common to its detections in a section, so that n of them are not worth
 * n: a detection of variance v in a group of total weight W = Σ1/v counts with v·(1 + τ²·W), which
 * gives the group the weight 1/(1/W + τ²) that a common error τ leaves it.
 */
final class BeadEquations {

  final int beads;
  final int[] start;
  final int[] section;
  final Detection[] detections;
  final int[] linkFrom;
  final int[] linkTo;
  private final int[] group;
  private final int groups;
  private final int[][] linkAt;

  /**
   * Gathers what ties sections together.
   *
   * @param all the detections
   * @param sectionOf index of the section of each
   * @param trackOf number of the track of each
   */
  BeadEquations(List<Detection> all, int[] sectionOf, int[] trackOf) {
    int tracks = Arrays.stream(trackOf).max().orElse(-1) + 1;
    List<List<Integer>> members = new ArrayList<>();
    for (int t = 0; t < tracks; t++) {
      members.add(new ArrayList<>());
    }
    for (int i = 0; i < trackOf.length; i++) {
      members.get(trackOf[i]).add(i);
    }
    members.removeIf(m -> m.stream().mapToInt(i -> sectionOf[i]).distinct().count() < 2);
    this.beads = members.size();
    this.start = new int[beads + 1];
    for (int b = 0; b < beads; b++) {
      start[b + 1] = start[b] + members.get(b).size();
    }
    this.detections = new Detection[start[beads]];
    this.section = new int[start[beads]];
    this.group = new int[start[beads]];
    Map<Long, Integer> numbers = new TreeMap<>();
    int at = 0;
    for (List<Integer> member : members) {
      member.sort((i, j) -> Double.compare(all.get(i).zUm(), all.get(j).zUm()));
      for (int i : member) {
        detections[at] = all.get(i);
        section[at] = sectionOf[i];
        long key = ((long) sectionOf[i] << 32) + all.get(i).tile();
        group[at] = numbers.computeIfAbsent(key, k -> numbers.size());
        at++;
      }
    }
    this.groups = numbers.size();
    this.linkAt = findLinks();
    int[] from = new int[0];
    int[] to = new int[0];
    for (int i = 0; i < linkAt.length; i++) {
      for (int lag = 1; lag < linkAt[i].length; lag++) {
        if (linkAt[i][lag] >= 0) {
          linkAt[i][lag] = from.length;
          from = Arrays.copyOf(from, from.length + 1);
          to = Arrays.copyOf(to, to.length + 1);
          from[from.length - 1] = i;
          to[to.length - 1] = i + lag;
        }
      }
    }
    this.linkFrom = from;
    this.linkTo = to;
  }

  /** For each section and lag 0 where a bead is seen in both sections, -1 elsewhere. */
  private int[][] findLinks() {
    int widest = 0;
    int sections = 0;
    for (int b = 0; b < beads; b++) {
      int[] shown = Arrays.stream(section, start[b], start[b + 1]).distinct().sorted().toArray();
      widest = Math.max(widest, shown[shown.length - 1] - shown[0]);
      sections = Math.max(sections, shown[shown.length - 1] + 1);
    }
    int[][] found = new int[sections][widest + 1];
    for (int[] row : found) {
      Arrays.fill(row, -1);
    }
    for (int b = 0; b < beads; b++) {
      int[] shown = Arrays.stream(section, start[b], start[b + 1]).distinct().sorted().toArray();
      for (int i = 0; i < shown.length; i++) {
        for (int j = i + 1; j < shown.length; j++) {
          found[shown[i]][shown[j] - shown[i]] = 0;
        }
      }
    }
    return found;
  }

  int size() {
    return detections.length;
  }

  /**
   * Variance of each detection for counting with others of its tile, µm².
   *
   * @param own variance of each by itself, µm²
   */
  double[] shared(double[] own) {
    double[] total = new double[groups];
    for (int i = 0; i < own.length; i++) {
      total[group[i]] += 1 / own[i];
    }
    double[] shared = new double[own.length];
    for (int i = 0; i < own.length; i++) {
      double tile = detections[i].tileSigmaUm();
      shared[i] = own[i] * (1 + tile * tile * total[group[i]]);
    }
    return shared;
  }

  /**
   * Variance of each detection's coordinate by itself, that of its tile included, µm².
   *
   * @param own variance of each by the fit alone, µm²
   * @param error error beside it, µm
   */
  double[] alone(double[] own, double error) {
    double[] alone = new double[own.length];
    for (int i = 0; i < own.length; i++) {
      double tile = detections[i].tileSigmaUm();
      alone[i] = own[i] + error * error + tile * tile;
    }
    return alone;
  }

  /**
   * Weights and mean differences of the links between sections.
   *
   * @param weights weight of each link, 1/µm²
   * @param differences value at its end less value at its start, µm
   */
  record Links(double[] weights, double[] differences) {}

  /** Links along one axis for given coordinates and weights of the detections. */
  Links links(double[] coordinate, double[] weight) {
    double[] w = new double[linkFrom.length];
    double[] d = new double[linkFrom.length];
    for (int b = 0; b < beads; b++) {
      addBead(b, coordinate, weight, w, d);
    }
    for (int k = 0; k < w.length; k++) {
      d[k] = w[k] > 0 ? d[k] / w[k] : 0;
    }
    return new Links(w, d);
  }

  private void addBead(int b, double[] coordinate, double[] weight, double[] w, double[] d) {
    double total = 0;
    for (int i = start[b]; i < start[b + 1]; i++) {
      total += weight[i];
    }
    if (!(total > 0)) {
      return;
    }
    for (int i = start[b]; i < start[b + 1]; i++) {
      for (int j = i + 1; j < start[b + 1]; j++) {
        if (section[i] != section[j]) {
          boolean ahead = section[i] < section[j];
          int k = link(section[i], section[j]);
          double pair = weight[i] * weight[j] / total;
          w[k] += pair;
          d[k] += pair * (ahead ? coordinate[i] - coordinate[j] : coordinate[j] - coordinate[i]);
        }
      }
    }
  }

  /** Number of the link between two sections that show a bead both. */
  int link(int from, int to) {
    return linkAt[Math.min(from, to)][Math.abs(from - to)];
  }

  /** Which sections are tied together by detections of more than a weight, 0 to 1. */
  DisjointSets components(int sections, double[] robust, double least) {
    DisjointSets components = new DisjointSets(sections);
    for (int b = 0; b < beads; b++) {
      int before = -1;
      for (int i = start[b]; i < start[b + 1]; i++) {
        if (robust[i] > least) {
          components.join(section[i], before < 0 ? section[i] : before);
          before = section[i];
        }
      }
    }
    return components;
  }

  /** Beads that both sections of each link show. */
  int[] sharedBeads() {
    int[] shared = new int[linkFrom.length];
    for (int b = 0; b < beads; b++) {
      int[] shown = Arrays.stream(section, start[b], start[b + 1]).distinct().sorted().toArray();
      for (int i = 0; i < shown.length; i++) {
        for (int j = i + 1; j < shown.length; j++) {
          shared[linkAt[shown[i]][shown[j] - shown[i]]]++;
        }
      }
    }
    return shared;
  }

  /** The bead of a detection. */
  int beadOf(int detection) {
    int place = Arrays.binarySearch(start, detection);
    return place >= 0 ? place : -place - 2;
  }

  /** Detections that share the error of a tile, group by group. */
  int[][] groupMembers() {
    return members(group, groups);
  }

  /** Detections of each section. */
  int[][] sectionMembers(int sections) {
    return members(section, sections);
  }

  private static int[][] members(int[] of, int count) {
    int[] sizes = new int[count];
    for (int g : of) {
      sizes[g]++;
    }
    int[][] members = new int[count][];
    for (int g = 0; g < count; g++) {
      members[g] = new int[sizes[g]];
    }
    for (int i = of.length - 1; i >= 0; i--) {
      members[of[i]][--sizes[of[i]]] = i;
    }
    return members;
  }

  /** Total weight of a bead. */
  double total(int b, double[] weight) {
    double total = 0;
    for (int i = start[b]; i < start[b + 1]; i++) {
      total += weight[i];
    }
    return total;
  }

  /** Weighted mean place of a bead in the cube frame; 0 if nothing is left of its weight. */
  double place(int b, double[] coordinate, double[] weight, double[] shift) {
    double total = 0;
    double sum = 0;
    for (int i = start[b]; i < start[b + 1]; i++) {
      total += weight[i];
      sum += weight[i] * (coordinate[i] + shift[section[i]]);
    }
    return total > 0 ? sum / total : 0;
  }
}
