package org.imaxt.core.algo.stitch;

import java.io.Serializable;
import java.util.List;
import org.imaxt.core.model.PixelSize;

/**
 * What one stage is, learnt from the links of all sections of a sample together: how it lies on the
 * camera's axes, its own error and the error common to all links.
 *
 * <p>Robust generalised least squares: each group of linked tiles is free to move as a whole, tiles
 * count by what their links fix, stage errors are independent from tile to tile and alike along
 * both axes. The standard errors are those that the scatter of the stage sets; an error common to
 * all links of one direction (distortion that was not taken out, say) is not in them.
 *
 * @param rotationRad rotation from stage to camera about stage zero, rad, growing from x to y
 * @param rotationSigmaRad its standard error, rad
 * @param scaleX measured steps along the camera's x over stage steps, as in {@link StageModel}: 1 /
 *     (1 + m) for a magnification m (true = (1 + m)·measured) that was not taken out yet; see
 *     {@link #magnificationX}
 * @param scaleY the same along y
 * @param scaleSigmaX standard error of {@code scaleX}, also of the magnification along x
 * @param scaleSigmaY standard error of {@code scaleY}, also of the magnification along y
 * @param stageSigmaPx standard error of a stage position along each axis, px
 * @param stageSigmaSigmaPx its standard error, px
 * @param linkErrorPx error of a link along each axis beside its own σ, px
 * @param linkChecks independent checks of links by other links that this rests on, both axes
 *     counted
 * @param tiles linked tiles that this rests on
 * @param learnt false if there were too few; the values are then those to start from, with σ that
 *     say how little is known
 */
public record StageCalibration(
    double rotationRad,
    double rotationSigmaRad,
    double scaleX,
    double scaleY,
    double scaleSigmaX,
    double scaleSigmaY,
    double stageSigmaPx,
    double stageSigmaSigmaPx,
    double linkErrorPx,
    double linkChecks,
    int tiles,
    boolean learnt)
    implements Serializable {

  /**
   * Learns from sections.
   *
   * @param sections links of each section, px of a camera whose magnification may be unknown
   * @param pixel nominal size of a pixel
   * @param params the stage's error and the links' common error to start from; what is fitted is
   *     always rotation and scales
   * @return what was learnt
   * @throws IllegalArgumentException if a tile has two positions or a displacement names a tile
   *     without one
   */
  public static StageCalibration of(
      List<SectionLinks> sections, PixelSize pixel, SolverParams params) {
    return new CalibrationFit(sections, pixel, params).run();
  }

  /**
   * The stage model that was found.
   *
   * @return rotation and scales
   */
  public StageModel model() {
    return new StageModel(rotationRad, scaleX, scaleY);
  }

  /**
   * Linear magnification of the camera along x, relative: true steps are (1 + m) times measured
   * ones.
   *
   * @return m; its standard error is {@code scaleSigmaX}
   */
  public double magnificationX() {
    return 1 / scaleX - 1;
  }

  /**
   * Linear magnification of the camera along y, relative.
   *
   * @return m; its standard error is {@code scaleSigmaY}
   */
  public double magnificationY() {
    return 1 / scaleY - 1;
  }
}
