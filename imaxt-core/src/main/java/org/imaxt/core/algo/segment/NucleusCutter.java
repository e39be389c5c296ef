package org.imaxt.core.algo.segment;

import java.util.Arrays;
import org.imaxt.core.algo.image.Watershed;

/**
 * Cuts nuclei out of one square: distances to the background, their peaks, and a watershed from
 * these.
 *
 * @param map the smoothed map of nuclei
 * @param cut the threshold
 * @param params the parameters
 */
record NucleusCutter(SmoothedMap map, Cut cut, SegmentParams params) {

  /** Distances are told apart up to this, px. */
  private static final int FARTHEST_PX = 2048;

  /**
   * The nuclei of a square.
   *
   * @param square the square
   * @param labels its labels from 1, 0 in the background
   * @param peaks place in the image of the peak that each label grew from: row × width + column;
   *     the same in all squares that show parts of one nucleus
   */
  record Part(Box square, int[] labels, long[] peaks) {}

  Part cut(Box square) {
    int width = map.blocks().width();
    Box seen = square.grown(params.division().wholePx(), width, map.blocks().height());
    boolean[] mask = cut.foreground(map, seen);
    int[] height = DistanceSteps.of(mask, seen, FARTHEST_PX);
    int depth = (int) Math.max(1, Math.round(params.mergePx() * DistanceSteps.PER_PX));
    int[] peaks = Peaks.of(height, mask, seen.width(), depth);
    int highest = Arrays.stream(height).max().orElse(0);
    for (int i = 0; i < height.length; i++) {
      height[i] = highest - height[i];
    }
    int[] markers = new int[height.length];
    long[] places = new long[peaks.length];
    for (int k = 0; k < peaks.length; k++) {
      markers[peaks[k]] = k + 1;
      long row = (long) seen.y() + peaks[k] / seen.width();
      places[k] = row * width + seen.x() + peaks[k] % seen.width();
    }
    int[] labels = Watershed.flood(height, highest + 1, markers, mask, seen.width(), seen.height());
    return new Part(square, seen.crop(labels, square), places);
  }
}
