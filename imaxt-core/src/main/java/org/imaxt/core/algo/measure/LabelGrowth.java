package org.imaxt.core.algo.measure;

import java.util.Arrays;

/**
 * Grows labels by a distance: a pixel without a label takes that of the nearest pixel that has one,
 * if it lies within the distance (as scikit-image's {@code expand_labels}). Of labels equally near,
 * the smaller wins.
 *
 * <p>Nearest pixels by two passes over columns and rows with the lower envelope of parabolas
 * (Felzenszwalb and Huttenlocher, Theory of Computing 8, 2012).
 */
public final class LabelGrowth {

  private static final int NONE = -1;

  private LabelGrowth() {}

  /**
   * Grows all labels.
   *
   * @param labels labels row by row, 0 where there is none
   * @param width width of the image, px
   * @param distance how far, px, at least 0
   * @return the grown labels
   */
  public static int[] grow(int[] labels, int width, double distance) {
    int height = labels.length / width;
    int[] nearestRow = nearestInColumns(labels, width, height);
    int[] grown = new int[labels.length];
    Envelope envelope = new Envelope(width);
    double most = distance * distance * (1 + 1e-12);
    for (int y = 0; y < height; y++) {
      envelope.build(nearestRow, y);
      for (int x = 0; x < width; x++) {
        int i = y * width + x;
        grown[i] = labels[i] != 0 ? labels[i] : envelope.label(labels, x, most);
      }
    }
    return grown;
  }

  /**
   * Grows all labels of an image that need not fit in memory.
   *
   * @param labels the labels
   * @param distance how far, px, at least 0
   * @return a view that reads as many more rows as the distance reaches
   */
  public static LabelRows grown(LabelRows labels, double distance) {
    int reach = (int) Math.min(labels.height(), Math.ceil(distance));
    return new LabelRows() {
      @Override
      public int width() {
        return labels.width();
      }

      @Override
      public int height() {
        return labels.height();
      }

      @Override
      public int[] read(int first, int count) {
        int from = Math.max(0, first - reach);
        int to = Math.min(height(), first + count + reach);
        int[] grown = grow(labels.read(from, to - from), width(), distance);
        return Arrays.copyOfRange(
            grown, (first - from) * width(), (first - from + count) * width());
      }
    };
  }

  /** For each pixel the row of the nearest label in its column; of two the smaller label's. */
  private static int[] nearestInColumns(int[] labels, int width, int height) {
    int[] nearest = new int[labels.length];
    for (int x = 0; x < width; x++) {
      int last = NONE;
      for (int y = 0; y < height; y++) {
        last = labels[y * width + x] != 0 ? y : last;
        nearest[y * width + x] = last;
      }
      int next = NONE;
      for (int y = height - 1; y >= 0; y--) {
        next = labels[y * width + x] != 0 ? y : next;
        int above = nearest[y * width + x];
        if (next != NONE && (above == NONE || isNearer(labels, width, x, y, next, above))) {
          nearest[y * width + x] = next;
        }
      }
    }
    return nearest;
  }

  private static boolean isNearer(int[] labels, int width, int x, int y, int below, int above) {
    int difference = below - y - (y - above);
    return difference < 0
        || difference == 0 && labels[below * width + x] < labels[above * width + x];
  }

  /** Parabolas of one row, each over a column with a label somewhere. */
  private static final class Envelope {
    private final int width;
    private final int[] column;
    private final int[] row;
    private final double[] from;
    private int y;
    private int size;
    private int cursor;

    Envelope(int width) {
      this.width = width;
      column = new int[width];
      row = new int[width];
      from = new double[width + 1];
    }

    void build(int[] nearestRow, int at) {
      y = at;
      size = 0;
      for (int x = 0; x < width; x++) {
        int r = nearestRow[at * width + x];
        if (r == NONE) {
          continue;
        }
        double begins = Double.NEGATIVE_INFINITY;
        while (size > 0) {
          begins = meeting(size - 1, x, r);
          if (begins >= from[size - 1]) {
            break;
          }
          size--;
          begins = Double.NEGATIVE_INFINITY;
        }
        column[size] = x;
        row[size] = r;
        from[size++] = begins;
      }
      from[size] = Double.POSITIVE_INFINITY;
      cursor = 0;
    }

    private double meeting(int i, int x, int r) {
      double old = (double) (row[i] - y) * (row[i] - y) + (double) column[i] * column[i];
      double young = (double) (r - y) * (r - y) + (double) x * x;
      return (young - old) / (2.0 * (x - column[i]));
    }

    int label(int[] labels, int x, double most) {
      if (size == 0) {
        return 0;
      }
      while (from[cursor + 1] < x) {
        cursor++;
      }
      int best = 0;
      double least = most;
      for (int i = cursor; i < size && from[i] <= x; i++) {
        double dx = x - column[i];
        double dy = y - row[i];
        double squared = dx * dx + dy * dy;
        int label = labels[row[i] * width + column[i]];
        if (squared < least || squared == least && (best == 0 || label < best)) {
          least = squared;
          best = label;
        }
      }
      return best;
    }
  }
}
