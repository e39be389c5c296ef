package org.imaxt.core.algo.network;

/**
 * What a network says of one rectangle of an image; valid until the receiver returns.
 *
 * @param x first column, px of the image, counted from its minimum
 * @param y first row, likewise
 * @param width columns, px
 * @param height rows, px
 * @param classes classes of the network
 * @param values probabilities of the tile that held the rectangle, (class, x, y)
 * @param tileWidth columns of that tile, px
 * @param offset index of the rectangle's first pixel in the tile, in pixels
 */
public record PredictedBlock(
    long x, long y, int width, int height, int classes, float[] values, int tileWidth, int offset) {

  /**
   * Probabilities of one class.
   *
   * @param index the class, from 0
   * @return a new array of width × height values, row by row
   */
  public float[] map(int index) {
    float[] map = new float[width * height];
    for (int row = 0; row < height; row++) {
      int from = (offset + row * tileWidth) * classes + index;
      for (int i = 0; i < width; i++) {
        map[row * width + i] = values[from + i * classes];
      }
    }
    return map;
  }
}
