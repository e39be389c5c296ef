package org.imaxt.core.algo.register;

import java.util.Arrays;

/** Which sections hang together. */
final class Components {

  private final int[] parent;

  Components(int size) {
    parent = new int[size];
    Arrays.setAll(parent, i -> i);
  }

  int size() {
    return parent.length;
  }

  int root(int i) {
    int root = i;
    while (parent[root] != root) {
      root = parent[root];
    }
    parent[i] = root;
    return root;
  }

  /** The smaller index becomes the root. */
  void join(int i, int j) {
    int a = root(i);
    int b = root(j);
    parent[Math.max(a, b)] = Math.min(a, b);
  }

  boolean together(int i, int j) {
    return root(i) == root(j);
  }

  /** Root of the largest component; among equals the first. */
  int largest() {
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

  int size(int i) {
    int count = 0;
    for (int k = 0; k < parent.length; k++) {
      count += together(i, k) ? 1 : 0;
    }
    return count;
  }
}
