package org.imaxt.core.algo.flatfield;

import org.imaxt.core.model.Distortion;

/**
 * Where the camera saw a place of one tile in another: through the distortion, over by the step
 * between the undistorted tiles, and back through the distortion.
 *
 * @param distortion distortion of the camera's field; may be the identity
 * @param stepX x of the second undistorted tile less that of the first, camera axes, px
 * @param stepY y of the second undistorted tile less that of the first, camera axes, px
 */
public record OverlapMap(Distortion distortion, double stepX, double stepY) {

  /**
   * The point of the second camera image that shows what a point of the first shows.
   *
   * @param u x in the first camera image, px, centre of pixel i at i + 0.5
   * @param v y in the first camera image, px
   * @param out receives x and y in the second, px; may lie outside
   */
  public void second(double u, double v, double[] out) {
    if (distortion.isIdentity()) {
      out[0] = u - stepX;
      out[1] = v - stepY;
    } else {
      distortion.ideal(u, v, out);
      distortion.camera(out[0] - stepX, out[1] - stepY, out);
    }
  }
}
