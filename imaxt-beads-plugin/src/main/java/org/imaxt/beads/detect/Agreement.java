package org.imaxt.beads.detect;

import java.util.List;
import java.util.Optional;
import org.imaxt.core.algo.beads.Detection;
import org.imaxt.core.model.BeadCandidate;
import org.imaxt.core.model.BeadOutcome;
import org.imaxt.core.sample.DetectionsDocument;

/**
 * How many candidates another detector found as well: with a centre inside theirs.
 *
 * @param compared whether there was another detector
 * @param candidates its candidates
 * @param shared candidates that both found
 * @param sharedAccepted those of them that the fit accepted
 */
record Agreement(boolean compared, int candidates, int shared, int sharedAccepted) {

  /** Of no planes. */
  static final Agreement NONE = new Agreement(false, 0, 0, 0);

  static Agreement of(
      Optional<Detection> other, List<BeadCandidate> candidates, List<BeadOutcome> outcomes) {
    if (other.isEmpty()) {
      return NONE;
    }
    List<BeadCandidate> others = other.get().candidates();
    int shared = 0;
    int accepted = 0;
    for (int i = 0; i < candidates.size(); i++) {
      BeadCandidate own = candidates.get(i);
      if (others.stream().anyMatch(o -> inside(o, own))) {
        shared++;
        accepted += outcomes.get(i) instanceof BeadOutcome.Refused ? 0 : 1;
      }
    }
    return new Agreement(true, others.size(), shared, accepted);
  }

  private static boolean inside(BeadCandidate other, BeadCandidate own) {
    return Math.hypot(other.xUm() - own.xUm(), other.yUm() - own.yUm()) < own.radiusUm();
  }

  /** Of more planes. */
  Agreement and(Agreement more) {
    return new Agreement(
        compared || more.compared,
        candidates + more.candidates,
        shared + more.shared,
        sharedAccepted + more.sharedAccepted);
  }

  /** For the section's document. */
  DetectionsDocument.Search search(String detector) {
    String other = compared ? PlaneDetector.CLASSICAL : "";
    return new DetectionsDocument.Search(detector, other, candidates, shared, sharedAccepted);
  }
}
