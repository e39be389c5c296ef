package org.imaxt.core.algo.federate;

/**
 * A small image of a section, to be laid on another by its intensities.
 *
 * @param width columns
 * @param height rows
 * @param values row-major intensities
 * @param weights row-major, 0 for unknown pixels to 1
 * @param pixelUm size of a pixel, positive, µm
 * @param x0Um x of the outer corner of pixel (0, 0), µm
 * @param y0Um y of that corner, µm
 */
public record CoarseImage(
    int width,
    int height,
    float[] values,
    float[] weights,
    double pixelUm,
    double x0Um,
    double y0Um) {

  /** Refuses arrays of another size; they are not copied. */
  public CoarseImage {
    if (width < 1
        || height < 1
        || values.length != (long) width * height
        || weights.length != values.length) {
      throw new IllegalArgumentException(
          "an image of %d x %d px needs as many values and weights, got %d and %d"
              .formatted(width, height, values.length, weights.length));
    }
    if (!(pixelUm > 0) || !Double.isFinite(pixelUm + x0Um + y0Um)) {
      throw new IllegalArgumentException("pixelUm must be positive, got %s µm".formatted(pixelUm));
    }
  }

  /** Middle of the image, (x, y), µm. */
  double[] centre() {
    return new double[] {x0Um + 0.5 * width * pixelUm, y0Um + 0.5 * height * pixelUm};
  }
}
