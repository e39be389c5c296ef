package org.imaxt.core.algo.stitch;

/**
 * Intensities that mean something; pixels at or beyond either end are ignored.
 *
 * @param above intensities must lie above this, for example 0 where zero means missing
 * @param below intensities must lie below this, for example the saturation level
 */
public record IntensityRange(double above, double below) {

  /** Refuses an empty range. */
  public IntensityRange {
    if (!(above < below)) {
      throw new IllegalArgumentException(
          "intensity range must have above < below, got " + above + ", " + below);
    }
  }

  /**
   * Every finite intensity.
   *
   * @return the range that ignores only NaN and infinities
   */
  public static IntensityRange finite() {
    return new IntensityRange(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  }

  /**
   * What an unsigned 16-bit camera means: zero is missing, 65535 saturated.
   *
   * @return the open range (0, 65535)
   */
  public static IntensityRange unsigned16() {
    return new IntensityRange(0, 65535);
  }

  boolean holds(double value) {
    return value > above && value < below;
  }
}
