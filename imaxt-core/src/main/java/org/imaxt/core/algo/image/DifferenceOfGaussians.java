package org.imaxt.core.algo.image;

/**
 * Blobs of one size: the image smoothed a little less minus the image smoothed a little more.
 *
 * <p>With σ and 1.6 σ this approximates −σ²∇² of a Gaussian (Marr and Hildreth, Proc. R. Soc. B 207
 * (1980) 187-217), whose response to a disc of radius r is strongest at σ ≈ r/√2.
 */
public final class DifferenceOfGaussians {

  /** Wider σ over the narrower one. */
  public static final double RATIO = 1.6;

  private DifferenceOfGaussians() {}

  /**
   * Narrower σ whose response to a disc is strongest.
   *
   * @param radiusPx radius of the disc, px
   * @return σ, px
   */
  public static double sigmaFor(double radiusPx) {
    // Between the σ and 1.6 σ of the pair lies their geometric mean.
    return radiusPx / Math.sqrt(2 * RATIO);
  }

  /**
   * What the filter leaves of the noise of independent pixels.
   *
   * @param sigmaPx narrower σ, px
   * @return σ of a filtered pixel over that of a pixel
   */
  public static double noise(double sigmaPx) {
    // A Gaussian's sum of squares is 1/(4πσ²); never more than that of the pixel itself.
    double narrow = sigmaPx * sigmaPx;
    double wide = RATIO * RATIO * narrow;
    double sum = 1 / (4 * narrow) + 1 / (4 * wide) - 1 / (narrow + wide);
    return Math.min(1, Math.sqrt(sum / Math.PI));
  }

  /**
   * Neighbourhood that a pixel depends on.
   *
   * @param sigmaPx narrower σ, px
   * @return halo, px
   */
  public static int halo(double sigmaPx) {
    return Gaussian.halo(RATIO * sigmaPx);
  }

  /**
   * Filters an image; bright blobs are positive.
   *
   * @param from width × height values, row-major
   * @param width columns
   * @param height rows
   * @param sigmaPx narrower σ, px, at least 0
   * @return filtered copy
   * @throws IllegalArgumentException if the array has another length or σ is negative
   */
  public static float[] of(float[] from, int width, int height, double sigmaPx) {
    float[] narrow = Gaussian.blur(from, width, height, sigmaPx);
    float[] wide = Gaussian.blur(from, width, height, RATIO * sigmaPx);
    for (int i = 0; i < narrow.length; i++) {
      narrow[i] -= wide[i];
    }
    return narrow;
  }
}
