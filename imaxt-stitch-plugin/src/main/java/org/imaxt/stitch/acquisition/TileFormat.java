package org.imaxt.stitch.acquisition;

import org.imaxt.core.tiff.PixelType;

/**
 * What every tile of an acquisition has in common.
 *
 * @param widthPx width of the camera image, px
 * @param heightPx height of the camera image, px
 * @param pixelType what a pixel holds
 */
public record TileFormat(int widthPx, int heightPx, PixelType pixelType) {

  @Override
  public String toString() {
    return widthPx + " x " + heightPx + " px " + pixelType.key();
  }
}
