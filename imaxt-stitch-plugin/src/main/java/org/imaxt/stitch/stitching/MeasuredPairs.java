package org.imaxt.stitch.stitching;

import java.io.Serializable;
import java.util.List;
import org.imaxt.core.model.PairOutcome;

/**
 * What a unit of {@link StitchStage} measured.
 *
 * @param outcomes one a pair, in the order of the pairs
 */
record MeasuredPairs(List<PairOutcome> outcomes) implements Serializable {

  MeasuredPairs {
    outcomes = List.copyOf(outcomes);
  }
}
