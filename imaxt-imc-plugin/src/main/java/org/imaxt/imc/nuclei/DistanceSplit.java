package org.imaxt.imc.nuclei;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.imaxt.core.algo.image.DistanceTransform;
import org.imaxt.core.algo.image.Gaussian;
import org.imaxt.core.algo.image.Watershed;

/**
 * Divides a foreground into convex parts: distances to the background, their maxima that stand out
 * by a height, a watershed from them. A rough division for diameters and comparisons.
 */
public final class DistanceSplit {

  private static final double SMOOTH_PX = 0.5;

  private DistanceSplit() {}

  /**
   * Divides a foreground.
   *
   * @param object whether a pixel is foreground, row by row
   * @param width columns, px
   * @param height rows, px
   * @param mergePx maxima of the distance that stand out by less are one part, px
   * @param leastPx parts of fewer pixels are left out
   * @return numbers of the parts, not without gaps; 0 for none
   */
  public static int[] of(boolean[] object, int width, int height, double mergePx, int leastPx) {
    float[] distance = distances(object, width, height);
    float[] depth = new float[distance.length];
    for (int i = 0; i < distance.length; i++) {
      depth[i] = -distance[i];
    }
    int[] markers = new Peaks(distance, object, width).above(mergePx);
    int[] labels = Watershed.flood(depth, markers, object, width, height);
    int[] areas = new int[Arrays.stream(labels).max().orElse(0) + 1];
    for (int label : labels) {
      areas[label]++;
    }
    for (int i = 0; i < labels.length; i++) {
      labels[i] = areas[labels[i]] < leastPx ? 0 : labels[i];
    }
    return labels;
  }

  /**
   * Radii of the largest discs about the maxima.
   *
   * @param object whether a pixel is foreground, row by row
   * @param width columns, px
   * @param height rows, px
   * @param mergePx maxima that stand out by less are not counted, px
   * @return distances to the background, px, in no order
   */
  static double[] radii(boolean[] object, int width, int height, double mergePx) {
    float[] distance = distances(object, width, height);
    int[] markers = new Peaks(distance, object, width).above(mergePx);
    return IntStream.range(0, markers.length)
        .filter(i -> markers[i] != 0)
        .mapToDouble(i -> distance[i])
        .toArray();
  }

  /** Distances, smoothed a little: a digital disc has many maxima. */
  private static float[] distances(boolean[] object, int width, int height) {
    float[] distance = DistanceTransform.squared(object, width, height);
    for (int i = 0; i < distance.length; i++) {
      // Where there is no background at all the image itself is the one part.
      distance[i] = Float.isInfinite(distance[i]) ? width + height : (float) Math.sqrt(distance[i]);
    }
    return Gaussian.blur(distance, width, height, SMOOTH_PX);
  }

  /** Maxima of a landscape and how far each stands out above the saddle to a higher one. */
  private static final class Peaks {
    private final float[] height;
    private final boolean[] object;
    private final int width;
    private final int[] parent;
    private final int[] peak;
    private final boolean[] low;

    Peaks(float[] height, boolean[] object, int width) {
      this.height = height;
      this.object = object;
      this.width = width;
      parent = new int[height.length];
      peak = new int[height.length];
      low = new boolean[height.length];
      Arrays.fill(parent, -1);
    }

    /** One marker for each maximum that stands out; what joins a higher pixel is none. */
    int[] above(double least) {
      long[] order = order();
      for (long key : order) {
        int i = (int) key;
        parent[i] = i;
        peak[i] = i;
        for (int k = 0; k < 9; k++) {
          int x = i % width + k % 3 - 1;
          int j = i + (k / 3 - 1) * width + k % 3 - 1;
          if (x >= 0 && x < width && j >= 0 && j < height.length && parent[j] >= 0 && j != i) {
            join(i, j, least);
          }
        }
      }
      int[] markers = new int[height.length];
      int count = 0;
      for (long key : order) {
        int i = (int) key;
        markers[i] = !low[i] ? ++count : 0;
      }
      return markers;
    }

    /** Indices of the foreground, high ones first, then in reading order. */
    private long[] order() {
      long[] order = new long[height.length];
      int n = 0;
      for (int i = 0; i < height.length; i++) {
        if (object[i]) {
          order[n++] = (long) (Integer.MAX_VALUE - Float.floatToIntBits(height[i])) << 32 | i;
        }
      }
      order = Arrays.copyOf(order, n);
      Arrays.sort(order);
      return order;
    }

    private void join(int i, int j, double least) {
      int a = root(i);
      int b = root(j);
      if (a == b) {
        return;
      }
      boolean first =
          height[peak[a]] > height[peak[b]]
              || height[peak[a]] == height[peak[b]] && peak[a] < peak[b];
      int lower = first ? peak[b] : peak[a];
      low[lower] |= height[lower] - height[i] < least;
      peak[a] = first ? peak[a] : peak[b];
      parent[b] = a;
    }

    private int root(int i) {
      int at = i;
      while (parent[at] != at) {
        parent[at] = parent[parent[at]];
        at = parent[at];
      }
      return at;
    }
  }
}
