package org.imaxt.core.algo.federate;

/** What a transform may do. */
public enum TransformModel {
  /** Shift only; the turn is known. */
  TRANSLATION(2, 1),
  /** Shift and turn. */
  RIGID(3, 2),
  /** Shift, turn and one scale. */
  SIMILARITY(4, 2),
  /** All six coefficients. */
  AFFINE(6, 3);

  private final int unknowns;
  private final int leastBeads;

  TransformModel(int unknowns, int leastBeads) {
    this.unknowns = unknowns;
    this.leastBeads = leastBeads;
  }

  /**
   * Number of unknowns.
   *
   * @return 2 to 6
   */
  public int unknowns() {
    return unknowns;
  }

  /**
   * Beads below which it is not fitted.
   *
   * @return 1 to 3
   */
  public int leastBeads() {
    return leastBeads;
  }
}
