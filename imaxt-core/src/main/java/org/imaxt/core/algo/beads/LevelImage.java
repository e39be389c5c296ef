package org.imaxt.core.algo.beads;

import static org.imaxt.core.algo.beads.Require.require;

import org.imaxt.core.algo.image.BlockAverage;

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

  /**
   * The image at half the size: means of the known pixels of blocks of 2 × 2, unknown only if all
   * are; at odd sizes the last column and row average what there is.
   *
   * @return another image
   */
  public LevelImage halved() {
    int w = BlockAverage.halved(width);
    int h = BlockAverage.halved(height);
    float[] mean = new float[w * h];
    boolean[] there = new boolean[w * h];
    for (int y = 0; y < h; y++) {
      for (int x = 0; x < w; x++) {
        float sum = 0;
        int n = 0;
        for (int v = 2 * y; v < Math.min(height, 2 * y + 2); v++) {
          for (int u = 2 * x; u < Math.min(width, 2 * x + 2); u++) {
            int i = v * width + u;
            sum += known[i] ? values[i] : 0;
            n += known[i] ? 1 : 0;
          }
        }
        there[y * w + x] = n > 0;
        mean[y * w + x] = n > 0 ? sum / n : 0;
      }
    }
    return new LevelImage(mean, there, w, h, 2 * pixelUm);
  }
}
