package org.imaxt.core.algo.federate;

import java.io.Serializable;

/** A transform, or why there is none. */
public sealed interface TransformOutcome extends Serializable {

  /**
   * There is one.
   *
   * @param transform with its errors
   */
  record Fitted(FittedTransform transform) implements TransformOutcome {}

  /**
   * There is none.
   *
   * @param reason why, for people
   */
  record Refused(String reason) implements TransformOutcome {}
}
