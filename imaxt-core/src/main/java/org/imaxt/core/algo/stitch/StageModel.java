package org.imaxt.core.algo.stitch;

import java.io.Serializable;
import org.imaxt.core.model.PixelSize;
import org.imaxt.core.model.StagePosition;

/**
 * How stage coordinates lie on the camera's axes: a small rotation and a scale along each axis,
 * about stage zero.
 *
 * <p>x_px = scaleX·x − rotation·y and y_px = scaleY·y + rotation·x, to first order, after division
 * by the pixel size.
 *
 * @param rotationRad rotation, rad, growing from x to y
 * @param scaleX scale along x, about 1
 * @param scaleY scale along y, about 1
 */
public record StageModel(double rotationRad, double scaleX, double scaleY) implements Serializable {

  /** Refuses what is not small. */
  public StageModel {
    if (!(Math.abs(rotationRad) < 0.5)) {
      throw new IllegalArgumentException("rotation must be within ± 0.5 rad, got " + rotationRad);
    }
    if (!(scaleX > 0.5 && scaleX < 2 && scaleY > 0.5 && scaleY < 2)) {
      throw new IllegalArgumentException(
          "stage scales must lie in (0.5, 2), got " + scaleX + ", " + scaleY);
    }
  }

  /**
   * Stage and camera agree.
   *
   * @return no rotation, scales 1
   */
  public static StageModel identity() {
    return new StageModel(0, 1, 1);
  }

  double xPx(StagePosition stage, PixelSize pixel) {
    return (scaleX * stage.xUm() - rotationRad * stage.yUm()) / pixel.xUm();
  }

  double yPx(StagePosition stage, PixelSize pixel) {
    return (scaleY * stage.yUm() + rotationRad * stage.xUm()) / pixel.yUm();
  }
}
