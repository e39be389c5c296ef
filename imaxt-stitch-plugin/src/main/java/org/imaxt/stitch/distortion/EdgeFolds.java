package org.imaxt.stitch.distortion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.imaxt.stitch.overlaps.PairPoints;

/**
 * Groups of pairs that fits leave out in turn: all sections' copies of an edge of the grid leave
 * together.
 *
 * <p>Sections next to one another show nearly the same tissue at the same edge, so their copies err
 * alike. Were they shared out among groups, each fit would keep what it is held against.
 */
final class EdgeFolds {

  private final List<PairPoints> pairs;
  private final int[] edges;
  private final int[] folds;
  private final int count;

  /**
   * Shares edges out among groups.
   *
   * @param pairs pairs of all sections
   * @param most most groups; as many as edges if these are fewer
   */
  EdgeFolds(List<PairPoints> pairs, int most) {
    this.pairs = List.copyOf(pairs);
    Map<Long, Integer> numbers = new TreeMap<>();
    pairs.forEach(p -> numbers.put(edge(p), 0));
    this.count = Math.min(most, numbers.size());
    int next = 0;
    for (Map.Entry<Long, Integer> edge : numbers.entrySet()) {
      edge.setValue(next++);
    }
    this.edges = pairs.stream().mapToInt(p -> numbers.get(edge(p))).toArray();
    this.folds = Arrays.stream(edges).map(e -> e % count).toArray();
  }

  /** The same in every section: tiles are numbered as the stage visits the grid. */
  private static long edge(PairPoints pair) {
    return (long) pair.a() << Integer.SIZE | pair.b();
  }

  /** Number of each pair's edge, from 0. */
  int[] edges() {
    return edges.clone();
  }

  /** Number of groups. */
  int count() {
    return count;
  }

  /** Group of a pair, by the pair's place in the list. */
  int of(int pair) {
    return folds[pair];
  }

  /** All pairs but those of a group. */
  List<PairPoints> without(int fold) {
    List<PairPoints> others = new ArrayList<>();
    for (int i = 0; i < folds.length; i++) {
      if (folds[i] != fold) {
        others.add(pairs.get(i));
      }
    }
    return others;
  }
}
