package org.imaxt.core.imc;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The one spelling of a metal: element, then mass. */
public final class MetalTag {

  /** {@code Ag107}, {@code Ag107Di}, {@code Ag(107)}, {@code Ag(107)Di}. */
  private static final Pattern ELEMENT_FIRST =
      Pattern.compile("([A-Za-z]+)\\(?([0-9]+)\\)?[^0-9]*");

  /** {@code 107Ag}. */
  private static final Pattern MASS_FIRST = Pattern.compile("([0-9]+)([A-Za-z]+)");

  private MetalTag() {}

  /**
   * The key of a channel.
   *
   * @param text a metal in any of the spellings of the field: {@code Ag107}, {@code 107Ag}, {@code
   *     Ag(107)}, {@code Ag107Di}
   * @return {@code Ag107}, or empty if the text names no metal
   */
  public static Optional<String> key(String text) {
    Matcher element = ELEMENT_FIRST.matcher(text.strip());
    if (element.matches()) {
      return Optional.of(element.group(1) + element.group(2));
    }
    Matcher mass = MASS_FIRST.matcher(text.strip());
    return mass.matches() ? Optional.of(mass.group(2) + mass.group(1)) : Optional.empty();
  }

  /**
   * The mass of a metal.
   *
   * @param key what {@link #key} returned
   * @return for example 107, or empty if the key ends with no number
   */
  static OptionalInt mass(String key) {
    Matcher m = ELEMENT_FIRST.matcher(key);
    return m.matches() && m.group(2).length() < 7
        ? OptionalInt.of(Integer.parseInt(m.group(2)))
        : OptionalInt.empty();
  }
}
