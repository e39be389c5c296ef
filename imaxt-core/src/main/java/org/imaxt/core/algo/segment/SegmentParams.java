package org.imaxt.core.algo.segment;

/**
 * How nuclei and cells are cut out of probabilities.
 *
 * @param sigmaPx standard deviation of the Gaussian before the threshold, px
 * @param nuclei where nuclei begin
 * @param cells where cells begin
 * @param mergePx maxima of the distance to the background that stand out by less are one nucleus,
 *     px
 * @param smallestPx nuclei of fewer pixels are left out
 * @param largestPx nuclei of more pixels are left out; 0 for no limit
 * @param border what becomes of nuclei at the border of the image
 * @param rimPx nuclei, once found, take the foreground of cells no farther than this, px; for maps
 *     in which the places where nuclei touch are a class of their own; 0 where nuclei are whole
 * @param reachPx cytoplasm farther than this from its nucleus belongs to no cell, px
 * @param growPx cells without cytoplasm grow by this, px
 * @param division how images are divided
 */
public record SegmentParams(
    double sigmaPx,
    Threshold nuclei,
    Threshold cells,
    double mergePx,
    int smallestPx,
    int largestPx,
    Border border,
    int rimPx,
    int reachPx,
    int growPx,
    Division division) {

  /** What becomes of nuclei that touch the border of the image. */
  public enum Border {
    /** They stay. */
    KEEP,
    /** They are left out, with their cells. */
    REMOVE
  }

  /** Farthest that cytoplasm may reach and cells may grow, px. */
  public static final int MOST_REACH_PX = 500;

  /** Refuses values that are none. */
  public SegmentParams {
    Check.require(sigmaPx >= 0 && sigmaPx <= 100, "sigma must be 0 to 100 px, got %s", sigmaPx);
    Check.require(mergePx > 0 && mergePx <= 1000, "merge must be above 0 px, got %s", mergePx);
    Check.require(smallestPx >= 0, "the smallest nucleus must have 0 px or more, %s", smallestPx);
    Check.require(largestPx >= 0, "the largest nucleus must have 0 px or more, %s", largestPx);
    within("rim", rimPx);
    within("reach", reachPx);
    within("growth", growPx);
  }

  private static void within(String what, int px) {
    Check.require(
        px >= 0 && px <= MOST_REACH_PX, what + " must be 0 to %s px, got %s", MOST_REACH_PX, px);
  }

  /**
   * Usual values for cells of tissue at 1 µm a pixel.
   *
   * @return Otsu's thresholds after a Gaussian of 1 px
   */
  public static SegmentParams defaults() {
    return new SegmentParams(
        1, Threshold.otsu(), Threshold.otsu(), 0.5, 12, 0, Border.KEEP, 0, 8, 2, Division.STANDARD);
  }

  /**
   * The same with another division.
   *
   * @param other the division
   * @return a copy
   */
  public SegmentParams withDivision(Division other) {
    return new SegmentParams(
        sigmaPx,
        nuclei,
        cells,
        mergePx,
        smallestPx,
        largestPx,
        border,
        rimPx,
        reachPx,
        growPx,
        other);
  }

  /**
   * The same with other thresholds.
   *
   * @param ofNuclei where nuclei begin
   * @param ofCells where cells begin
   * @return a copy
   */
  public SegmentParams withThresholds(Threshold ofNuclei, Threshold ofCells) {
    return new SegmentParams(
        sigmaPx,
        ofNuclei,
        ofCells,
        mergePx,
        smallestPx,
        largestPx,
        border,
        rimPx,
        reachPx,
        growPx,
        division);
  }

  /**
   * The same with other reaches.
   *
   * @param ofNuclei how far nuclei take the foreground of cells, px
   * @param ofCells how far cells do, px
   * @param ofBareCells how far those grow that have no cytoplasm, px
   * @return a copy
   */
  public SegmentParams withReaches(int ofNuclei, int ofCells, int ofBareCells) {
    return new SegmentParams(
        sigmaPx,
        nuclei,
        cells,
        mergePx,
        smallestPx,
        largestPx,
        border,
        ofNuclei,
        ofCells,
        ofBareCells,
        division);
  }
}
