package org.imaxt.imc.intake;

import java.io.Serializable;
import java.util.List;

/**
 * What a unit found.
 *
 * @param missing pixels that the file does not have
 * @param stray pixels of the file that lie outside the image
 * @param channels figures of the unit's channels
 */
record ImportCounts(long missing, long stray, List<Figures> channels) implements Serializable {

  /** Copies the list. */
  ImportCounts {
    channels = List.copyOf(channels);
  }

  /**
   * A channel after the filter.
   *
   * @param max largest value
   * @param mean mean value
   * @param hotPixels pixels that the filter changed
   * @param white value that a viewer shows in full colour
   */
  record Figures(double max, double mean, long hotPixels, double white) implements Serializable {

    static Figures of(float[] image, long hotPixels, double white) {
      double sum = 0;
      double max = Double.NEGATIVE_INFINITY;
      long known = 0;
      for (float value : image) {
        if (Float.isFinite(value)) {
          sum += value;
          max = Math.max(max, value);
          known++;
        }
      }
      return known == 0
          ? new Figures(0, 0, hotPixels, white)
          : new Figures(max, sum / known, hotPixels, white);
    }
  }
}
