package org.imaxt.core.algo.federate;

import java.util.Arrays;

/**
 * The triangles that the beads of a target make in its slabs, to be looked up by their shape and
 * size.
 *
 * <p>Immutable and safe to share between threads; built once for all slides.
 */
public final class PatternIndex {

  /** A bead shows in some seven slabs; every third is enough. */
  static final int EVERY = 3;

  private static final double SHOWN = 0.4;
  private static final double SIZE_BIN = 0.05;
  private static final double RATIO_BIN = 0.035;

  /** Slides are stretched by so much. */
  private static final double SIZE_TOL = 0.045;

  /** And unevenly by so much. */
  private static final double RATIO_TOL = 0.03;

  final BeadTarget target;
  private final long[] keys;
  private final int[] first;
  private final int[] second;
  private final int[] third;
  private final float[] shapes;
  private final boolean[] turns;
  private final int[] slabs;

  private PatternIndex(BeadTarget target, Entries all) {
    this.target = target;
    Integer[] order = new Integer[all.n];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (i, j) -> Long.compare(all.keys[i], all.keys[j]));
    keys = new long[all.n];
    first = new int[all.n];
    second = new int[all.n];
    third = new int[all.n];
    shapes = new float[3 * all.n];
    turns = new boolean[all.n];
    slabs = new int[all.n];
    for (int k = 0; k < all.n; k++) {
      int i = order[k];
      keys[k] = all.keys[i];
      first[k] = all.corners[i][0];
      second[k] = all.corners[i][1];
      third[k] = all.corners[i][2];
      System.arraycopy(all.shapes[i], 0, shapes, 3 * k, 3);
      turns[k] = all.turns[i];
      slabs[k] = all.slabs[i];
    }
  }

  /**
   * Indexes a target.
   *
   * @param target beads and slabs
   * @return the index
   */
  public static PatternIndex of(BeadTarget target) {
    Entries all = new Entries();
    for (int s = 0; s < target.slabs.size(); s += EVERY) {
      all.add(Triangles.of(target.x, target.y, target.shown(s, SHOWN)), s);
    }
    return new PatternIndex(target, all);
  }

  private static final class Entries {
    private long[] keys = new long[1024];
    private int[][] corners = new int[1024][];
    private float[][] shapes = new float[1024][];
    private boolean[] turns = new boolean[1024];
    private int[] slabs = new int[1024];
    private int n;

    void add(Triangles t, int slab) {
      int need = n + t.count;
      if (need > keys.length) {
        int size = Math.max(need, 2 * keys.length);
        keys = Arrays.copyOf(keys, size);
        corners = Arrays.copyOf(corners, size);
        shapes = Arrays.copyOf(shapes, size);
        turns = Arrays.copyOf(turns, size);
        slabs = Arrays.copyOf(slabs, size);
      }
      for (int k = 0; k < t.count; k++) {
        float[] s = t.shape[k];
        keys[n] = key(bin(s[0], SIZE_BIN), bin(s[1], RATIO_BIN), bin(s[2], RATIO_BIN));
        corners[n] = t.corners[k];
        shapes[n] = s;
        turns[n] = t.turns[k];
        slabs[n++] = slab;
      }
    }
  }

  private static int bin(double value, double width) {
    return (int) Math.floor(value / width);
  }

  private static long key(int size, int middle, int least) {
    return ((long) (size + 4096) << 40) | ((long) (middle + 16) << 20) | (least + 16);
  }

  /** Takes what was found. */
  interface Visitor {
    /** An entry of the index; false ends the search. */
    boolean found(int entry);
  }

  /** Visits the entries that may be the same triangle; false if the visitor ended it. */
  boolean like(float[] shape, Visitor visitor) {
    for (int a = bin(shape[0] - SIZE_TOL, SIZE_BIN); a <= bin(shape[0] + SIZE_TOL, SIZE_BIN); a++) {
      int b1 = bin(shape[1] + RATIO_TOL, RATIO_BIN);
      for (int b = bin(shape[1] - RATIO_TOL, RATIO_BIN); b <= b1; b++) {
        int c0 = bin(shape[2] - RATIO_TOL, RATIO_BIN);
        int c1 = bin(shape[2] + RATIO_TOL, RATIO_BIN);
        for (int k = from(key(a, b, c0)); k < keys.length && keys[k] <= key(a, b, c1); k++) {
          if (alike(shape, k) && !visitor.found(k)) {
            return false;
          }
        }
      }
    }
    return true;
  }

  private boolean alike(float[] shape, int k) {
    return Math.abs(shapes[3 * k] - shape[0]) < SIZE_TOL
        && Math.abs(shapes[3 * k + 1] - shape[1]) < RATIO_TOL
        && Math.abs(shapes[3 * k + 2] - shape[2]) < RATIO_TOL;
  }

  private int from(long key) {
    int low = 0;
    int high = keys.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (keys[middle] < key) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  int[] corners(int entry) {
    return new int[] {first[entry], second[entry], third[entry]};
  }

  boolean turns(int entry) {
    return turns[entry];
  }

  int slab(int entry) {
    return slabs[entry];
  }
}
