package org.imaxt.imc.nuclei;

import org.imaxt.core.algo.image.DistanceTransform;
import org.imaxt.core.algo.image.Gaussian;
import org.imaxt.core.algo.image.Watershed;

/**
 * Cuts nuclei out of a map by values that the bundled models want, in shares of the diameter: a
 * Gaussian of {@link #SIGMA}, a threshold of {@link #THRESHOLD}, maxima of the distance that stand
 * out by {@link #MERGE}.
 */
public final class MapCut {

  /** σ of the Gaussian over the diameter. */
  public static final double SIGMA = 0.06;

  /** A pixel is of a nucleus from this probability. */
  public static final double THRESHOLD = 0.5;

  /** Height of a maximum of the distance over the diameter. */
  public static final double MERGE = 0.08;

  /** Area of the smallest nucleus over the square of the diameter. */
  public static final double LEAST = 0.06;

  private MapCut() {}

  /**
   * Cuts a map that fits into memory.
   *
   * @param map probabilities of nuclei, row by row; NaN is background
   * @param width columns, px
   * @param height rows, px
   * @param diameterPx diameter of nuclei, px
   * @return numbers of the nuclei, not without gaps; 0 for none
   */
  public static int[] of(float[] map, int width, int height, double diameterPx) {
    float[] known = map.clone();
    for (int i = 0; i < known.length; i++) {
      known[i] = Float.isNaN(known[i]) ? 0 : known[i];
    }
    float[] smooth = Gaussian.blur(known, width, height, SIGMA * diameterPx);
    boolean[] object = new boolean[smooth.length];
    for (int i = 0; i < object.length; i++) {
      object[i] = smooth[i] > THRESHOLD;
    }
    int least = (int) (LEAST * diameterPx * diameterPx);
    return DistanceSplit.of(object, width, height, MERGE * diameterPx, least);
  }

  /**
   * Grows cells from their nuclei into the cytoplasm, each pixel to the nearest nucleus on the way.
   *
   * @param nuclei numbers of the nuclei, 0 for none
   * @param background probabilities of background, row by row; NaN is background
   * @param width columns, px
   * @param reachPx farthest from its nucleus that cytoplasm belongs to a cell, px
   * @return numbers of the cells, those of their nuclei
   */
  public static int[] cells(int[] nuclei, float[] background, int width, double reachPx) {
    int height = nuclei.length / width;
    boolean[] outside = new boolean[nuclei.length];
    for (int i = 0; i < outside.length; i++) {
      outside[i] = nuclei[i] == 0;
    }
    float[] squared = DistanceTransform.squared(outside, width, height);
    boolean[] cell = new boolean[outside.length];
    float[] slope = new float[outside.length];
    for (int i = 0; i < cell.length; i++) {
      boolean isNear = squared[i] <= reachPx * reachPx && 1 - background[i] > THRESHOLD;
      cell[i] = !outside[i] || isNear;
      slope[i] = cell[i] ? (float) Math.sqrt(squared[i]) : 0;
    }
    return Watershed.flood(slope, nuclei, cell, width, height);
  }
}
