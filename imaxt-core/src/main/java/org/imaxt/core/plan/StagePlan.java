package org.imaxt.core.plan;

import java.util.Optional;

/**
 * What a step of a pipeline will take.
 *
 * @param stage id of the stage
 * @param outputs outputs that are asked for
 * @param current of these, how many are up to date and will be kept
 * @param units units that will be done
 * @param basis what the costs are known from
 * @param costs what the outputs to be made will take; empty where nobody knows
 */
public record StagePlan(
    String stage, int outputs, int current, int units, Basis basis, Optional<StageCosts> costs) {

  /** What costs are known from. */
  public enum Basis {
    /** Each output to be made was measured in this sample when it was made last. */
    MEASURED("measured here"),
    /** Other outputs of the stage were measured in this sample. */
    SIMILAR("other outputs of this sample"),
    /** The stage's own units, and the shipped costs for each megapixel. */
    SHIPPED("shipped costs a megapixel"),
    /** The shipped costs; units too are by megapixels, since the stage cannot plan yet. */
    SCALED("shipped costs and units a megapixel"),
    /** Nothing is to be made. */
    NOTHING("up to date"),
    /** Nobody has measured. */
    UNKNOWN("not known: never measured"),
    /** A task without units. */
    JOB("not known: done at once");

    private final String words;

    Basis(String words) {
      this.words = words;
    }

    /**
     * For people.
     *
     * @return a few words
     */
    public String words() {
      return words;
    }
  }
}
