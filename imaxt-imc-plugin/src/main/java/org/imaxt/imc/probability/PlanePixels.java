package org.imaxt.imc.probability;

import org.imaxt.core.algo.segment.Box;

/**
 * A channel in memory; the array is handed over without copying.
 *
 * @param values intensities, row by row
 * @param width columns
 * @param height rows
 */
public record PlanePixels(float[] values, int width, int height) implements Pixels {

  @Override
  public void read(Box box, float[] to) {
    for (int row = 0; row < box.height(); row++) {
      int from = (box.y() + row) * width + box.x();
      System.arraycopy(values, from, to, row * box.width(), box.width());
    }
  }
}
