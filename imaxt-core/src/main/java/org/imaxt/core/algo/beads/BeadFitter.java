package org.imaxt.core.algo.beads;

import org.imaxt.core.model.BeadCandidate;
import org.imaxt.core.model.BeadOutcome;

/** Measures candidates one by one. Implementations are immutable, for any number of threads. */
public sealed interface BeadFitter permits BeadFit, CutFit, SuperGaussianFit {

  /**
   * Fits a candidate.
   *
   * @param patch pixels round it; confidence 0 where they belong to something else
   * @param candidate where to start; its frame is that of the patch
   * @return what was fitted, and whether it is a bead
   */
  BeadOutcome fit(BeadPatch patch, BeadCandidate candidate);
}
