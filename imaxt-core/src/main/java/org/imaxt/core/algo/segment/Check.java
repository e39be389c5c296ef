package org.imaxt.core.algo.segment;

/** Refusals of bad numbers. */
final class Check {

  private Check() {}

  static void require(boolean holds, String format, Object... values) {
    if (!holds) {
      throw new IllegalArgumentException(format.formatted(values));
    }
  }
}
