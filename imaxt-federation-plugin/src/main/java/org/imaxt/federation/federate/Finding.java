package org.imaxt.federation.federate;

import java.io.Serializable;
import java.util.List;
import org.imaxt.core.algo.federate.RoiOutcome;
import org.imaxt.core.algo.federate.SlideEvidence;

/**
 * What the beads of one scan say.
 *
 * @param unit the scan
 * @param evidence of a slide: what each section says of it; of a region: none
 * @param outcome of a region: where on which slide it lies; of a slide: none
 * @param slides slides among which a region was sought
 */
record Finding(
    ScanUnit unit, List<SlideEvidence> evidence, List<RoiOutcome> outcome, List<String> slides)
    implements Serializable {

  static Finding ofSlide(ScanUnit unit, SlideEvidence evidence) {
    return new Finding(unit, List.of(evidence), List.of(), List.of());
  }

  static Finding ofRegion(ScanUnit unit, RoiOutcome outcome, List<String> slides) {
    return new Finding(unit, List.of(), List.of(outcome), List.copyOf(slides));
  }
}
