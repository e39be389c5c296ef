package org.imaxt.core.algo.numeric;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Reverse Cuthill-McKee ordering (Cuthill and McKee, Proc. 24th ACM Conf. (1969) 157-172). */
final class BandOrdering {

  private BandOrdering() {}

  /** Place of each vertex in an order that keeps neighbours close. */
  static int[] reverseCuthillMcKee(List<List<Integer>> neighbours) {
    int n = neighbours.size();
    boolean[] seen = new boolean[n];
    List<Integer> order = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      if (!seen[i]) {
        visit(peripheral(i, neighbours), neighbours, seen, order);
      }
    }
    int[] place = new int[n];
    for (int k = 0; k < n; k++) {
      place[order.get(k)] = n - 1 - k;
    }
    return place;
  }

  /** A vertex far from the given one, found by repeated breadth-first search. */
  private static int peripheral(int start, List<List<Integer>> neighbours) {
    int vertex = start;
    for (int round = 0; round < 3; round++) {
      List<Integer> order = new ArrayList<>();
      visit(vertex, neighbours, new boolean[neighbours.size()], order);
      vertex = order.get(order.size() - 1);
    }
    return vertex;
  }

  private static void visit(
      int start, List<List<Integer>> neighbours, boolean[] seen, List<Integer> order) {
    Comparator<Integer> byDegree =
        Comparator.<Integer>comparingInt(v -> neighbours.get(v).size()).thenComparingInt(v -> v);
    ArrayDeque<Integer> queue = new ArrayDeque<>();
    queue.add(start);
    seen[start] = true;
    while (!queue.isEmpty()) {
      int vertex = queue.poll();
      order.add(vertex);
      List<Integer> next = new ArrayList<>(neighbours.get(vertex));
      next.sort(byDegree);
      for (int other : next) {
        if (!seen[other]) {
          seen[other] = true;
          queue.add(other);
        }
      }
    }
  }
}
