package org.imaxt.core.algo.fuse;

import java.util.Arrays;
import org.imaxt.core.algo.distortion.InverseGrid.Range;

/**
 * The ramps of a distorted tile at the pixels of an output row: they run along the borders of the
 * camera image, so where they begin bends with the distortion. Mutable, for one thread at a time.
 */
final class Ramps {

  private final TileWeights weights;
  private final Range range;
  private final float firstX;
  private final int leftEnd;
  private final int rightStart;
  private final float[] places;
  private final float[] factors;
  private boolean reset = true;

  /**
   * Ramps of output rows.
   *
   * @param weights useful area and blending
   * @param columns number of output pixels of a row
   * @param firstX x of the first of them but for the displacement, px of the turned tile
   * @param range bounds of the displacements of all pixels
   */
  Ramps(TileWeights weights, int columns, float firstX, Range range) {
    this.weights = weights;
    this.range = range;
    this.firstX = firstX - weights.usefulLeft();
    this.places = new float[columns];
    this.factors = new float[columns];
    double taper = weights.blending().taperPx();
    double flatFrom = taper - this.firstX - range.leastX();
    double flatTo = width() - taper - this.firstX - range.mostX();
    this.leftEnd = (int) Math.max(0, Math.min(columns, Math.ceil(flatFrom)));
    this.rightStart = (int) Math.max(leftEnd, Math.min(columns, Math.floor(flatTo)));
  }

  private int width() {
    return weights.usefulRight() - weights.usefulLeft();
  }

  private int height() {
    return weights.usefulBottom() - weights.usefulTop();
  }

  /**
   * Goes to a row.
   *
   * @param y its y but for the displacement, px of the turned tile
   * @param dx displacements along x, px
   * @param dy displacements along y, px
   */
  void row(float y, float[] dx, float[] dy) {
    if (reset) {
      Arrays.fill(factors, 1);
      reset = false;
    }
    Blending blending = weights.blending();
    if (blending.isFlat()) {
      return;
    }
    Arrays.fill(factors, 0, leftEnd, 1);
    Arrays.fill(factors, rightStart, factors.length, 1);
    alongX(dx, 0, leftEnd);
    alongX(dx, rightStart, factors.length);
    float fromTop = y - weights.usefulTop();
    double taper = blending.taperPx();
    if (fromTop + range.leastY() < taper || fromTop + range.mostY() > height() - taper) {
      for (int k = 0; k < places.length; k++) {
        places[k] = fromTop + dy[k];
      }
      blending.multiply(places, 0, places.length, height(), factors);
      reset = true;
    }
  }

  private void alongX(float[] dx, int from, int to) {
    for (int k = from; k < to; k++) {
      places[k] = firstX + k + dx[k];
    }
    weights.blending().multiply(places, from, to, width(), factors);
  }

  /**
   * Factors of the row gone to.
   *
   * @return the array itself, 0.01 to 1
   */
  float[] factors() {
    return factors;
  }
}
