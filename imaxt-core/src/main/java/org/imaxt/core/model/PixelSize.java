package org.imaxt.core.model;

import java.io.Serializable;

/**
 * Edge lengths of a pixel in µm, along the axes of the frame it is stated for.
 *
 * @param xUm length along x, µm, positive
 * @param yUm length along y, µm, positive
 */
public record PixelSize(double xUm, double yUm) implements Serializable {

  /** Refuses lengths that are not positive and finite. */
  public PixelSize {
    if (!(xUm > 0 && xUm < 1e6) || !(yUm > 0 && yUm < 1e6)) {
      throw new IllegalArgumentException(
          "pixel size must be positive and finite, got " + xUm + " x " + yUm + " µm");
    }
  }

  /**
   * A square pixel.
   *
   * @param um edge length, µm
   * @return the pixel size
   */
  public static PixelSize square(double um) {
    return new PixelSize(um, um);
  }
}
