package org.imaxt.core.stage;

import java.util.List;

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
   * called by the compact constructor with all components in order.
   *
   * @param type the record class
   * @param components its components in order
   * @throws IllegalArgumentException naming parameter, range and value
   */
  public static void inRange(Class<? extends StageParams> type, Object... components) {
    List<ParamField> fields = ParamSchema.of(type).fields();
    require(
        fields.size() == components.length,
        "%s has %s components, %s were checked",
        type.getSimpleName(),
        fields.size(),
        components.length);
    for (int i = 0; i < components.length; i++) {
      fields.get(i).check(components[i]);
    }
  }
}
