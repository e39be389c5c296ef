package org.imaxt.stitch.ingest;

import java.util.Optional;
import org.imaxt.core.model.Orientation;

/** One of the eight orientations, or the wish that it be found. */
public enum OrientationChoice {
  /** Found from the overlaps. */
  AUTO,
  /** The camera image as it is. */
  IDENTITY,
  /** Mirrored left to right. */
  FLIP_X,
  /** Mirrored up to down. */
  FLIP_Y,
  /** Turned by half a turn. */
  ROTATE_180,
  /** Axes exchanged. */
  TRANSPOSE,
  /** Turned by a quarter turn clockwise. */
  ROTATE_90,
  /** Turned by a quarter turn counter-clockwise. */
  ROTATE_270,
  /** Mirrored at the other diagonal. */
  TRANSVERSE;

  /**
   * The orientation that was given.
   *
   * @return empty for {@link #AUTO}
   */
  public Optional<Orientation> given() {
    return this == AUTO ? Optional.empty() : Optional.of(Orientation.valueOf(name()));
  }
}
