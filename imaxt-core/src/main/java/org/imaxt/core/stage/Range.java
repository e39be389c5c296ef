package org.imaxt.core.stage;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An interval of permitted numbers, as {@link Param#range} spells it.
 *
 * @param low lower end, may be -∞
 * @param lowEnd whether the lower end belongs to it
 * @param high upper end, may be ∞
 * @param highEnd whether the upper end belongs to it
 */
public record Range(double low, End lowEnd, double high, End highEnd) {

  private static final Pattern TEXT =
      Pattern.compile("([\\[(])\\s*([^,\\s]+)\\s*,\\s*([^,\\s]+)\\s*([\\])])");

  /** Whether an end of the interval belongs to it. */
  public enum End {
    /** It does. */
    CLOSED,
    /** It does not. */
    OPEN
  }

  /** All numbers but NaN. */
  public static final Range ALL =
      new Range(Double.NEGATIVE_INFINITY, End.CLOSED, Double.POSITIVE_INFINITY, End.CLOSED);

  /**
   * Reads the notation of {@link Param#range}.
   *
   * @param text for example {@code (0, 0.9]}; empty means {@link #ALL}
   * @return the interval
   * @throws IllegalArgumentException if the text is no interval
   */
  public static Range parse(String text) {
    if (text.isEmpty()) {
      return ALL;
    }
    Matcher m = TEXT.matcher(text);
    if (!m.matches()) {
      throw new IllegalArgumentException("a range reads like (0, 0.9], got " + text);
    }
    return new Range(
        number(m.group(2)),
        m.group(1).equals("[") ? End.CLOSED : End.OPEN,
        number(m.group(3)),
        m.group(4).equals("]") ? End.CLOSED : End.OPEN);
  }

  /**
   * Whether a number lies in the interval.
   *
   * @param value the number
   * @return false for NaN
   */
  public boolean contains(double value) {
    return (lowEnd == End.CLOSED ? value >= low : value > low)
        && (highEnd == End.CLOSED ? value <= high : value < high);
  }

  @Override
  public String toString() {
    return (lowEnd == End.CLOSED ? "[" : "(")
        + shown(low)
        + ", "
        + shown(high)
        + (highEnd == End.CLOSED ? "]" : ")");
  }

  private static double number(String text) {
    return switch (text) {
      case "inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }

  private static String shown(double value) {
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
