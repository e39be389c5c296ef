package org.imaxt.core.algo.federate;

import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What the beads of one scan say about where it was cut.
 *
 * @param scan its beads
 * @param chances every place in order of depth under the likeliest lie of the scan, last {@link
 *     Place.Nowhere}, which stands for all other lies too; probabilities add to 1
 * @param matches how the scan fits each slab that has enough of its beads, in order of depth
 * @param counts number of pairs in every slab under the best affine, in order of depth; empty if
 *     nothing fits
 * @param hypotheses the affines that were followed
 */
public record SlideEvidence(
    BeadScan scan,
    List<Chance> chances,
    List<SlabMatch> matches,
    List<SectionCount> counts,
    List<Hypothesis> hypotheses)
    implements Serializable {

  /** Copies the lists. */
  public SlideEvidence {
    chances = List.copyOf(chances);
    matches = List.copyOf(matches);
    counts = List.copyOf(counts);
    hypotheses = List.copyOf(hypotheses);
  }

  /**
   * A place and its probability, from this scan alone.
   *
   * @param place where
   * @param logProbability natural logarithm, at most 0
   */
  public record Chance(Place place, double logProbability) implements Serializable {

    /**
     * The probability.
     *
     * @return 0 to 1
     */
    public double probability() {
      return Math.exp(logProbability);
    }
  }

  /**
   * The likeliest place.
   *
   * @return its chance
   */
  public Chance likeliest() {
    return chances.stream().max(Comparator.comparingDouble(Chance::logProbability)).orElseThrow();
  }

  /**
   * Logarithm of the probability of a place.
   *
   * @param place one of the chances' places
   * @return natural logarithm; minus infinity for a place that was not weighed
   */
  public double logProbability(Place place) {
    return chances.stream()
        .filter(c -> c.place().equals(place))
        .mapToDouble(Chance::logProbability)
        .findFirst()
        .orElse(Double.NEGATIVE_INFINITY);
  }

  /**
   * How the scan fits a slab.
   *
   * @param place the slab
   * @return the match; empty where too few beads lie on beads
   */
  public Optional<SlabMatch> match(Place place) {
    return matches.stream().filter(m -> m.place().equals(place)).findFirst();
  }
}
