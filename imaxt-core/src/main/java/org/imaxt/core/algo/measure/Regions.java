package org.imaxt.core.algo.measure;

import java.util.Arrays;

/**
 * The regions of a label image, in ascending order of their labels, each as runs of pixels along
 * rows in raster order. Immutable.
 */
public final class Regions {

  private static final int BAND_ROWS = 256;

  private final int[] labels;

  /** First run of each region, and one past the last run of all. */
  private final int[] firstRun;

  private final int[] rows;
  private final int[] starts;
  private final int[] ends;

  private Regions(int[] labels, int[] firstRun, int[] rows, int[] starts, int[] ends) {
    this.labels = labels;
    this.firstRun = firstRun;
    this.rows = rows;
    this.starts = starts;
    this.ends = ends;
  }

  /**
   * The regions of an image in memory.
   *
   * @param labels labels row by row; what is not positive belongs to no region
   * @param width width of the image, px
   * @return the regions
   * @throws IllegalArgumentException if the array does not consist of whole rows
   */
  public static Regions of(int[] labels, int width) {
    return of(LabelRows.of(labels, width));
  }

  /**
   * The regions of an image that is read in bands of rows. Beside a band, memory holds up to 32
   * bytes a run of pixels while they are put in order and 12 afterwards.
   *
   * @param labels the image; what is not positive belongs to no region
   * @return the regions
   */
  public static Regions of(LabelRows labels) {
    Builder builder = new Builder(labels.width());
    for (int y = 0; y < labels.height(); y += BAND_ROWS) {
      builder.add(labels.read(y, Math.min(BAND_ROWS, labels.height() - y)));
    }
    return builder.build();
  }

  /**
   * Number of regions.
   *
   * @return regions, at least 0
   */
  public int size() {
    return labels.length;
  }

  /**
   * The label of a region.
   *
   * @param region number from 0 to size() − 1
   * @return its label, positive
   */
  public int label(int region) {
    return labels[region];
  }

  /**
   * The region with a label.
   *
   * @param label the label
   * @return its number from 0, negative if there is none
   */
  public int find(int label) {
    return Arrays.binarySearch(labels, label);
  }

  /**
   * Number of pixels of a region.
   *
   * @param region number from 0
   * @return px, at least 1
   */
  public int area(int region) {
    int area = 0;
    for (int run = firstRun[region]; run < firstRun[region + 1]; run++) {
      area += ends[run] - starts[run];
    }
    return area;
  }

  /**
   * Mean column of a region's pixels.
   *
   * @param region number from 0
   * @return px; the first column is 0
   */
  public double centroidX(int region) {
    double sum = 0;
    for (int run = firstRun[region]; run < firstRun[region + 1]; run++) {
      sum += 0.5 * (ends[run] - starts[run]) * (starts[run] + ends[run] - 1.0);
    }
    return sum / area(region);
  }

  /**
   * Mean row of a region's pixels.
   *
   * @param region number from 0
   * @return px; the first row is 0
   */
  public double centroidY(int region) {
    double sum = 0;
    for (int run = firstRun[region]; run < firstRun[region + 1]; run++) {
      sum += (double) (ends[run] - starts[run]) * rows[run];
    }
    return sum / area(region);
  }

  /** First run of a region; runs go on to that of the next region. */
  int firstRun(int region) {
    return firstRun[region];
  }

  int row(int run) {
    return rows[run];
  }

  /** First column of a run. */
  int start(int run) {
    return starts[run];
  }

  /** One past the last column of a run. */
  int end(int run) {
    return ends[run];
  }

  /** Gathers runs from an image that comes in bands of rows, from the top. */
  public static final class Builder {
    private final int width;
    private int row;
    private int size;
    private int[] label = new int[1024];
    private int[] rows = new int[1024];
    private int[] starts = new int[1024];
    private int[] ends = new int[1024];

    /**
     * Begins at the first row.
     *
     * @param width width of the image, px
     */
    public Builder(int width) {
      this.width = width;
    }

    /**
     * Adds the next rows.
     *
     * @param band labels row by row, whole rows
     */
    public void add(int[] band) {
      for (int offset = 0; offset < band.length; offset += width) {
        int x = 0;
        while (x < width) {
          int value = band[offset + x];
          int start = x++;
          while (x < width && band[offset + x] == value) {
            x++;
          }
          if (value > 0) {
            run(value, start, x);
          }
        }
        row++;
      }
    }

    private void run(int value, int start, int end) {
      if (size == label.length) {
        int more = Math.max(size + 1, (int) Math.min(Integer.MAX_VALUE - 8L, 3L * size / 2));
        label = Arrays.copyOf(label, more);
        rows = Arrays.copyOf(rows, more);
        starts = Arrays.copyOf(starts, more);
        ends = Arrays.copyOf(ends, more);
      }
      label[size] = value;
      rows[size] = row;
      starts[size] = start;
      ends[size++] = end;
    }

    /**
     * The regions of all rows added. Lets go of what it gathered, so that the two are never whole
     * in memory at once; may be asked once.
     *
     * @return the regions
     */
    public Regions build() {
      int[] order = order();
      int regions = 0;
      for (int i = 0; i < size; i++) {
        regions += i == 0 || label[order[i]] != label[order[i - 1]] ? 1 : 0;
      }
      int[] labels = new int[regions];
      int[] first = new int[regions + 1];
      int region = 0;
      for (int i = 0; i < size; i++) {
        if (i == 0 || label[order[i]] != label[order[i - 1]]) {
          labels[region] = label[order[i]];
          first[region++] = i;
        }
      }
      first[regions] = size;
      label = new int[0];
      int[] sortedRows = sorted(rows, order);
      rows = label;
      int[] sortedStarts = sorted(starts, order);
      starts = label;
      int[] sortedEnds = sorted(ends, order);
      ends = label;
      size = 0;
      return new Regions(labels, first, sortedRows, sortedStarts, sortedEnds);
    }

    private static int[] sorted(int[] values, int... order) {
      int[] sorted = new int[order.length];
      for (int i = 0; i < sorted.length; i++) {
        sorted[i] = values[order[i]];
      }
      return sorted;
    }

    /** Runs by label, those of a label as they came. */
    private int[] order() {
      int largest = 0;
      for (int i = 0; i < size; i++) {
        largest = Math.max(largest, label[i]);
      }
      int[] order = new int[size];
      if (largest <= 4L * size + 1024) { // nearly all numbers are used: count them
        int[] next = new int[largest + 2];
        for (int i = 0; i < size; i++) {
          next[label[i] + 1]++;
        }
        for (int i = 1; i < next.length; i++) {
          next[i] += next[i - 1];
        }
        for (int i = 0; i < size; i++) {
          order[next[label[i]]++] = i;
        }
        return order;
      }
      long[] keys = new long[size];
      for (int i = 0; i < size; i++) {
        keys[i] = (long) label[i] << 32 | i;
      }
      Arrays.sort(keys);
      Arrays.setAll(order, i -> (int) keys[i]);
      return order;
    }
  }
}
