package org.imaxt.core.algo.beads;

import static org.imaxt.core.algo.beads.Require.require;

/**
 * One channel at a level of the pyramid, as detectors want it. The arrays are kept, not copied.
 *
 * @param values ADU, row-major; anything finite where unknown
 * @param known whether a pixel is known
 * @param width columns
 * @param height rows
 * @param pixelUm edge of a pixel, µm
 */
public record LevelImage(float[] values, boolean[] known, int width, int height, double pixelUm) {

  /** Refuses arrays of another length. */
  public LevelImage {
    require(
        width > 0 && height > 0 && values.length == (long) width * height,
        "an image of %d x %d px needs as many values, got %d",
        width,
        height,
        values.length);
    require(
        known.length == values.length,
        "%d values need as many marks of known pixels, got %d",
        values.length,
        known.length);
    require(pixelUm > 0, "pixelUm must be positive, got %s µm", pixelUm);
  }
}
