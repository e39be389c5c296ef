package org.imaxt.core.stage;

/** One-line checks of arguments. */
public final class Require {

  private Require() {}

  /**
   * Refuses unless a rule holds.
   *
   * @param holds the rule's outcome
   * @param message format of the refusal: what, rule, value
   * @param values values for the format
   * @throws IllegalArgumentException with the message, if the rule does not hold
   */
  public static void require(boolean holds, String message, Object... values) {
    if (!holds) {
      throw new IllegalArgumentException(message.formatted(values));
    }
  }

  /**
   * Holds each component of a parameter record against the range its {@link Param} declares; to be
   * called by the compact constructor with all components in order. Groups have checked themselves.
   *
   * @param type the record class
   * @param components its components in order
   * @throws IllegalArgumentException naming parameter, range and value
   */
  public static void inRange(Class<? extends StageParams> type, Object... components) {
    ParamSchema.of(type).check(components);
  }
}
