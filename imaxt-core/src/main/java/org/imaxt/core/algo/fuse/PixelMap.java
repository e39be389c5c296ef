package org.imaxt.core.algo.fuse;

import org.imaxt.core.model.Orientation;

/**
 * Where in a tile's camera image the pixels of the mosaic lie; the door through which distortion
 * models enter the fuse kernel. Implementations are pure and safe for any number of threads.
 */
public interface PixelMap {

  /**
   * Maps the centres of a run of pixels of one mosaic row.
   *
   * @param x first column, px of the mosaic; its centre is at x + 0.5
   * @param y row, px of the mosaic; its centre is at y + 0.5
   * @param n number of pixels
   * @param cameraX receives x in the camera image, px, centre of pixel i at i + 0.5; NaN = nowhere
   * @param cameraY receives y in the camera image, px
   * @param at index of the first pixel written in both
   */
  void map(long x, long y, int n, double[] cameraX, double[] cameraY, int at);

  /**
   * How far the mapped tile may reach beyond the rectangle that its position gives.
   *
   * @return reach, px of the mosaic, at least 0
   */
  default double reachPx() {
    return 0;
  }

  /**
   * The map of a tile that only its position and orientation place.
   *
   * @param tile gives the position
   * @param weights gives size and orientation
   * @return the shift; fusing through it equals fusing without a map
   */
  static PixelMap shift(TilePixels tile, TileWeights weights) {
    Orientation orientation = weights.orientation();
    int w = weights.cameraWidth();
    int h = weights.cameraHeight();
    return (x, y, n, cameraX, cameraY, at) -> {
      double v = y + 0.5 - tile.yPx();
      for (int k = 0; k < n; k++) {
        double u = x + k + 0.5 - tile.xPx();
        cameraX[at + k] = orientation.cameraX(u, v, w, h);
        cameraY[at + k] = orientation.cameraY(u, v, w, h);
      }
    };
  }
}
