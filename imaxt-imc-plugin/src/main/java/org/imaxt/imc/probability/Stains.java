package org.imaxt.imc.probability;

import java.util.Optional;

/**
 * What shows nuclei and what shows cytoplasm or membranes in an image.
 *
 * @param nuclear about 0 to 1, more where it is brighter
 * @param cytoplasm likewise, of the same size; empty where nothing shows it
 * @param pixelSizeUm edge of a pixel, µm
 */
public record Stains(Pixels nuclear, Optional<Pixels> cytoplasm, double pixelSizeUm) {

  /**
   * Width of the image.
   *
   * @return columns, px
   */
  public int width() {
    return nuclear.width();
  }

  /**
   * Height of the image.
   *
   * @return rows, px
   */
  public int height() {
    return nuclear.height();
  }
}
