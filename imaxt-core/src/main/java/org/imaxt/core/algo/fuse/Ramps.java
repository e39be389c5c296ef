package org.imaxt.core.algo.fuse;

import java.util.Arrays;

/**
 * The ramps of a distorted tile at the pixels of an output row: they run along the borders of the
 * camera image, so where they begin bends with the distortion. Mutable, for one thread at a time.
 */
final class Ramps {

  private final TileWeights weights;
  private final float firstX;
  private final float[] places;
  private final float[] factors;

  /**
   * Ramps of output rows.
   *
   * @param weights useful area and blending
   * @param columns number of output pixels of a row
   * @param firstX x of the first of them but for the displacement, px of the turned tile
   */
  Ramps(TileWeights weights, int columns, float firstX) {
    this.weights = weights;
    this.firstX = firstX - weights.usefulLeft();
    this.places = new float[columns];
    this.factors = new float[columns];
    Arrays.fill(factors, 1);
  }

  /**
   * Goes to a row.
   *
   * @param y its y but for the displacement, px of the turned tile
   * @param dx displacements along x, px
   * @param dy displacements along y, px
   */
  void row(float y, float[] dx, float[] dy) {
    Blending blending = weights.blending();
    if (blending.isFlat()) {
      return;
    }
    Arrays.fill(factors, 1);
    for (int k = 0; k < places.length; k++) {
      places[k] = firstX + k + dx[k];
    }
    int width = weights.usefulRight() - weights.usefulLeft();
    blending.multiply(places, 0, places.length, width, factors);
    float fromTop = y - weights.usefulTop();
    for (int k = 0; k < places.length; k++) {
      places[k] = fromTop + dy[k];
    }
    int height = weights.usefulBottom() - weights.usefulTop();
    blending.multiply(places, 0, places.length, height, factors);
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
