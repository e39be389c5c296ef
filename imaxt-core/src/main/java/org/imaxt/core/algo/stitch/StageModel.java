package org.imaxt.core.algo.stitch;

import java.io.Serializable;
import org.imaxt.core.model.PixelSize;
import org.imaxt.core.model.StagePosition;

/**
 * How stage coordinates lie on the camera's axes: a small rotation and a scale along each axis,
 * about stage zero.
 *
 * <p>x_px = scaleX·(cos θ·x − sin θ·y) and y_px = scaleY·(sin θ·x + cos θ·y) with θ the rotation,
 * after division by the pixel size.
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

  /**
   * The same turn without the scales.
   *
   * @return the rotation, scales 1
   */
  public StageModel rotationOnly() {
    return new StageModel(rotationRad, 1, 1);
  }

  /**
   * Where the model says that a tile lies.
   *
   * @param stage where the stage says it lies
   * @return the same tile at its place on the camera's axes, µm
   */
  public StagePosition turned(StagePosition stage) {
    return new StagePosition(
        stage.tile(),
        stage.row(),
        stage.column(),
        scaleX * turnedX(stage),
        scaleY * turnedY(stage));
  }

  double xPx(StagePosition stage, PixelSize pixel) {
    return scaleX * turnedX(stage) / pixel.xUm();
  }

  double yPx(StagePosition stage, PixelSize pixel) {
    return scaleY * turnedY(stage) / pixel.yUm();
  }

  /** Stage x on the camera's axis before the scale, µm; also growth of y with the rotation. */
  double turnedX(StagePosition stage) {
    return Math.cos(rotationRad) * stage.xUm() - Math.sin(rotationRad) * stage.yUm();
  }

  /** Stage y on the camera's axis before the scale, µm; also fall of x with the rotation. */
  double turnedY(StagePosition stage) {
    return Math.sin(rotationRad) * stage.xUm() + Math.cos(rotationRad) * stage.yUm();
  }
}
