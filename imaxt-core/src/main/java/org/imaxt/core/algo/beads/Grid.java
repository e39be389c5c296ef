package org.imaxt.core.algo.beads;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Circles by place, to ask whether another describes something that one of them does. */
final class Grid {
  private static final double CELL_PX = 24;

  private final Map<Long, List<Circle>> cells = new HashMap<>();
  private double widest;

  void add(Circle c) {
    cells.computeIfAbsent(key(cell(c.x()), cell(c.y())), k -> new ArrayList<>()).add(c);
    widest = Math.max(widest, c.radius());
  }

  boolean isFree(Circle c) {
    double reach = Math.max(widest, c.radius());
    for (long cy = cell(c.y() - reach); cy <= cell(c.y() + reach); cy++) {
      for (long cx = cell(c.x() - reach); cx <= cell(c.x() + reach); cx++) {
        for (Circle other : cells.getOrDefault(key(cx, cy), List.of())) {
          if (same(c, other)) {
            return false;
          }
        }
      }
    }
    return true;
  }

  /** Beads of one layer cannot lie in one another. */
  private static boolean same(Circle a, Circle b) {
    double d = Math.hypot(a.x() - b.x(), a.y() - b.y());
    return d < 0.75 * Math.max(a.radius(), b.radius());
  }

  private static long cell(double v) {
    return (long) Math.floor(v / CELL_PX);
  }

  private static long key(long x, long y) {
    return x << 32 ^ y & 0xffffffffL;
  }
}
