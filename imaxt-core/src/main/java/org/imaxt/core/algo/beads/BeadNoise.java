package org.imaxt.core.algo.beads;

import static org.imaxt.core.algo.beads.Require.require;

/**
 * Noise of an image: a pixel of confidence c has the variance (gain·signal + readVariance)/c ×
 * axisVariance², and half of what interpolation takes from that it hands to the neighbours.
 *
 * <p>The noise of an interpolated image is correlated: along either axis a pixel's covariance with
 * itself and with its neighbours is {@code axisVariance} and {@code axisNeighbour} of the camera's,
 * and as interpolation keeps sums, axisVariance + 2·axisNeighbour = 1.
 *
 * @param gain ADU an electron, positive
 * @param readVariance variance without signal, dark current included, ADU², positive
 * @param axisVariance 1 for independent pixels, 2/3 for bilinear interpolation at any places
 * @param axisNeighbour 0 for independent pixels, 1/6 for bilinear interpolation
 */
public record BeadNoise(
    double gain, double readVariance, double axisVariance, double axisNeighbour) {

  /** Refuses what no noise could be. */
  public BeadNoise {
    require(gain > 0, "gain must be positive, got %s ADU", gain);
    require(readVariance > 0, "readVariance must be positive, got %s ADU²", readVariance);
    require(
        axisVariance > 0 && axisVariance <= 1,
        "axisVariance must lie in (0, 1], got %s",
        axisVariance);
    require(
        axisNeighbour >= 0 && axisNeighbour <= axisVariance,
        "axisNeighbour must lie in [0, axisVariance], got %s",
        axisNeighbour);
  }

  /**
   * Pixels as the camera delivers them.
   *
   * @param gain ADU an electron
   * @param readVariance variance without signal, ADU²
   * @return independent noise
   */
  public static BeadNoise independent(double gain, double readVariance) {
    return new BeadNoise(gain, readVariance, 1, 0);
  }

  /**
   * Pixels of a mosaic, averaged over all fractions of a pixel.
   *
   * @param gain ADU an electron
   * @param readVariance variance of a camera pixel without signal, ADU²
   * @return noise after bilinear interpolation
   */
  public static BeadNoise interpolated(double gain, double readVariance) {
    return new BeadNoise(gain, readVariance, 2.0 / 3, 1.0 / 6);
  }

  /**
   * Noise of means over blocks whose confidence is the sum of their pixels'.
   *
   * @param factor edge of a block, px
   * @return noise of the binned image
   */
  BeadNoise binned(int factor) {
    double variance = axisVariance + 2.0 * (factor - 1) / factor * axisNeighbour;
    return new BeadNoise(gain, readVariance, Math.min(1, variance), axisNeighbour / factor);
  }

  /** Signal that stands for the noise without light, ADU. */
  double pedestal() {
    return readVariance / gain;
  }

  /**
   * Variance of a pixel.
   *
   * @param signal expected value, ADU
   * @param confidence confidence, positive
   * @return ADU²
   */
  public double variance(double signal, double confidence) {
    double light = Math.max(signal + pedestal(), 0.25 * pedestal());
    return gain * light / confidence * axisVariance * axisVariance;
  }
}
