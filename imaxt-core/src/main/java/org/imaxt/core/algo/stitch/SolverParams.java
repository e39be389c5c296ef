package org.imaxt.core.algo.stitch;

/**
 * How positions are solved for.
 *
 * @param stageSigmaPx standard error of a stage position along each axis, px, positive; the start
 *     if it is learnt
 * @param stageError whether that error is taken as given or learnt from the measured tiles
 * @param fit what of the stage model is fitted to the displacements
 * @param start the stage model, or the start of the fit
 * @param outlierSigmas links that miss by more than this are down-weighted to nothing, standard
 *     errors, at least 3
 */
public record SolverParams(
    double stageSigmaPx, StageError stageError, Fit fit, StageModel start, double outlierSigmas) {

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
    if (!(outlierSigmas >= 3)) {
      throw new IllegalArgumentException("outlierSigmas must be at least 3, got " + outlierSigmas);
    }
  }

  /**
   * A stage good to 3 px to begin with, learnt; no rotation or scale fitted; links beyond 6
   * standard errors are outliers.
   *
   * @return the defaults
   */
  public static SolverParams defaults() {
    return new SolverParams(3, StageError.LEARNT, Fit.NOTHING, StageModel.identity(), 6);
  }

  /**
   * The same with another choice of what is fitted.
   *
   * @param newFit what of the stage model is fitted
   * @return the parameters
   */
  public SolverParams withFit(Fit newFit) {
    return new SolverParams(stageSigmaPx, stageError, newFit, start, outlierSigmas);
  }
}
