package org.imaxt.core.phantom;

import static org.imaxt.core.phantom.Check.require;

/**
 * Interval from which a quantity is drawn evenly, once a sample or once a channel.
 *
 * @param min lower end
 * @param max upper end, not below the lower
 */
public record Range(double min, double max) {

  /** Refuses ends that are not finite or not in order. */
  public Range {
    require(
        Double.isFinite(min) && Double.isFinite(max) && min <= max,
        "a range must be finite and in order, got %s to %s",
        min,
        max);
  }

  /**
   * A range of one value.
   *
   * @param value both ends
   * @return the range
   */
  public static Range of(double value) {
    return new Range(value, value);
  }

  double at(double fraction) {
    return min + fraction * (max - min);
  }
}
