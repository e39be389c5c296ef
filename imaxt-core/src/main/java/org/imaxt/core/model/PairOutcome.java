package org.imaxt.core.model;

import java.io.Serializable;

/** What the comparison of two overlapping tiles ended in: a displacement, or a reason for none. */
public sealed interface PairOutcome extends Serializable {

  /**
   * Number of the first tile.
   *
   * @return the tile, from 0
   */
  int a();

  /**
   * Number of the second tile.
   *
   * @return the tile, from 0
   */
  int b();

  /**
   * The overlap fixes the step between the tiles.
   *
   * @param displacement the step
   */
  record Matched(Displacement displacement) implements PairOutcome {
    @Override
    public int a() {
      return displacement.a();
    }

    @Override
    public int b() {
      return displacement.b();
    }
  }

  /**
   * The overlap does not fix the step.
   *
   * @param a number of the first tile
   * @param b number of the second tile
   * @param reason why, for people
   */
  record Unmatched(int a, int b, String reason) implements PairOutcome {}
}
