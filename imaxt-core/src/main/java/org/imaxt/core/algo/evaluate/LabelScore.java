package org.imaxt.core.algo.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Agreement of label images with true ones, as counts, so that images pool by adding.
 *
 * @param images images that were compared
 * @param truthPixels pixels of true objects
 * @param foundPixels pixels of found objects
 * @param sharedPixels pixels of both
 * @param truthObjects true objects
 * @param foundObjects found objects
 * @param matches objects matched at each of {@link #THRESHOLDS}
 * @param near objects whose centres match within {@link #NEAR_UM}
 */
public record LabelScore(
    long images,
    long truthPixels,
    long foundPixels,
    long sharedPixels,
    long truthObjects,
    long foundObjects,
    List<Long> matches,
    long near) {

  /** Intersections over union at which objects are matched: 0.5 to 0.95 by 0.05. */
  public static final List<Double> THRESHOLDS =
      IntStream.rangeClosed(10, 19).mapToObj(i -> i / 20.0).toList();

  /** Centres so near to one another match, µm. */
  public static final double NEAR_UM = 5;

  /** Copies the list. */
  public LabelScore {
    matches = List.copyOf(matches);
  }

  /**
   * No image yet.
   *
   * @return nothing but zeros
   */
  public static LabelScore none() {
    return new LabelScore(0, 0, 0, 0, 0, 0, THRESHOLDS.stream().map(t -> 0L).toList(), 0);
  }

  /**
   * Scores one image.
   *
   * @param truth true labels, row by row, 0 for none
   * @param found labels to judge, likewise
   * @param width columns, px
   * @param pixelUm edge of a pixel, µm
   * @return the score
   * @throws IllegalArgumentException if the sizes differ
   */
  public static LabelScore of(int[] truth, int[] found, int width, double pixelUm) {
    LabelOverlap overlap = LabelOverlap.of(truth, found, width);
    return new LabelScore(
        1,
        overlap.truthPixels(),
        overlap.foundPixels(),
        overlap.sharedPixels(),
        overlap.truthObjects(),
        overlap.foundObjects(),
        THRESHOLDS.stream().map(t -> (long) overlap.matches(t)).toList(),
        overlap.near(NEAR_UM / pixelUm));
  }

  /**
   * Both together.
   *
   * @param other score of other images
   * @return the pooled score
   */
  public LabelScore plus(LabelScore other) {
    List<Long> both = new ArrayList<>();
    for (int i = 0; i < matches.size(); i++) {
      both.add(matches.get(i) + other.matches.get(i));
    }
    return new LabelScore(
        images + other.images,
        truthPixels + other.truthPixels,
        foundPixels + other.foundPixels,
        sharedPixels + other.sharedPixels,
        truthObjects + other.truthObjects,
        foundObjects + other.foundObjects,
        both,
        near + other.near);
  }

  /**
   * Agreement of pixels.
   *
   * @return twice the shared pixels over the sum of both, 0 to 1; 1 where neither has any
   */
  public double pixelF1() {
    return f1(sharedPixels, truthPixels, foundPixels);
  }

  /**
   * Agreement of objects at one threshold.
   *
   * @param threshold index into {@link #THRESHOLDS}
   * @return twice the matches over the sum of both numbers, 0 to 1; 1 where neither has any
   */
  public double objectF1(int threshold) {
    return f1(matches.get(threshold), truthObjects, foundObjects);
  }

  /**
   * Agreement of objects at an IoU of 0.5.
   *
   * @return F1, 0 to 1
   */
  public double objectF1() {
    return objectF1(0);
  }

  /**
   * Agreement of objects, mean over {@link #THRESHOLDS}.
   *
   * @return mean F1, 0 to 1
   */
  public double meanObjectF1() {
    return IntStream.range(0, matches.size()).mapToDouble(this::objectF1).average().orElseThrow();
  }

  /**
   * Agreement of centres within {@link #NEAR_UM}.
   *
   * @return F1, 0 to 1
   */
  public double detectionF1() {
    return f1(near, truthObjects, foundObjects);
  }

  /**
   * Correlation of the numbers of objects image by image (Pearson).
   *
   * @param scores a score an image
   * @return −1 to 1; NaN where there are fewer than two images or all numbers are equal
   */
  public static double countCorrelation(List<LabelScore> scores) {
    double n = scores.size();
    double meanTruth = scores.stream().mapToLong(LabelScore::truthObjects).sum() / n;
    double meanFound = scores.stream().mapToLong(LabelScore::foundObjects).sum() / n;
    double both = 0;
    double ofTruth = 0;
    double ofFound = 0;
    for (LabelScore s : scores) {
      double t = s.truthObjects - meanTruth;
      double f = s.foundObjects - meanFound;
      both += t * f;
      ofTruth += t * t;
      ofFound += f * f;
    }
    return both / Math.sqrt(ofTruth * ofFound);
  }

  private static double f1(long shared, long truth, long found) {
    return truth + found == 0 ? 1 : 2.0 * shared / (truth + found);
  }
}
