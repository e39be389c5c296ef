package org.imaxt.stitch.stitching;

import java.io.Serializable;

/**
 * Unit of work of {@link StitchStage}: some pairs of a section.
 *
 * @param section number from 1
 * @param from first pair, from 0
 * @param to end of the pairs, exclusive
 */
record PairRange(int section, int from, int to) implements Serializable {

  @Override
  public String toString() {
    return "pairs " + from + " to " + (to - 1);
  }
}
