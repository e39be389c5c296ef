package org.imaxt.core.algo.segment;

import java.util.Arrays;

/**
 * Maxima of a landscape that stand out: those that the h-maxima transform leaves (Soille,
 * Morphological Image Analysis, 2nd ed. (2003) 203), each as the first of its highest pixels.
 *
 * <p>Pixels are taken from the highest down; where two hills meet, the lower one ends there, and
 * stays a hill of its own if its top is higher by the depth (Edelsbrunner, Letscher and Zomorodian,
 * Discrete Comput. Geom. 28 (2002) 511-533). Neighbours share an edge. What lies in one component
 * of the mask does not depend on the others.
 */
final class Peaks {

  private static final int NOT_YET = -1;

  private final int[] height;
  private final int[] parent;

  /** By the root of a hill: its top. */
  private final int[] top;

  private final boolean[] ended;

  private Peaks(int[] height) {
    this.height = height;
    parent = new int[height.length];
    Arrays.fill(parent, NOT_YET);
    top = new int[height.length];
    ended = new boolean[height.length];
  }

  /**
   * Finds the peaks.
   *
   * @param height heights from 0, row by row
   * @param mask where there is a landscape
   * @param width columns
   * @param depth what a peak stands out by at least, 1 or more
   * @return indices of the peaks, ascending
   */
  static int[] of(int[] height, boolean[] mask, int width, int depth) {
    Peaks peaks = new Peaks(height);
    int[] order = descending(height, mask);
    for (int i : order) {
      peaks.parent[i] = i;
      peaks.top[i] = i;
      int x = i % width;
      peaks.meet(i, i - width, depth);
      peaks.meet(i, x > 0 ? i - 1 : NOT_YET, depth);
      peaks.meet(i, x + 1 < width ? i + 1 : NOT_YET, depth);
      peaks.meet(i, i + width, depth);
    }
    // Every top that never met a higher one near it is left; others ended when they met.
    return Arrays.stream(order).filter(i -> !peaks.ended[i]).sorted().toArray();
  }

  private void meet(int i, int other, int depth) {
    if (other < 0 || other >= parent.length || parent[other] == NOT_YET) {
      return;
    }
    int a = root(i);
    int b = root(other);
    if (a == b) {
      return;
    }
    boolean first = isHigher(top[a], top[b]);
    int high = top[first ? a : b];
    int low = top[first ? b : a];
    if (height[low] - height[i] < depth) {
      ended[low] = true;
    }
    parent[b] = a;
    top[a] = high;
  }

  private boolean isHigher(int i, int j) {
    return height[i] > height[j] || height[i] == height[j] && i < j;
  }

  private int root(int i) {
    int at = i;
    while (parent[at] != at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  }

  /** Pixels of the mask from the highest down, of one height in reading order. */
  private static int[] descending(int[] height, boolean[] mask) {
    int most = 0;
    int count = 0;
    for (int i = 0; i < height.length; i++) {
      if (mask[i]) {
        most = Math.max(most, height[i]);
        count++;
      }
    }
    int[] from = new int[most + 2];
    for (int i = 0; i < height.length; i++) {
      if (mask[i]) {
        from[most - height[i] + 1]++;
      }
    }
    for (int h = 1; h < from.length; h++) {
      from[h] += from[h - 1];
    }
    int[] order = new int[count];
    for (int i = 0; i < height.length; i++) {
      if (mask[i]) {
        order[from[most - height[i]]++] = i;
      }
    }
    return order;
  }
}
