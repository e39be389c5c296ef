package org.imaxt.core.algo.stitch;

import java.util.Map;
import org.imaxt.core.model.Orientation;

/**
 * How well each orientation makes overlaps agree.
 *
 * @param best the orientation whose overlaps agree best
 * @param scores mean over the pairs of the overlap's correlation in standard errors, one an
 *     orientation
 * @param confidence margin between the best and the second best in standard errors; 0 if they
 *     cannot be told apart
 * @param pairs pairs compared
 */
public record OrientationScores(
    Orientation best, Map<Orientation, Double> scores, double confidence, int pairs) {

  /** Below this many standard errors the answer is a guess. */
  public static final double CERTAIN = 6;

  /** Copies the map. */
  public OrientationScores {
    scores = Map.copyOf(scores);
  }

  /**
   * Whether the answer may be used without asking.
   *
   * @return true if the confidence reaches {@link #CERTAIN}
   */
  public boolean certain() {
    return confidence >= CERTAIN;
  }
}
