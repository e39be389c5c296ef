package org.imaxt.core.stage;

import java.io.File;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.imaxt.core.model.Location;

/**
 * One component of a parameter record as the surfaces see it.
 *
 * @param name name in YAML files and SciJava commands, camelCase
 * @param type Java type of the component
 * @param label label in dialogs
 * @param unit unit of a number, else empty
 * @param range permitted values of a number
 * @param help what it does and why the default is what it is
 * @param required whether an empty value is refused
 * @param decides whether the value decides what an output holds
 * @param role what a path names
 */
public record ParamField(
    String name,
    Class<?> type,
    String label,
    String unit,
    Range range,
    String help,
    boolean required,
    boolean decides,
    Param.FileRole role) {

  /**
   * Reads the declaration of a record component.
   *
   * @param component a component of a {@link StageParams} record
   * @return the field
   * @throws IllegalArgumentException if it has no {@link Param} or a type that is not supported
   */
  static ParamField of(RecordComponent component) {
    Param param = component.getAnnotation(Param.class);
    String where = component.getDeclaringRecord().getSimpleName() + "." + component.getName();
    if (param == null) {
      throw new IllegalArgumentException(where + " has no @Param");
    }
    if (!supported(component.getType())) {
      throw new IllegalArgumentException(where + " has type " + component.getType().getName());
    }
    return new ParamField(
        component.getName(),
        component.getType(),
        param.label(),
        param.unit(),
        Range.parse(param.range()),
        param.help(),
        param.required(),
        param.decides(),
        param.file());
  }

  /**
   * The option on the command line.
   *
   * @return the name in kebab-case with two dashes, for example {@code --search-radius}
   */
  public String option() {
    return "--" + kebab(name);
  }

  /**
   * Whether the value is a number.
   *
   * @return true for int, long and double
   */
  public boolean isNumber() {
    return type == int.class || type == long.class || type == double.class;
  }

  /**
   * The permitted words of an enum parameter.
   *
   * @return words in kebab-case, or an empty list for other types
   */
  public List<String> choices() {
    return type.isEnum()
        ? Arrays.stream(type.getEnumConstants()).map(c -> word((Enum<?>) c)).toList()
        : List.of();
  }

  /**
   * Checks a value of the component's own type.
   *
   * @param value the value
   * @throws IllegalArgumentException naming parameter, rule and value
   */
  void check(Object value) {
    if (value == null) {
      throw new IllegalArgumentException(name + " must not be null");
    }
    if (isNumber() && !range.contains(((Number) value).doubleValue())) {
      throw new IllegalArgumentException(
          "%s must lie in %s%s, got %s".formatted(name, range, unitSuffix(), value));
    }
  }

  /**
   * Turns what a surface delivers into the component's type.
   *
   * @param value text, number, boolean, file or enum constant
   * @return a value of {@link #type}, inside {@link #range}
   * @throws IllegalArgumentException naming parameter, rule and value
   */
  Object convert(Object value) {
    Object converted = type.isInstance(value) ? value : parse(String.valueOf(value).strip());
    check(converted);
    return converted;
  }

  private Object parse(String text) {
    try {
      if (type == int.class) {
        return Integer.parseInt(text);
      } else if (type == long.class) {
        return Long.parseLong(text);
      } else if (type == double.class) {
        return finite(Double.parseDouble(text));
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "%s must be a %s%s, got '%s'"
              .formatted(
                  name, type == double.class ? "number" : "whole number", unitSuffix(), text),
          e);
    }
    if (type == boolean.class) {
      return switch (text.toLowerCase(Locale.ROOT)) {
        case "true" -> true;
        case "false" -> false;
        default ->
            throw new IllegalArgumentException(
                "%s must be true or false, got '%s'".formatted(name, text));
      };
    }
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .filter(c -> word((Enum<?>) c).equalsIgnoreCase(text.replace('_', '-')))
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "%s must be one of %s, got '%s'"
                          .formatted(name, String.join(", ", choices()), text)));
    }
    return type == File.class ? file(text) : text;
  }

  private File file(String text) {
    if (Location.isUri(text) && role != Param.FileRole.INPUT_SAMPLE) {
      throw new IllegalArgumentException(
          "%s must be a path on this machine (only a sample may lie in an object store), got '%s'"
              .formatted(name, text));
    }
    return new File(text);
  }

  /** A value as text that {@link #convert} reads back. */
  Object plain(Object value) {
    return value instanceof Enum<?> constant
        ? word(constant)
        : value instanceof File file ? file.getPath() : value;
  }

  private double finite(double value) {
    if (!Double.isFinite(value)) {
      throw new NumberFormatException("not finite");
    }
    return value;
  }

  private String unitSuffix() {
    return unit.isEmpty() ? "" : " (" + unit + ")";
  }

  private static boolean supported(Class<?> type) {
    return type.isEnum()
        || List.of(int.class, long.class, double.class, boolean.class, String.class, File.class)
            .contains(type);
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Turns camelCase into kebab-case.
   *
   * @param camel for example {@code searchRadiusPx}
   * @return for example {@code search-radius-px}
   */
  static String kebab(String camel) {
    return camel.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }
}
