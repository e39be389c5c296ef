package org.imaxt.core.ngff;

import java.util.List;
import java.util.Optional;

/**
 * An axis of an image.
 *
 * @param name its name, unique in the image
 * @param type what it counts
 * @param unit UDUNITS name of its unit, or empty
 */
public record Axis(String name, Type type, Optional<String> unit) {

  /** What an axis counts. */
  public enum Type {
    /** Points in time. */
    TIME,
    /** Channels. */
    CHANNEL,
    /** Space. */
    SPACE
  }

  /** The axes of every image this library writes: t, c, z, y, x, with space in micrometres. */
  public static final List<Axis> TCZYX =
      List.of(
          new Axis("t", Type.TIME, Optional.empty()),
          new Axis("c", Type.CHANNEL, Optional.empty()),
          space("z"),
          space("y"),
          space("x"));

  private static Axis space(String name) {
    return new Axis(name, Type.SPACE, Optional.of("micrometer"));
  }
}
