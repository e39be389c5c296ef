package org.imaxt.core.algo.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Objects of a true and of a found label image of one size, and the pixels that they share.
 *
 * <p>An object is all pixels of one number, joined or not; numbers may be any but 0 and need not
 * follow one another. Objects are counted from 0 in the order of their first pixels.
 */
public final class LabelOverlap {

  private final Objects truth;
  private final Objects found;
  private final List<Pair> pairs;
  private final long sharedForeground;

  /**
   * A true and a found object with pixels in common.
   *
   * @param truth the true object, from 0
   * @param found the found object, from 0
   * @param iou pixels of both over pixels of either, above 0, at most 1
   */
  public record Pair(int truth, int found, double iou) {}

  private LabelOverlap(Objects truth, Objects found, List<Pair> pairs, long sharedForeground) {
    this.truth = truth;
    this.found = found;
    this.pairs = pairs;
    this.sharedForeground = sharedForeground;
  }

  /**
   * Compares two images.
   *
   * @param truth true labels, row by row, 0 for none
   * @param found labels to judge, likewise
   * @param width columns, px
   * @return the comparison
   * @throws IllegalArgumentException if the sizes differ or are no whole number of rows
   */
  public static LabelOverlap of(int[] truth, int[] found, int width) {
    if (truth.length != found.length || width < 1 || truth.length % width != 0) {
      throw new IllegalArgumentException(
          "label images must have one size of whole rows, got %s and %s values and rows of %s px"
              .formatted(truth.length, found.length, width));
    }
    Objects trueOnes = new Objects();
    Objects foundOnes = new Objects();
    Map<Long, Integer> shared = new HashMap<>();
    long both = 0;
    for (int i = 0; i < truth.length; i++) {
      int t = trueOnes.add(truth[i], i % width, i / width);
      int f = foundOnes.add(found[i], i % width, i / width);
      if (t >= 0 && f >= 0) {
        both++;
        shared.merge((long) t << Integer.SIZE | f, 1, Integer::sum);
      }
    }
    List<Pair> pairs = new ArrayList<>(shared.size());
    shared.forEach(
        (key, area) -> {
          int t = (int) (key >> Integer.SIZE);
          int f = key.intValue();
          int either = trueOnes.area[t] + foundOnes.area[f] - area;
          pairs.add(new Pair(t, f, (double) area / either));
        });
    pairs.sort(
        Comparator.comparingDouble(Pair::iou)
            .reversed()
            .thenComparingInt(Pair::truth)
            .thenComparingInt(Pair::found));
    return new LabelOverlap(trueOnes, foundOnes, pairs, both);
  }

  /**
   * Objects of the true image.
   *
   * @return their number
   */
  public int truthObjects() {
    return truth.count;
  }

  /**
   * Objects of the found image.
   *
   * @return their number
   */
  public int foundObjects() {
    return found.count;
  }

  /**
   * Pixels of any object of the true image.
   *
   * @return their number
   */
  public long truthPixels() {
    return truth.pixels();
  }

  /**
   * Pixels of any object of the found image.
   *
   * @return their number
   */
  public long foundPixels() {
    return found.pixels();
  }

  /**
   * Pixels that are of some object in both images.
   *
   * @return their number
   */
  public long sharedPixels() {
    return sharedForeground;
  }

  /**
   * All pairs with pixels in common, those that agree best first.
   *
   * @return the pairs
   */
  public List<Pair> pairs() {
    return List.copyOf(pairs);
  }

  /**
   * Matches objects one to one, best pairs first. Above an IoU of 0.5 an object has but one partner
   * anyway.
   *
   * @param leastIou least intersection over union of a match, above 0
   * @return number of matches
   */
  public int matches(double leastIou) {
    boolean[] takenTruth = new boolean[truth.count];
    boolean[] takenFound = new boolean[found.count];
    int matches = 0;
    for (Pair pair : pairs) {
      if (pair.iou() < leastIou) {
        break;
      }
      if (!takenTruth[pair.truth()] && !takenFound[pair.found()]) {
        takenTruth[pair.truth()] = true;
        takenFound[pair.found()] = true;
        matches++;
      }
    }
    return matches;
  }

  /**
   * Matches objects one to one by their centroids, nearest pairs first.
   *
   * @param distancePx largest distance of a match, px, above 0
   * @return number of matches
   */
  public int near(double distancePx) {
    return CentreMatches.count(truth.centres(), found.centres(), distancePx);
  }

  /** Areas and sums of places by object. */
  private static final class Objects {
    private final Map<Integer, Integer> numbers = new HashMap<>();
    private int[] area = new int[64];
    private double[] sumX = new double[64];
    private double[] sumY = new double[64];
    private int count;
    private int lastLabel;
    private int last = -1;

    /** Adds a pixel; the index of its object, −1 where there is none. */
    int add(int label, int x, int y) {
      if (label == 0) {
        return -1;
      }
      int index = label == lastLabel ? last : index(label);
      area[index]++;
      sumX[index] += x;
      sumY[index] += y;
      return index;
    }

    private int index(int label) {
      Integer known = numbers.putIfAbsent(label, count);
      last = known == null ? count++ : known;
      lastLabel = label;
      if (count > area.length) {
        area = Arrays.copyOf(area, 2 * count);
        sumX = Arrays.copyOf(sumX, 2 * count);
        sumY = Arrays.copyOf(sumY, 2 * count);
      }
      return last;
    }

    long pixels() {
      return Arrays.stream(area, 0, count).asLongStream().sum();
    }

    double[][] centres() {
      double[][] centres = new double[count][];
      for (int i = 0; i < count; i++) {
        centres[i] = new double[] {sumX[i] / area[i], sumY[i] / area[i]};
      }
      return centres;
    }
  }
}
