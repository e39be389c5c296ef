package org.imaxt.core.algo.segment;

import java.util.Arrays;

/**
 * The nuclei of all squares: parts that grew from one peak are one, whichever square shows them.
 * Numbers are given as parts arrive, and again by the order of first pixels in the end.
 */
final class NucleusTable {

  private static final long EMPTY = -1;

  private final int width;
  private final int height;
  private long[] keys = new long[1024];
  private int[] numbers = new int[1024];
  private long[] first = new long[256];
  private long[] area = new long[256];
  private boolean[] atBorder = new boolean[256];
  private int count;

  NucleusTable(int width, int height) {
    this.width = width;
    this.height = height;
    Arrays.fill(keys, EMPTY);
  }

  /** Takes the nuclei of a square and puts their numbers in place of its labels. */
  void add(NucleusCutter.Part part) {
    int[] number = new int[part.peaks().length + 1];
    int[] labels = part.labels();
    Box square = part.square();
    for (int i = 0; i < labels.length; i++) {
      int label = labels[i];
      if (label == 0) {
        continue;
      }
      if (number[label] == 0) {
        number[label] = number(part.peaks()[label - 1]);
      }
      int x = square.x() + i % square.width();
      int y = square.y() + i / square.width();
      int n = number[label];
      labels[i] = n;
      area[n]++;
      first[n] = Math.min(first[n], (long) y * width + x);
      atBorder[n] |= x == 0 || y == 0 || x == width - 1 || y == height - 1;
    }
  }

  private int number(long peak) {
    int at = slot(peak);
    if (keys[at] == EMPTY) {
      if (2 * (count + 1) > keys.length) {
        enlarge();
        at = slot(peak);
      }
      keys[at] = peak;
      numbers[at] = ++count;
      if (count == first.length) {
        first = Arrays.copyOf(first, 2 * count);
        area = Arrays.copyOf(area, 2 * count);
        atBorder = Arrays.copyOf(atBorder, 2 * count);
      }
      first[count] = Long.MAX_VALUE;
    }
    return numbers[at];
  }

  private int slot(long peak) {
    int mask = keys.length - 1;
    int at = Long.hashCode(peak * 0x9e3779b97f4a7c15L) & mask;
    while (keys[at] != EMPTY && keys[at] != peak) {
      at = at + 1 & mask;
    }
    return at;
  }

  private void enlarge() {
    long[] oldKeys = keys;
    int[] oldNumbers = numbers;
    keys = new long[2 * oldKeys.length];
    numbers = new int[keys.length];
    Arrays.fill(keys, EMPTY);
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != EMPTY) {
        int at = slot(oldKeys[i]);
        keys[at] = oldKeys[i];
        numbers[at] = oldNumbers[i];
      }
    }
  }

  /** The numbers in the end, and how large nuclei are. */
  record Numbered(int[] ids, long[] areas) {}

  /** Leaves out what the parameters do not want and numbers the others by their first pixels. */
  Numbered numbered(SegmentParams params) {
    long most = params.largestPx() == 0 ? Long.MAX_VALUE : params.largestPx();
    long[] kept = new long[count];
    int n = 0;
    for (int i = 1; i <= count; i++) {
      boolean cutOff = atBorder[i] && params.border() == SegmentParams.Border.REMOVE;
      if (area[i] >= params.smallestPx() && area[i] <= most && !cutOff) {
        kept[n++] = first[i];
      }
    }
    long[] order = Arrays.copyOf(kept, n);
    Arrays.sort(order);
    int[] ids = new int[count + 1];
    long[] areas = new long[n];
    for (int i = 1; i <= count; i++) {
      boolean cutOff = atBorder[i] && params.border() == SegmentParams.Border.REMOVE;
      if (area[i] >= params.smallestPx() && area[i] <= most && !cutOff) {
        ids[i] = Arrays.binarySearch(order, first[i]) + 1;
        areas[ids[i] - 1] = area[i];
      }
    }
    return new Numbered(ids, areas);
  }
}
