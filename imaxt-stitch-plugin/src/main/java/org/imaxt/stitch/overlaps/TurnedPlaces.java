package org.imaxt.stitch.overlaps;

import org.imaxt.core.algo.distortion.OverlapPoint;
import org.imaxt.core.algo.stitch.LocalStep;
import org.imaxt.core.model.Distortion;
import org.imaxt.core.model.Orientation;

/**
 * Places of the camera image and of the undistorted, turned tile.
 *
 * @param distortion between the two
 * @param orientation how camera images lie on the stage axes
 */
record TurnedPlaces(Distortion distortion, Orientation orientation) {

  /** From the camera image to the undistorted, turned tile, px. */
  double[] turned(double u, double v) {
    double[] ideal = new double[2];
    distortion.ideal(u, v, ideal);
    Orientation back = orientation.inverse();
    int w = orientation.width(distortion.widthPx(), distortion.heightPx());
    int h = orientation.height(distortion.widthPx(), distortion.heightPx());
    return new double[] {
      back.cameraX(ideal[0], ideal[1], w, h), back.cameraY(ideal[0], ideal[1], w, h)
    };
  }

  /** From the undistorted, turned tile to the camera image, px. */
  private double[] camera(double x, double y) {
    double[] out = new double[2];
    distortion.camera(
        orientation.cameraX(x, y, distortion.widthPx(), distortion.heightPx()),
        orientation.cameraY(x, y, distortion.widthPx(), distortion.heightPx()),
        out);
    return out;
  }

  /** The places in both camera images that a step between two tiles brings together. */
  OverlapPoint point(LocalStep step) {
    double[] first = camera(step.xPx(), step.yPx());
    double[] second = camera(step.xPx() - step.dxPx(), step.yPx() - step.dyPx());
    boolean swaps = orientation.swapsAxes();
    return new OverlapPoint(
        0,
        first[0],
        first[1],
        second[0],
        second[1],
        swaps ? step.sigmaYPx() : step.sigmaXPx(),
        swaps ? step.sigmaXPx() : step.sigmaYPx());
  }
}
