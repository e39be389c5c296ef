package org.imaxt.core.algo.segment;

import org.imaxt.core.algo.image.Otsu;

/**
 * A threshold that has been found for an image.
 *
 * @param rule what was asked for
 * @param least a pixel of the foreground has at least this many steps of {@link SmoothedMap}
 */
record Cut(Threshold rule, double least) {

  static Cut of(Threshold rule, long[] histogram) {
    return switch (rule.rule()) {
      case FIXED -> new Cut(rule, Math.max(1, rule.value() * SmoothedMap.FULL));
      case OTSU -> new Cut(rule, Otsu.ofHistogram(histogram).threshold());
      case ADAPTIVE ->
          new Cut(rule, Math.max(1, rule.share() * Otsu.ofHistogram(histogram).threshold()));
    };
  }

  /** The threshold as a probability; for the adaptive one what a pixel must reach anywhere. */
  double probability() {
    return least / SmoothedMap.FULL;
  }

  /** Which pixels of a rectangle are foreground. */
  boolean[] foreground(SmoothedMap map, Box box) {
    return rule.rule() == Threshold.Rule.ADAPTIVE ? adaptive(map, box) : global(map.read(box));
  }

  private boolean[] global(char[] steps) {
    boolean[] foreground = new boolean[steps.length];
    for (int i = 0; i < steps.length; i++) {
      foreground[i] = steps[i] >= least && steps[i] != SmoothedMap.MISSING;
    }
    return foreground;
  }

  private boolean[] adaptive(SmoothedMap map, Box box) {
    int radius = rule.radiusPx();
    Box seen = box.grown(radius, map.blocks().width(), map.blocks().height());
    char[] steps = map.read(seen);
    long offset = Math.round(rule.value() * SmoothedMap.FULL);
    boolean[] foreground = new boolean[box.pixels()];
    Surroundings around = new Surroundings(steps, seen.width());
    for (int y = 0; y < box.height(); y++) {
      int row = box.y() - seen.y() + y;
      around.rows(Math.max(0, row - radius), Math.min(seen.height() - 1, row + radius));
      for (int x = 0; x < box.width(); x++) {
        int column = box.x() - seen.x() + x;
        around.columns(Math.max(0, column - radius), Math.min(seen.width() - 1, column + radius));
        char step = steps[row * seen.width() + column];
        foreground[y * box.width() + x] =
            step != SmoothedMap.MISSING
                && step >= least
                && (step - offset) * around.count > around.sum;
      }
    }
    return foreground;
  }

  /** Sum and number of the known pixels of a rectangle that moves row by row, pixel by pixel. */
  private static final class Surroundings {
    private final char[] steps;
    private final int width;
    private final long[] sums;
    private final int[] counts;
    private int top;
    private int bottom = -1;
    private int left;
    private int right;
    private long sum;
    private long count;

    Surroundings(char[] steps, int width) {
      this.steps = steps;
      this.width = width;
      sums = new long[width];
      counts = new int[width];
    }

    void rows(int from, int to) {
      while (bottom < to) {
        add(++bottom, 1);
      }
      while (top < from) {
        add(top++, -1);
      }
      left = 0;
      right = -1;
      sum = 0;
      count = 0;
    }

    private void add(int row, int sign) {
      for (int x = 0; x < width; x++) {
        char step = steps[row * width + x];
        if (step != SmoothedMap.MISSING) {
          sums[x] += sign * step;
          counts[x] += sign;
        }
      }
    }

    void columns(int from, int to) {
      while (right < to) {
        right++;
        sum += sums[right];
        count += counts[right];
      }
      while (left < from) {
        sum -= sums[left];
        count -= counts[left];
        left++;
      }
    }
  }
}
