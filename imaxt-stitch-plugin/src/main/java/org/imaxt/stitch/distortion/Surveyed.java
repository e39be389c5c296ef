package org.imaxt.stitch.distortion;

import java.io.Serializable;
import java.util.List;
import org.imaxt.stitch.overlaps.PairPoints;

/**
 * What a unit found.
 *
 * @param pairs pairs that show corresponding places
 * @param compared pairs looked at
 */
record Surveyed(List<PairPoints> pairs, int compared) implements Serializable {

  Surveyed {
    pairs = List.copyOf(pairs);
  }
}
