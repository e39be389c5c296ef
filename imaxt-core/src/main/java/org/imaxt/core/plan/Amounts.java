package org.imaxt.core.plan;

import java.util.Locale;

/** Times and sizes for people. */
final class Amounts {

  private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB"};

  private Amounts() {}

  /** Such as {@code 12.3 s}, {@code 4 min 05 s}, {@code 7 h 50 min}. */
  static String time(double seconds) {
    if (seconds < 100) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    long whole = Math.round(seconds);
    return whole < 3600
        ? String.format(Locale.ROOT, "%d min %02d s", whole / 60, whole % 60)
        : String.format(Locale.ROOT, "%d h %02d min", whole / 3600, whole % 3600 / 60);
  }

  /** Such as {@code 1.5 GB}: powers of 1000. */
  static String bytes(double bytes) {
    int unit = 0;
    double value = bytes;
    while (value >= 1000 && unit < UNITS.length - 1) {
      value /= 1000;
      unit++;
    }
    return String.format(
        Locale.ROOT, value < 10 && unit > 0 ? "%.1f %s" : "%.0f %s", value, UNITS[unit]);
  }

  /** Such as {@code 100 sections of 100 tiles}. */
  static String size(SampleSize size) {
    return String.format(
        Locale.ROOT,
        "%d sections of %.0f tiles in %d channels%s: %.0f megapixels",
        size.sections(),
        size.tiles(),
        size.channels(),
        size.layers() > 1 ? " and %d layers".formatted(size.layers()) : "",
        size.megapixels());
  }

  /** A share as percent. */
  static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }
}
