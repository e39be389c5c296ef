package org.imaxt.core.phantom;

/** An imperfection of the acquisition that can be switched off by itself. */
public enum Effect {
  /** Error of the stage, tile by tile. */
  STAGE_ERROR,
  /** Shift of the specimen from section to section. */
  DRIFT,
  /** Cubic distortion of the field, cross terms included. */
  DISTORTION,
  /** Linear magnification of the field, by axis. */
  MAGNIFICATION,
  /** Vignetting and ripple. */
  FLATFIELD,
  /** Stray light at the left edge of the camera image. */
  STRAY_LIGHT,
  /** Dark electrons. */
  DARK,
  /** Offset of the converter. */
  BIAS,
  /** Poisson statistics of the electrons. */
  SHOT_NOISE,
  /** Noise of the read-out. */
  READ_NOISE
}
