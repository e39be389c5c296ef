package org.imaxt.core.algo.beads;

/** Refusals of arguments. */
final class Require {

  private Require() {}

  static void require(boolean holds, String rule, Object... values) {
    if (!holds) {
      throw new IllegalArgumentException(rule.formatted(values));
    }
  }
}
