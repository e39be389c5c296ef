package org.imaxt.stitch.acquisition;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Collects what is wrong with an input, so that all of it is reported at once. */
final class Refusals {

  private final List<String> found = new ArrayList<>();

  void add(String format, Object... values) {
    found.add(String.format(Locale.ROOT, format, values));
  }

  void addAll(List<String> problems) {
    found.addAll(problems);
  }

  List<String> all() {
    return List.copyOf(found);
  }

  boolean none() {
    return found.isEmpty();
  }

  void throwIfAny() {
    if (!found.isEmpty()) {
      throw new AcquisitionException(List.copyOf(found));
    }
  }

  /** A refusal for one reason, to be thrown at once. */
  static AcquisitionException refusal(String format, Object... values) {
    return new AcquisitionException(List.of(String.format(Locale.ROOT, format, values)));
  }
}
