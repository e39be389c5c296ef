package org.imaxt.core.algo.flatfield;

import java.io.Serializable;
import java.util.List;

/** What came of estimating a flat field. */
public sealed interface FlatfieldOutcome {

  /**
   * A flat field and how far to trust it.
   *
   * @param flatfield the estimate
   * @param quality what it rests on
   */
  record Estimated(Flatfield flatfield, Quality quality) implements FlatfieldOutcome {}

  /**
   * No estimate: the tiles that show signal are too few.
   *
   * @param needed fewest signal-bearing tiles that give an estimate
   * @param found signal-bearing tiles among those offered
   * @param reason the same in words
   */
  record TooFewTiles(int needed, int found, String reason) implements FlatfieldOutcome {}

  /**
   * What an estimate rests on.
   *
   * @param tilesOffered tiles looked at
   * @param tilesUsed tiles that show signal
   * @param sites places of the specimen among these; tiles of one site are not independent
   * @param darkAdu dark level taken off, ADU
   * @param darkSigmaAdu its standard error, ADU; 0 where it is given or unknown
   * @param darkOrigin what the dark level rests on
   * @param uncertainty expected relative rms error of the gain, from the differences between sites
   *     and the prior of smoothness
   * @param edges masked edges
   * @param waves ripple that was found
   * @param specimenAdu least intensity above the dark level that counts as specimen, ADU; 0 if all
   *     does
   */
  record Quality(
      int tilesOffered,
      int tilesUsed,
      int sites,
      double darkAdu,
      double darkSigmaAdu,
      DarkOrigin darkOrigin,
      double uncertainty,
      UsefulEdges edges,
      List<Wave> waves,
      double specimenAdu)
      implements Serializable {

    /** Copies the list. */
    public Quality {
      waves = List.copyOf(waves);
    }
  }
}
