package org.imaxt.core.sample;

import java.io.Serializable;

/**
 * The rectangle that the mosaics of all sections share.
 *
 * @param xUm left edge in the mosaic frame, µm
 * @param yUm upper edge in the mosaic frame, µm
 * @param widthPx width, px
 * @param heightPx height, px
 */
public record Canvas(double xUm, double yUm, int widthPx, int heightPx) implements Serializable {

  /** Refuses an empty canvas. */
  public Canvas {
    if (widthPx < 1 || heightPx < 1) {
      throw new IllegalArgumentException(
          "canvas must have at least one pixel, got " + widthPx + " x " + heightPx);
    }
  }
}
