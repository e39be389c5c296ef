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
    Shape.check(mask.length, width, rows);
    return flood(steps(height, mask), LEVELS, markers, mask, width, rows);
  }

  /**
   * Floods a landscape whose steps are given, so that what lies elsewhere in the mask does not
   * change how a place is flooded.
   *
   * @param step heights in steps from 0, low ones are flooded first, width × rows, row-major
   * @param steps number of steps; all heights lie below it
   * @param markers labels of the sources, 0 elsewhere
   * @param mask where the flood may go
   * @param width columns
   * @param rows rows
   * @return labels, 0 outside the mask and where no marker can reach; neighbours share an edge
   * @throws IllegalArgumentException if an array has another length
   */
  public static int[] flood(
      int[] step, int steps, int[] markers, boolean[] mask, int width, int rows) {
    Shape.check(step.length, width, rows);
    Shape.check(markers.length, width, rows);
    Shape.check(mask.length, width, rows);
    Queues queues = new Queues(step, steps);
    int[] labels = new int[step.length];
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

  private static int[] steps(float[] height, boolean[] mask) {
    float least = Float.POSITIVE_INFINITY;
    float most = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < height.length; i++) {
      if (mask[i]) {
        least = Math.min(least, height[i]);
        most = Math.max(most, height[i]);
      }
    }
    float scale = most > least ? (LEVELS - 1) / (most - least) : 0;
    int[] steps = new int[height.length];
    for (int i = 0; i < height.length; i++) {
      steps[i] = mask[i] ? (int) ((height[i] - least) * scale) : 0;
    }
    return steps;
  }

  /** Linked lists, one a step; each pixel enters once. */
  private static final class Queues {
    private final int[] step;
    private final int[] next;
    private final int[] head;
    private final int[] tail;
    private int now;

    Queues(int[] step, int steps) {
      this.step = step;
      next = new int[step.length];
      head = new int[steps];
      tail = new int[steps];
      Arrays.fill(head, -1);
    }

    /** Adds a pixel, not below the step that the flood has reached. */
    void push(int pixel, int atLeast) {
      int at = Math.max(atLeast, step[pixel]);
      next[pixel] = -1;
      if (head[at] < 0) {
        head[at] = pixel;
      } else {
        next[tail[at]] = pixel;
      }
      tail[at] = pixel;
    }

    int pop() {
      while (now < head.length && head[now] < 0) {
        now++;
      }
      if (now == head.length) {
        return -1;
      }
      int pixel = head[now];
      head[now] = next[pixel];
      return pixel;
    }
  }
}
