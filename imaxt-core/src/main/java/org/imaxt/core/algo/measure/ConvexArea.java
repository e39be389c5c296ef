package org.imaxt.core.algo.measure;

import java.util.Arrays;

/**
 * Number of pixels whose centres lie in, or on the border of, the convex hull of the middles of the
 * pixels' edges. In halves of a pixel all of it is whole numbers, so nothing is rounded.
 */
final class ConvexArea {

  private ConvexArea() {}

  static int of(Regions regions, int first, int last) {
    long[] hull = hull(points(regions, first, last));
    int area = 0;
    int top = regions.row(first);
    int bottom = regions.row(last - 1);
    for (int row = top; row <= bottom; row++) {
      area += inRow(hull, 2L * row);
    }
    return area;
  }

  /** Middles of edges that may be corners of the hull, as (y, x) in one number, sorted. */
  private static long[] points(Regions regions, int first, int last) {
    long[] points = new long[6 * (last - first)];
    int n = 0;
    for (int run = first; run < last; run++) {
      long y = 2L * regions.row(run);
      long left = 2L * regions.start(run);
      long right = 2L * (regions.end(run) - 1);
      points[n++] = point(left - 1, y);
      points[n++] = point(right + 1, y);
      points[n++] = point(left, y - 1);
      points[n++] = point(right, y - 1);
      points[n++] = point(left, y + 1);
      points[n++] = point(right, y + 1);
    }
    Arrays.sort(points);
    return points;
  }

  private static long point(long x, long y) {
    return (y + 1) << 32 | (x + 1);
  }

  private static long x(long point) {
    return (point & 0xffffffffL) - 1;
  }

  private static long y(long point) {
    return (point >> 32) - 1;
  }

  /** Andrew's monotone chain; corners in order, the first repeated at the end. */
  private static long[] hull(long[] points) {
    long[] hull = new long[2 * points.length + 1];
    int size = 0;
    for (int pass = 0; pass < 2; pass++) {
      int floor = size;
      for (int i = 0; i < points.length; i++) {
        long p = points[pass == 0 ? i : points.length - 1 - i];
        while (size >= floor + 2 && turn(hull[size - 2], hull[size - 1], p) <= 0) {
          size--;
        }
        hull[size++] = p;
      }
      size--;
    }
    hull[size++] = hull[0];
    return Arrays.copyOf(hull, size);
  }

  private static long turn(long a, long b, long c) {
    return (x(b) - x(a)) * (y(c) - y(a)) - (y(b) - y(a)) * (x(c) - x(a));
  }

  /** Whole pixels of the row within the hull. */
  private static int inRow(long[] hull, long y) {
    long left = Long.MAX_VALUE;
    long right = Long.MIN_VALUE;
    for (int i = 0; i + 1 < hull.length; i++) {
      long y0 = y(hull[i]);
      long y1 = y(hull[i + 1]);
      if (Math.min(y0, y1) > y || Math.max(y0, y1) < y || y0 == y1) {
        continue;
      }
      long down = y1 > y0 ? 1 : -1;
      long height = 2 * Math.abs(y1 - y0);
      long across =
          x(hull[i]) * Math.abs(y1 - y0) + down * (x(hull[i + 1]) - x(hull[i])) * (y - y0);
      left = Math.min(left, -Math.floorDiv(-across, height));
      right = Math.max(right, Math.floorDiv(across, height));
    }
    return (int) Math.max(0, right - left + 1);
  }
}
