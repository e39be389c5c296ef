package org.imaxt.core.algo.measure;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * Measures how bright regions are in a channel, in one pass over its rows. Memory holds a band of
 * at most 1280 rows and the values of one region at a time.
 */
public final class IntensityMeasure {

  private static final int BAND_ROWS = 256;
  private static final int TALL_ROWS = 1024;

  private final Regions regions;
  private final int width;

  /** Regions by their first rows. */
  private final int[] order;

  /**
   * Prepares to measure.
   *
   * @param regions the regions
   * @param width width of the image, px
   */
  public IntensityMeasure(Regions regions, int width) {
    this.regions = regions;
    this.width = width;
    long[] keys = new long[regions.size()];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = (long) top(i) << 32 | i;
    }
    Arrays.sort(keys);
    this.order = new int[keys.length];
    Arrays.setAll(order, i -> (int) keys[i]);
  }

  /**
   * All statistics of a channel.
   *
   * @param channel the channel's pixels
   * @return an array a statistic, one value a region in their order; all NaN for a region that has
   *     no known pixel
   */
  public Map<Statistic, double[]> of(PixelRows channel) {
    Map<Statistic, double[]> found = new EnumMap<>(Statistic.class);
    for (Statistic statistic : Statistic.values()) {
      double[] values = new double[regions.size()];
      Arrays.fill(values, Double.NaN);
      found.put(statistic, values);
    }
    Values values = new Values();
    int next = 0;
    while (next < order.length) {
      int first = top(order[next]);
      int begin = next;
      int bottom = first;
      while (next < order.length && top(order[next]) < first + BAND_ROWS) {
        int region = order[next++];
        bottom = Math.max(bottom, isTall(region) ? first : bottom(region));
      }
      float[] rows = bottom > first ? channel.read(first, bottom - first) : new float[0];
      for (int i = begin; i < next; i++) {
        values.clear();
        if (isTall(order[i])) {
          values.collectInBands(order[i], channel);
        } else {
          values.collect(order[i], rows, first, bottom);
        }
        values.store(order[i], found);
      }
    }
    return found;
  }

  /** Such regions are read on their own, so that a band is never much taller than it is meant. */
  private boolean isTall(int region) {
    return bottom(region) - top(region) > TALL_ROWS;
  }

  private int top(int region) {
    return regions.row(regions.firstRun(region));
  }

  private int bottom(int region) {
    return regions.row(regions.firstRun(region + 1) - 1) + 1;
  }

  /** The known values of one region. */
  private final class Values {
    private float[] values = new float[256];
    private int size;
    private double sum;
    private double sumX;
    private double sumY;

    void clear() {
      size = 0;
      sum = 0;
      sumX = 0;
      sumY = 0;
    }

    void collectInBands(int region, PixelRows channel) {
      int end = IntensityMeasure.this.bottom(region);
      for (int y = top(region); y < end; y += BAND_ROWS) {
        int to = Math.min(end, y + BAND_ROWS);
        collect(region, channel.read(y, to - y), y, to);
      }
    }

    /** Adds the values of the rows from first to end. */
    void collect(int region, float[] rows, int firstRow, int endRow) {
      for (int run = regions.firstRun(region); run < regions.firstRun(region + 1); run++) {
        int y = regions.row(run);
        if (y < firstRow || y >= endRow) {
          continue;
        }
        int offset = (y - firstRow) * width;
        room(regions.end(run) - regions.start(run));
        for (int x = regions.start(run); x < regions.end(run); x++) {
          float value = rows[offset + x];
          if (!Float.isNaN(value)) {
            values[size++] = value;
            sum += value;
            sumX += (double) value * x;
            sumY += (double) value * y;
          }
        }
      }
    }

    private void room(int more) {
      if (size + more > values.length) {
        values = Arrays.copyOf(values, Math.max(size + more, 2 * values.length));
      }
    }

    void store(int region, Map<Statistic, double[]> found) {
      if (size == 0) {
        return;
      }
      double mean = sum / size;
      double squares = 0;
      float least = values[0];
      float most = values[0];
      for (int i = 0; i < size; i++) {
        float value = values[i];
        squares += (value - mean) * (value - mean);
        if (value < least) {
          least = value;
        } else if (value > most) {
          most = value;
        }
      }
      int leasts = 0;
      for (int i = 0; i < size; i++) {
        leasts += values[i] == least ? 1 : 0;
      }
      double variance = squares / size;
      found.get(Statistic.MEAN)[region] = mean;
      found.get(Statistic.SUM)[region] = sum;
      found.get(Statistic.MIN)[region] = least;
      found.get(Statistic.MAX)[region] = most;
      // counts of few ions are 0 in most pixels: nothing is to be sorted then
      found.get(Statistic.MEDIAN)[region] = leasts > size / 2 ? least : median();
      found.get(Statistic.VARIANCE)[region] = variance;
      found.get(Statistic.STD)[region] = Math.sqrt(variance);
      found.get(Statistic.WEIGHTED_X)[region] = sum == 0 ? Double.NaN : sumX / sum;
      found.get(Statistic.WEIGHTED_Y)[region] = sum == 0 ? Double.NaN : sumY / sum;
    }

    private double median() {
      int middle = size / 2;
      float upper = select(middle);
      if (size % 2 == 1) {
        return upper;
      }
      float lower = values[0];
      for (int i = 1; i < middle; i++) {
        lower = Math.max(lower, values[i]);
      }
      return 0.5 * ((double) lower + upper);
    }

    /** Hoare's selection: the value of a rank; none before it is larger afterwards. */
    private float select(int rank) {
      int low = 0;
      int high = size - 1;
      while (low < high) {
        float pivot = values[rank];
        int i = low;
        int j = high;
        while (i <= j) {
          while (values[i] < pivot) {
            i++;
          }
          while (values[j] > pivot) {
            j--;
          }
          if (i <= j) {
            float value = values[i];
            values[i++] = values[j];
            values[j--] = value;
          }
        }
        if (j < rank) {
          low = i;
        }
        if (i > rank) {
          high = j;
        }
      }
      return values[rank];
    }
  }
}
