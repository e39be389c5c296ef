package org.imaxt.core.algo.distortion;

import java.io.Serializable;

/**
 * One place of the specimen in the camera images of two overlapping tiles. Camera coordinates, px;
 * pixel i covers [i, i + 1).
 *
 * @param pair number of the pair of tiles; points of one pair share one unknown step
 * @param ua x in the first image
 * @param va y in the first image
 * @param ub x in the second image
 * @param vb y in the second image
 * @param sigmaX standard error of the difference along x, px, positive
 * @param sigmaY standard error of the difference along y, px, positive
 */
public record OverlapPoint(
    int pair, double ua, double va, double ub, double vb, double sigmaX, double sigmaY)
    implements Serializable {

  /**
   * The same for another number of the pair.
   *
   * @param number number of the pair
   * @return the changed point
   */
  public OverlapPoint withPair(int number) {
    return new OverlapPoint(number, ua, va, ub, vb, sigmaX, sigmaY);
  }
}
