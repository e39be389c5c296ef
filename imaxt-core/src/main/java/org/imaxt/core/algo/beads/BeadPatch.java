package org.imaxt.core.algo.beads;

import static org.imaxt.core.algo.beads.Require.require;

/**
 * The pixels round a bead: values, confidence, and which of them only say that the light exceeded
 * the range.
 *
 * <p>The arrays are kept, not copied: a patch may hold 10⁵ pixels and lives as long as one fit.
 * Confidence 0 means that nothing is known, or that the pixel belongs to something else.
 */
public final class BeadPatch {
  private final double leftUm;
  private final double topUm;
  private final double pixelUm;
  private final int width;
  private final int height;
  private final float[] values;
  private final float[] confidence;
  private final boolean[] censored;

  /**
   * A patch.
   *
   * @param leftUm x of the outer corner of pixel (0, 0), µm in the frame of the answer
   * @param topUm y of that corner, µm
   * @param pixelUm edge of a pixel, µm
   * @param width columns
   * @param values background included, ADU, row-major
   * @param confidence sums of weights, at least 0, of the same length
   * @param censored saturated pixels, whose values are lower limits, of the same length; empty if
   *     there are none
   * @throws IllegalArgumentException if the lengths do not fit
   */
  public BeadPatch(
      double leftUm,
      double topUm,
      double pixelUm,
      int width,
      float[] values,
      float[] confidence,
      boolean[] censored) {
    require(pixelUm > 0, "pixelUm must be positive, got %s", pixelUm);
    require(
        width > 0 && values.length > 0 && values.length % width == 0,
        "%d values are no rows of %d px",
        values.length,
        width);
    require(
        confidence.length == values.length,
        "%d values need as many confidences, got %d",
        values.length,
        confidence.length);
    require(
        censored.length == 0 || censored.length == values.length,
        "%d values need as many marks of saturation or none, got %d",
        values.length,
        censored.length);
    this.leftUm = leftUm;
    this.topUm = topUm;
    this.pixelUm = pixelUm;
    this.width = width;
    this.height = values.length / width;
    this.values = values;
    this.confidence = confidence;
    this.censored = censored;
  }

  /** The same pixels with another confidence. */
  BeadPatch with(float[] other) {
    return new BeadPatch(leftUm, topUm, pixelUm, width, values, other, censored);
  }

  /**
   * The same pixels in another frame.
   *
   * @param dxUm what is added to x, µm
   * @param dyUm what is added to y, µm
   * @return a patch that shares the pixels
   */
  public BeadPatch moved(double dxUm, double dyUm) {
    return new BeadPatch(leftUm + dxUm, topUm + dyUm, pixelUm, width, values, confidence, censored);
  }

  double leftUm() {
    return leftUm;
  }

  double topUm() {
    return topUm;
  }

  double pixelUm() {
    return pixelUm;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  float value(int i) {
    return values[i];
  }

  float confidence(int i) {
    return confidence[i];
  }

  boolean censored(int i) {
    return censored.length > 0 && censored[i];
  }

  double xUm(int i) {
    return leftUm + (i % width + 0.5) * pixelUm;
  }

  double yUm(int i) {
    return topUm + (i / width + 0.5) * pixelUm;
  }

  /**
   * Means over blocks, weighed with the confidence; a block is known if all its pixels are, and
   * saturated if one of them is. Columns and rows that fill no block are left out.
   */
  BeadPatch binned(int factor) {
    if (factor == 1) {
      return this;
    }
    int w = width / factor;
    int h = height / factor;
    float[] mean = new float[w * h];
    float[] sum = new float[w * h];
    boolean[] over = new boolean[censored.length > 0 ? w * h : 0];
    for (int y = 0; y < h; y++) {
      for (int x = 0; x < w; x++) {
        double v = 0;
        double c = 0;
        boolean whole = true;
        for (int j = 0; j < factor; j++) {
          int from = (y * factor + j) * width + x * factor;
          for (int i = from; i < from + factor; i++) {
            v += (double) confidence[i] * values[i];
            c += confidence[i];
            whole &= confidence[i] > 0;
            if (over.length > 0) {
              over[y * w + x] |= censored[i];
            }
          }
        }
        mean[y * w + x] = whole ? (float) (v / c) : 0;
        sum[y * w + x] = whole ? (float) c : 0;
      }
    }
    return new BeadPatch(leftUm, topUm, pixelUm * factor, w, mean, sum, over);
  }
}
