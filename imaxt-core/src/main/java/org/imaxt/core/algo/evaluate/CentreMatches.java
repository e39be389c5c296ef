package org.imaxt.core.algo.evaluate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Matches points of two sets one to one, nearest pairs first. */
final class CentreMatches {

  private CentreMatches() {}

  private record Pair(int first, int second, double squared) {}

  /**
   * Counts the matches.
   *
   * @param first points (x, y)
   * @param second points (x, y)
   * @param distance largest distance of a match, above 0
   */
  static int count(double[][] first, double[][] second, double distance) {
    if (!(distance > 0)) {
      throw new IllegalArgumentException("distance must be positive, got " + distance);
    }
    Map<Long, List<Integer>> cells = new HashMap<>();
    for (int i = 0; i < second.length; i++) {
      cells.computeIfAbsent(cell(second[i], distance, 0, 0), k -> new ArrayList<>()).add(i);
    }
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < first.length; i++) {
      for (int k = 0; k < 9; k++) {
        for (int j :
            cells.getOrDefault(cell(first[i], distance, k % 3 - 1, k / 3 - 1), List.of())) {
          double dx = first[i][0] - second[j][0];
          double dy = first[i][1] - second[j][1];
          double squared = dx * dx + dy * dy;
          if (squared <= distance * distance) {
            pairs.add(new Pair(i, j, squared));
          }
        }
      }
    }
    pairs.sort(
        Comparator.comparingDouble(Pair::squared)
            .thenComparingInt(Pair::first)
            .thenComparingInt(Pair::second));
    boolean[] takenFirst = new boolean[first.length];
    boolean[] takenSecond = new boolean[second.length];
    int matches = 0;
    for (Pair p : pairs) {
      if (!takenFirst[p.first] && !takenSecond[p.second]) {
        takenFirst[p.first] = true;
        takenSecond[p.second] = true;
        matches++;
      }
    }
    return matches;
  }

  private static long cell(double[] point, double edge, int right, int down) {
    long x = (long) Math.floor(point[0] / edge) + right;
    long y = (long) Math.floor(point[1] / edge) + down;
    return (x << Integer.SIZE) ^ (y & 0xffffffffL);
  }
}
