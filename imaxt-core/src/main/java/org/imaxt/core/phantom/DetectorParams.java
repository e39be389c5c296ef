package org.imaxt.core.phantom;

import static org.imaxt.core.phantom.Check.require;

/**
 * The detector and its converter.
 *
 * @param gain ADU an electron; drawn once a channel
 * @param darkElectrons dark electrons a pixel; drawn once a channel
 * @param biasAdu offset, ADU
 * @param readNoiseAdu σ of the read noise, ADU
 * @param saturationAdu largest value, ADU
 */
public record DetectorParams(
    Range gain, Range darkElectrons, double biasAdu, double readNoiseAdu, int saturationAdu) {

  /** Refuses what no detector could be. */
  public DetectorParams {
    require(gain.min() > 0, "gain must be positive, got %s", gain);
    require(darkElectrons.min() >= 0, "dark must not be negative, got %s", darkElectrons);
    require(biasAdu >= 0, "bias must not be negative, got %s ADU", biasAdu);
    require(readNoiseAdu >= 0, "read noise must not be negative, got %s ADU", readNoiseAdu);
    require(
        saturationAdu >= 1 && saturationAdu <= 65535,
        "saturation must lie in 1 to 65535 ADU, got %d",
        saturationAdu);
  }

  /**
   * The default detector.
   *
   * @return the parameters
   */
  public static DetectorParams defaults() {
    return new DetectorParams(new Range(2, 6), new Range(4, 8), 12, 3, 65535);
  }
}
