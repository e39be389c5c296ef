package org.imaxt.core.algo.segment;

import java.util.Arrays;

/** Objects numbered without a gap, by where their first pixels lie. */
final class FirstPixels {

  private final int width;
  private long[] first = new long[256];
  private long[] area = new long[256];
  private int count;

  FirstPixels(int imageWidth) {
    width = imageWidth;
    Arrays.fill(first, Long.MAX_VALUE);
  }

  /** Looks at a square of labels from 1, 0 in the background. */
  void add(Box square, int... labels) {
    for (int i = 0; i < labels.length; i++) {
      int label = labels[i];
      if (label != 0) {
        reserve(label);
        long row = (long) square.y() + i / square.width();
        first[label] = Math.min(first[label], row * width + square.x() + i % square.width());
        area[label]++;
      }
    }
  }

  private void reserve(int label) {
    count = Math.max(count, label);
    if (label >= first.length) {
      int had = first.length;
      first = Arrays.copyOf(first, Math.max(2 * had, label + 1));
      area = Arrays.copyOf(area, first.length);
      Arrays.fill(first, had, first.length, Long.MAX_VALUE);
    }
  }

  /** New numbers by old ones, and pixels by new ones, number 1 first. */
  record Ordered(int[] ids, long[] areas) {}

  /** The objects in the order of their first pixels. */
  Ordered ordered() {
    long[] order = Arrays.copyOfRange(first, 1, count + 1);
    Arrays.sort(order);
    int[] ids = new int[count + 1];
    long[] areas = new long[count];
    for (int i = 1; i <= count; i++) {
      ids[i] = Arrays.binarySearch(order, first[i]) + 1;
      areas[ids[i] - 1] = area[i];
    }
    return new Ordered(ids, areas);
  }
}
