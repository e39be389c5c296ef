package org.imaxt.core.phantom;

import java.util.Locale;

/** One-line argument checks of this package. */
final class Check {
  private Check() {}

  /**
   * Refuses a value.
   *
   * @param holds whether the rule holds
   * @param message what was asked, the rule and the value, as a format
   * @param args values for the format
   */
  static void require(boolean holds, String message, Object... args) {
    if (!holds) {
      throw new IllegalArgumentException(String.format(Locale.ROOT, message, args));
    }
  }
}
