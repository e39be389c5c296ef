package org.imaxt.core.algo.fuse;

import java.io.Serializable;

/**
 * Steps of a mosaic across the borders of its tiles, beside the steps that the image has anyway.
 *
 * @param segments number of pieces of border that were looked at
 * @param stepSquares sum of squared steps across the border, ADU²
 * @param besideSquares sum of squared steps beside the border, ADU²
 * @param signals sum of the means round the border, ADU
 */
public record SeamSteps(long segments, double stepSquares, double besideSquares, double signals)
    implements Serializable {

  /** Nothing measured. */
  public static final SeamSteps NONE = new SeamSteps(0, 0, 0, 0);

  /**
   * Both together.
   *
   * @param other steps of other borders
   * @return the sums
   */
  public SeamSteps plus(SeamSteps other) {
    return new SeamSteps(
        segments + other.segments,
        stepSquares + other.stepSquares,
        besideSquares + other.besideSquares,
        signals + other.signals);
  }

  /**
   * Root mean square of the steps across borders.
   *
   * @return ADU, 0 if there are none
   */
  public double stepAdu() {
    return segments == 0 ? 0 : Math.sqrt(stepSquares / segments);
  }

  /**
   * Root mean square of the steps beside borders: noise and structure of the image.
   *
   * @return ADU, 0 if there are none
   */
  public double besideAdu() {
    return segments == 0 ? 0 : Math.sqrt(besideSquares / segments);
  }

  /**
   * Mean signal round borders.
   *
   * @return ADU, 0 if there are none
   */
  public double signalAdu() {
    return segments == 0 ? 0 : signals / segments;
  }

  /**
   * What borders add to the steps of the image, as a share of the signal.
   *
   * @return √(step² − beside²) / signal, 0 where borders add nothing
   */
  public double seam() {
    double added = Math.max(0, stepSquares - besideSquares);
    return segments == 0 || signals <= 0 ? 0 : Math.sqrt(added / segments) / signalAdu();
  }
}
