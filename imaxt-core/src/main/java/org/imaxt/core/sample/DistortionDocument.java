package org.imaxt.core.sample;

import java.util.List;
import org.imaxt.core.model.Distortion;

/**
 * The distortion of the camera's field and what was learnt of the stage with it; the portable
 * calibration of an objective.
 *
 * @param estimated false if it is the identity, because there was too little to estimate it from
 * @param reason why it is the identity, or empty
 * @param source how it was found: {@code overlaps}, or the calibration it was taken from
 * @param objective objective as the instrument names it, or empty
 * @param distortion the distortion, camera frame
 * @param coefficientSigmasUm standard errors of the coefficients, µm
 * @param magnificationSigmaX standard error of the magnification along x
 * @param magnificationSigmaY standard error of the magnification along y
 * @param directionSigmaX standard error of the direction of all steps along x that the distortion's
 *     own error makes, rad: alike in all sections, so that no comparison of links shows it
 * @param directionSigmaY the same of steps along y, rad
 * @param stage what was learnt of the stage of this sample
 * @param quality how well overlaps agree with the calibration
 */
public record DistortionDocument(
    boolean estimated,
    String reason,
    String source,
    String objective,
    Distortion distortion,
    List<Double> coefficientSigmasUm,
    double magnificationSigmaX,
    double magnificationSigmaY,
    double directionSigmaX,
    double directionSigmaY,
    StageAxes stage,
    Quality quality) {

  /**
   * The stage of a sample.
   *
   * @param learnt false if there were too few links to learn from; the other values are then the
   *     ones to start from
   * @param rotationRad rotation from stage to camera about stage zero, rad
   * @param rotationSigmaRad its standard error, rad
   * @param sigmaUm the stage's own error along an axis, µm
   * @param linkErrorUm error of a link along an axis beside its own σ, µm
   * @param tiles linked tiles that this rests on
   */
  public record StageAxes(
      boolean learnt,
      double rotationRad,
      double rotationSigmaRad,
      double sigmaUm,
      double linkErrorUm,
      int tiles) {}

  /**
   * How well overlaps agree.
   *
   * @param pairs pairs of tiles that showed structure
   * @param points corresponding places found in them
   * @param beforePx root mean square of what is left when each pair has its own step and nothing is
   *     undistorted, along an axis, px
   * @param afterPx the same with the distortion, px
   * @param heldOutPx the same for pairs that the fit did not see, px
   * @param map residuals of pairs that the fit did not see, averaged over squares of the camera
   *     image
   */
  public record Quality(
      int pairs,
      int points,
      double beforePx,
      double afterPx,
      double heldOutPx,
      List<MapPoint> map) {

    /** Copies the list. */
    public Quality {
      map = List.copyOf(map);
    }
  }

  /**
   * Mean residual in a square of the camera image.
   *
   * @param u x of the middle of the square, px
   * @param v y of the middle of the square, px
   * @param xUm mean residual along x, µm
   * @param yUm mean residual along y, µm
   * @param points residuals averaged
   */
  public record MapPoint(double u, double v, double xUm, double yUm, int points) {}
}
