package org.imaxt.core.algo.fuse;

import java.util.Objects;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.integer.UnsignedShortType;

/**
 * A raw tile and where it lies.
 *
 * <p>Pixel i of the turned tile has its centre i + 0.5 px from the corner. Positions are rounded to
 * {@link #POSITION_STEP_PX}, so that the two weights of an interpolation add up to 1 exactly.
 *
 * @param raw camera pixels as acquired, (x, y), any minimum; only the needed rectangle is read
 * @param xPx outer corner of the turned tile, x, px of the mosaic
 * @param yPx outer corner of the turned tile, y, px of the mosaic
 */
public record TilePixels(RandomAccessibleInterval<UnsignedShortType> raw, double xPx, double yPx) {

  /** Step to which positions are rounded, px: 2⁻²⁰. */
  public static final double POSITION_STEP_PX = 0x1p-20;

  /** Refuses images that are not two-dimensional and positions that are not finite. */
  public TilePixels {
    Objects.requireNonNull(raw, "raw");
    if (raw.numDimensions() != 2) {
      throw new IllegalArgumentException(
          "a tile must have two dimensions, got " + raw.numDimensions());
    }
    if (!(Math.abs(xPx) < 0x1p31) || !(Math.abs(yPx) < 0x1p31)) {
      throw new IllegalArgumentException(
          "a tile's position must lie within 2^31 px, got (%s, %s)".formatted(xPx, yPx));
    }
    xPx = Math.rint(xPx / POSITION_STEP_PX) * POSITION_STEP_PX;
    yPx = Math.rint(yPx / POSITION_STEP_PX) * POSITION_STEP_PX;
  }
}
