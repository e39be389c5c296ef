package org.imaxt.core.algo.beads;

/**
 * How far bilinear interpolation moves an edge.
 *
 * <p>At a fraction f of a pixel p the two weights, 1 − f and f, keep the mean but are skewed: their
 * third central moment is f·(1 − f)·(1 − 2f)·p³. An edge of Gaussian blur σ to which a symmetric
 * profile is fitted seems to lie −1/(12σ²) of that off, the same on all sides of a bead. Where f is
 * any, the moment has the standard deviation p³/√210. Of pixels that are small beside the blur
 * nothing is left of it.
 */
public final class InterpolationShift {

  /** Mean square of f·(1 − f)·(1 − 2f) over all f. */
  private static final double MEAN_SQUARE = 1.0 / 210;

  private InterpolationShift() {}

  /**
   * Standard deviation of the shift along an axis over all fractions of a pixel.
   *
   * @param pixelUm edge of a pixel, µm
   * @param blurUm σ of the blur without the pixels' own, that of the interpolation included, µm
   * @return µm
   */
  public static double sigmaUm(double pixelUm, double blurUm) {
    double edge = blurUm * blurUm + pixelUm * pixelUm / 12;
    return Math.pow(pixelUm, 3) * Math.sqrt(MEAN_SQUARE) / (12 * edge);
  }
}
