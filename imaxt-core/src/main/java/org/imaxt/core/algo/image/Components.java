package org.imaxt.core.algo.image;

import java.util.HashMap;
import java.util.Map;
import org.imaxt.core.algo.numeric.DisjointSets;

/**
 * Connected components, numbered from 1 in the order in which reading the image row by row meets
 * them; 0 is background.
 *
 * <p>Two passes with union-find. A component may reach anywhere, so there is no finite halo: images
 * are labelled whole.
 */
public final class Components {

  /** Which pixels are neighbours. */
  public enum Connectivity {
    /** Pixels that share an edge. */
    FOUR,
    /** Pixels that share an edge or a corner. */
    EIGHT
  }

  private Components() {}

  /**
   * Labels the components of a mask.
   *
   * @param object whether a pixel belongs to an object, width × height, row-major
   * @param width columns
   * @param height rows
   * @param connectivity which pixels are neighbours
   * @return labels from 1 without gaps, 0 on the background
   * @throws IllegalArgumentException if the array has another length
   */
  public static int[] of(boolean[] object, int width, int height, Connectivity connectivity) {
    Shape.check(object.length, width, height);
    boolean corners = connectivity == Connectivity.EIGHT;
    DisjointSets sets = new DisjointSets(object.length);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int i = y * width + x;
        if (!object[i]) {
          continue;
        }
        if (x > 0 && object[i - 1]) {
          sets.join(i, i - 1);
        }
        if (y > 0 && object[i - width]) {
          sets.join(i, i - width);
        }
        if (corners && y > 0 && x > 0 && object[i - width - 1]) {
          sets.join(i, i - width - 1);
        }
        if (corners && y > 0 && x + 1 < width && object[i - width + 1]) {
          sets.join(i, i - width + 1);
        }
      }
    }
    return numbered(object, sets);
  }

  private static int[] numbered(boolean[] object, DisjointSets sets) {
    int[] labels = new int[object.length];
    int next = 1;
    for (int i = 0; i < labels.length; i++) {
      if (object[i]) {
        // The root is the component's first pixel, so it has been numbered already.
        int root = sets.root(i);
        labels[i] = root == i ? next++ : labels[root];
      }
    }
    return labels;
  }

  /**
   * Numbers labels anew, from 1 without gaps in reading order.
   *
   * @param labels labels, 0 = background; overwritten
   * @return how many there are
   */
  public static int renumber(int[] labels) {
    Map<Integer, Integer> numbers = new HashMap<>();
    int last = 0;
    int lastNumber = 0;
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] == 0) {
        continue;
      }
      if (labels[i] != last) {
        last = labels[i];
        lastNumber = numbers.computeIfAbsent(last, k -> numbers.size() + 1);
      }
      labels[i] = lastNumber;
    }
    return numbers.size();
  }
}
