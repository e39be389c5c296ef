package org.imaxt.core.algo.measure;

import java.util.Arrays;

/**
 * Pairs of regions beside each other, each there both ways round, in ascending order of the first
 * and then of the second. Immutable.
 */
public final class NeighbourPairs {

  private final long[] pairs;

  private NeighbourPairs(long[] pairs) {
    this.pairs = pairs;
  }

  /**
   * Number of pairs, both ways counted.
   *
   * @return at least 0
   */
  public int size() {
    return pairs.length;
  }

  /**
   * The first of a pair.
   *
   * @param pair number from 0
   * @return label of the region
   */
  public int label(int pair) {
    return (int) (pairs[pair] >> 32);
  }

  /**
   * The second of a pair.
   *
   * @param pair number from 0
   * @return label of the region beside it
   */
  public int neighbour(int pair) {
    return (int) pairs[pair];
  }

  /**
   * Whether two regions are a pair.
   *
   * @param label label of a region
   * @param neighbour label of another
   * @return true if they are
   */
  public boolean has(int label, int neighbour) {
    return Arrays.binarySearch(pairs, key(label, neighbour)) >= 0;
  }

  /**
   * The pairs that are in either of two.
   *
   * @param other more pairs
   * @return all of them, each once
   */
  public NeighbourPairs and(NeighbourPairs other) {
    long[] both = Arrays.copyOf(pairs, pairs.length + other.pairs.length);
    System.arraycopy(other.pairs, 0, both, pairs.length, other.pairs.length);
    return new NeighbourPairs(distinct(both, both.length));
  }

  private static long key(int label, int neighbour) {
    return (long) label << 32 | neighbour;
  }

  /** Sorts in place, and copies what is distinct. */
  private static long[] distinct(long[] pairs, int size) {
    Arrays.sort(pairs, 0, size);
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (kept == 0 || pairs[i] != pairs[kept - 1]) {
        pairs[kept++] = pairs[i];
      }
    }
    return Arrays.copyOf(pairs, kept);
  }

  /** Gathers pairs; what is added again and again takes little room. */
  static final class Builder {
    private long[] pairs = new long[1024];
    private int size;

    void add(int label, int neighbour) {
      if (size + 2 > pairs.length) {
        long[] kept = distinct(pairs, size);
        size = kept.length;
        pairs = Arrays.copyOf(kept, 2 * size + 1024);
      }
      pairs[size++] = key(label, neighbour);
      pairs[size++] = key(neighbour, label);
    }

    NeighbourPairs build() {
      return new NeighbourPairs(distinct(pairs, size));
    }
  }
}
