package org.imaxt.processor;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The interval a number must lie in, as {@code @Param(range)} spells it: {@code (0, 0.9]}.
 *
 * @param low lower end as written, {@code -inf} for none
 * @param lowBelongs whether the lower end belongs to it
 * @param high upper end as written, {@code inf} for none
 * @param highBelongs whether the upper end belongs to it
 */
record Interval(String low, boolean lowBelongs, String high, boolean highBelongs) {

  private static final Pattern TEXT =
      Pattern.compile("([\\[(])\\s*([^,\\s]+)\\s*,\\s*([^,\\s]+)\\s*([\\])])");

  /** Reads an interval; empty if the text is none. */
  static Optional<Interval> parse(String text) {
    Matcher m = TEXT.matcher(text);
    if (!m.matches()) {
      return Optional.empty();
    }
    try {
      number(m.group(2));
      number(m.group(3));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
    return Optional.of(
        new Interval(m.group(2), m.group(1).equals("["), m.group(3), m.group(4).equals("]")));
  }

  /** Whether a text that SciJava silently reads as 0 would be accepted. */
  boolean containsZero() {
    double from = number(low);
    double to = number(high);
    return (lowBelongs ? from <= 0 : from < 0) && (highBelongs ? to >= 0 : to > 0);
  }

  /** Lower end for a spinner. */
  Optional<String> min() {
    return Double.isInfinite(number(low)) ? Optional.empty() : Optional.of(low);
  }

  /** Upper end for a spinner. */
  Optional<String> max() {
    return Double.isInfinite(number(high)) ? Optional.empty() : Optional.of(high);
  }

  private static double number(String text) {
    return switch (text) {
      case "inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }
}
