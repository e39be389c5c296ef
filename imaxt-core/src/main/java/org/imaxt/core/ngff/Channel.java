package org.imaxt.core.ngff;

/**
 * How a channel is shown.
 *
 * @param label its name
 * @param color RRGGBB, hexadecimal
 * @param active whether it is shown at first
 * @param min smallest value a viewer offers
 * @param max largest value a viewer offers
 * @param start value shown black
 * @param end value shown in full colour
 */
public record Channel(
    String label, String color, boolean active, double min, double max, double start, double end) {

  /** Refuses colours that are not RRGGBB and windows without extent. */
  public Channel {
    if (!color.matches("[0-9a-fA-F]{6}")) {
      throw new IllegalArgumentException("a colour must be RRGGBB, got '" + color + "'");
    }
    if (!(min < max)
        || !(start <= end)
        || !Double.isFinite(max - min)
        || !Double.isFinite(end - start)) {
      throw new IllegalArgumentException(
          "a channel's window needs min < max and start <= end, got "
              + min
              + ", "
              + max
              + ", "
              + start
              + ", "
              + end);
    }
  }
}
