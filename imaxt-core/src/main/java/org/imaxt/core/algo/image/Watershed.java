package org.imaxt.core.algo.image;

import java.util.Arrays;

/**
 * Watershed from markers: basins grow from the markers in the order of the pixels' heights until
 * they meet.
 *
 * <p>Flooding with one queue a height (Beucher and Meyer, in Mathematical Morphology in Image
 * Processing (1993) 433-481), heights in {@value #LEVELS} steps; pixels of one step are taken in
 * the order in which the flood reached them, so results do not depend on anything else. There are
 * no dams: every pixel of the mask that a marker can reach gets a label. Basins may reach anywhere,
 * so there is no finite halo.
 */
public final class Watershed {

  private static final int LEVELS = 1024;

  private Watershed() {}

  /**
   * Floods a landscape.
   *
   * @param height heights, low ones are flooded first, width × rows, row-major, finite in the mask
   * @param markers labels of the sources, 0 elsewhere
   * @param mask where the flood may go
   * @param width columns
   * @param rows rows
   * @return labels, 0 outside the mask and where no marker can reach; neighbours share an edge
   * @throws IllegalArgumentException if an array has another length
   */
  public static int[] flood(float[] height, int[] markers, boolean[] mask, int width, int rows) {
    Shape.check(height.length, width, rows);
    Shape.check(markers.length, width, rows);
    Shape.check(mask.length, width, rows);
    Queues queues = new Queues(height, mask);
    int[] labels = new int[height.length];
    for (int i = 0; i < labels.length; i++) {
      if (mask[i] && markers[i] != 0) {
        labels[i] = markers[i];
        queues.push(i, 0);
      }
    }
    for (int i = queues.pop(); i >= 0; i = queues.pop()) {
      int x = i % width;
      spread(labels, mask, queues, i, x > 0 ? i - 1 : -1);
      spread(labels, mask, queues, i, x + 1 < width ? i + 1 : -1);
      spread(labels, mask, queues, i, i - width);
      spread(labels, mask, queues, i, i + width);
    }
    return labels;
  }

  private static void spread(int[] labels, boolean[] mask, Queues queues, int from, int to) {
    if (to >= 0 && to < labels.length && mask[to] && labels[to] == 0) {
      labels[to] = labels[from];
      queues.push(to, queues.now);
    }
  }

  /** Linked lists, one a level; each pixel enters once. */
  private static final class Queues {
    private final float[] height;
    private final float low;
    private final float scale;
    private final int[] next;
    private final int[] head = new int[LEVELS];
    private final int[] tail = new int[LEVELS];
    private int now;

    Queues(float[] height, boolean[] mask) {
      this.height = height;
      float least = Float.POSITIVE_INFINITY;
      float most = Float.NEGATIVE_INFINITY;
      for (int i = 0; i < height.length; i++) {
        if (mask[i]) {
          least = Math.min(least, height[i]);
          most = Math.max(most, height[i]);
        }
      }
      low = least;
      scale = most > least ? (LEVELS - 1) / (most - least) : 0;
      next = new int[height.length];
      Arrays.fill(head, -1);
    }

    /** Adds a pixel, not below the level that the flood has reached. */
    void push(int pixel, int atLeast) {
      int level = Math.max(atLeast, (int) ((height[pixel] - low) * scale));
      next[pixel] = -1;
      if (head[level] < 0) {
        head[level] = pixel;
      } else {
        next[tail[level]] = pixel;
      }
      tail[level] = pixel;
    }

    int pop() {
      while (now < LEVELS && head[now] < 0) {
        now++;
      }
      if (now == LEVELS) {
        return -1;
      }
      int pixel = head[now];
      head[now] = next[pixel];
      return pixel;
    }
  }
}
