package org.imaxt.core.algo.fuse;

/** What bilinear interpolation does to the noise of the mosaic. */
public final class Bilinear {

  private Bilinear() {}

  /**
   * Variance of an interpolated pixel over that of a camera pixel, for independent camera pixels of
   * equal variance: ((1 − fx)² + fx²)·((1 − fy)² + fy²), from 1 on the grid to 1/4 between four
   * pixels.
   *
   * <p>The variance of a mosaic pixel is then at most (gain·signal + read²)/confidence × this
   * factor, and equal to it where one tile with ramp 1 contributes; ramps lower the confidence more
   * than they raise the variance.
   *
   * @param fx fraction of a pixel along x, 0 to 1
   * @param fy fraction of a pixel along y, 0 to 1
   * @return variance factor
   */
  public static double varianceFactor(double fx, double fy) {
    return axis(fx) * axis(fy);
  }

  /**
   * The variance factor averaged over all fractions, (2/3)² = 4/9: the one to publish for a mosaic
   * whose tiles lie at arbitrary positions.
   *
   * @return 4/9
   */
  public static double meanVarianceFactor() {
    return 4.0 / 9.0;
  }

  private static double axis(double f) {
    if (!(f >= 0 && f <= 1)) {
      throw new IllegalArgumentException("a fraction of a pixel must lie in [0, 1], got " + f);
    }
    return (1 - f) * (1 - f) + f * f;
  }
}
