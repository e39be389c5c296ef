package org.imaxt.core.algo.stitch;

/**
 * How positions are solved for.
 *
 * @param stageSigmaPx standard error of a stage position along each axis, px, positive; the start
 *     if it is learnt
 * @param stageError whether that error is taken as given or learnt from the measured tiles
 * @param fit what of the stage model is fitted to the displacements
 * @param start the stage model, or the start of the fit
 * @param linkErrorPx error of a link along each axis beside its own σ, px, not negative; the start
 *     of what is learnt
 * @param linkErrorChecks how many checks of links by others that start counts for, not negative;
 *     the more, the less it gives way to the residuals
 * @param outlierSigmas links that miss by more than this are down-weighted to nothing, standard
 *     errors, at least 3
 * @param directions error common to all links of a direction; widens σ of the positions and moves
 *     nothing
 */
public record SolverParams(
    double stageSigmaPx,
    StageError stageError,
    Fit fit,
    StageModel start,
    double linkErrorPx,
    double linkErrorChecks,
    double outlierSigmas,
    DirectionErrors directions) {

  /**
   * Standard errors of the direction of all steps along either axis: what a distortion that is not
   * known exactly turns them by.
   *
   * @param alongX y parts of steps along x over their length, rad, not negative
   * @param alongY x parts of steps along y over their length, rad, not negative
   */
  public record DirectionErrors(double alongX, double alongY) {

    /** Refuses negative values. */
    public DirectionErrors {
      if (!(alongX >= 0 && alongY >= 0)) {
        throw new IllegalArgumentException(
            "direction errors must not be negative, got " + alongX + ", " + alongY);
      }
    }

    /**
     * Directions known exactly.
     *
     * @return no error
     */
    public static DirectionErrors none() {
      return new DirectionErrors(0, 0);
    }
  }

  /** Where the stage's error comes from. */
  public enum StageError {
    /** As given. */
    GIVEN,
    /** From the measured tiles' departures, if there are enough of them. */
    LEARNT
  }

  /** What of the stage model is fitted. */
  public enum Fit {
    /** Nothing: the model is taken as it is. */
    NOTHING,
    /** The rotation if it stands out by five standard errors, else nothing. */
    CLEAR_ROTATION,
    /** The rotation. */
    ROTATION,
    /** The rotation and a scale along each axis. */
    ROTATION_AND_SCALE
  }

  /** Refuses values out of range. */
  public SolverParams {
    if (!(stageSigmaPx > 0)) {
      throw new IllegalArgumentException("stageSigmaPx must be positive, got " + stageSigmaPx);
    }
    if (!(linkErrorPx >= 0)) {
      throw new IllegalArgumentException("linkErrorPx must not be negative, got " + linkErrorPx);
    }
    if (!(linkErrorChecks >= 0)) {
      throw new IllegalArgumentException(
          "linkErrorChecks must not be negative, got " + linkErrorChecks);
    }
    if (!(outlierSigmas >= 3)) {
      throw new IllegalArgumentException("outlierSigmas must be at least 3, got " + outlierSigmas);
    }
  }

  /**
   * A stage good to 3 px to begin with, learnt; no rotation or scale fitted; links 0.004 px worse
   * than they say until 15 checks show otherwise; links beyond 6 standard errors are outliers.
   *
   * @return the defaults
   */
  public static SolverParams defaults() {
    return new SolverParams(
        3,
        StageError.LEARNT,
        Fit.NOTHING,
        StageModel.identity(),
        0.004,
        15,
        6,
        DirectionErrors.none());
  }

  /**
   * The same with another choice of what is fitted.
   *
   * @param newFit what of the stage model is fitted
   * @return the parameters
   */
  public SolverParams withFit(Fit newFit) {
    return new SolverParams(
        stageSigmaPx,
        stageError,
        newFit,
        start,
        linkErrorPx,
        linkErrorChecks,
        outlierSigmas,
        directions);
  }

  /**
   * The same with another stage.
   *
   * @param sigmaPx standard error of a stage position, px
   * @param error whether that is taken as given
   * @return the parameters
   */
  public SolverParams withStageSigma(double sigmaPx, StageError error) {
    return new SolverParams(
        sigmaPx, error, fit, start, linkErrorPx, linkErrorChecks, outlierSigmas, directions);
  }

  /**
   * The same with another stage model.
   *
   * @param newStart the stage model, or the start of the fit
   * @return the parameters
   */
  public SolverParams withStart(StageModel newStart) {
    return new SolverParams(
        stageSigmaPx,
        stageError,
        fit,
        newStart,
        linkErrorPx,
        linkErrorChecks,
        outlierSigmas,
        directions);
  }

  /**
   * The same with another start of the links' common error.
   *
   * @param errorPx error of a link beside its own σ, px
   * @param checks how many checks it counts for
   * @return the parameters
   */
  public SolverParams withLinkError(double errorPx, double checks) {
    return new SolverParams(
        stageSigmaPx, stageError, fit, start, errorPx, checks, outlierSigmas, directions);
  }

  /**
   * The same with another error common to all links of a direction.
   *
   * @param newDirections the error
   * @return the parameters
   */
  public SolverParams withDirections(DirectionErrors newDirections) {
    return new SolverParams(
        stageSigmaPx,
        stageError,
        fit,
        start,
        linkErrorPx,
        linkErrorChecks,
        outlierSigmas,
        newDirections);
  }
}
