package org.imaxt.core.algo.numeric;

import java.util.Arrays;

/**
 * Which of n elements hang together: union-find with path halving (Tarjan and van Leeuwen, J. ACM
 * 31 (1984) 245-281). The smallest element of a set is its root. Not safe for threads.
 */
public final class DisjointSets {

  private final int[] parent;

  /**
   * Each element by itself.
   *
   * @param size number of elements
   */
  public DisjointSets(int size) {
    parent = new int[size];
    Arrays.setAll(parent, i -> i);
  }

  /**
   * Number of elements.
   *
   * @return the number given
   */
  public int size() {
    return parent.length;
  }

  /**
   * The smallest element of a set.
   *
   * @param i an element, from 0
   * @return the root of its set
   */
  public int root(int i) {
    int at = i;
    while (parent[at] != at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  }

  /**
   * Unites two sets.
   *
   * @param i an element of one
   * @param j an element of the other
   */
  public void join(int i, int j) {
    int a = root(i);
    int b = root(j);
    parent[Math.max(a, b)] = Math.min(a, b);
  }

  /**
   * Whether two elements are in one set.
   *
   * @param i one
   * @param j the other
   * @return true if their roots are the same
   */
  public boolean together(int i, int j) {
    return root(i) == root(j);
  }

  /**
   * The largest set.
   *
   * @return its root; among equals the first
   */
  public int largest() {
    int[] sizes = new int[parent.length];
    for (int i = 0; i < parent.length; i++) {
      sizes[root(i)]++;
    }
    int best = 0;
    for (int i = 1; i < sizes.length; i++) {
      best = sizes[i] > sizes[best] ? i : best;
    }
    return best;
  }

  /**
   * Size of a set.
   *
   * @param i an element of it
   * @return number of its elements
   */
  public int size(int i) {
    int count = 0;
    for (int k = 0; k < parent.length; k++) {
      count += together(i, k) ? 1 : 0;
    }
    return count;
  }
}
