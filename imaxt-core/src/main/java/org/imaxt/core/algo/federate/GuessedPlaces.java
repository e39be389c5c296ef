package org.imaxt.core.algo.federate;

import java.util.ArrayList;
import java.util.List;

/** Makes guesses from intensities, good to some pixels of low resolution, good to the bead. */
final class GuessedPlaces {

  private GuessedPlaces() {}

  static List<Hypothesis> grow(
      BeadTarget target, BeadScan scan, List<Hypothesis> guesses, List<Hypothesis> known) {
    return new ArrayList<>();
  }
}
