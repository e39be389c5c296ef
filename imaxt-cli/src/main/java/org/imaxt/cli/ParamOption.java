package org.imaxt.cli;

import java.io.File;
import org.imaxt.core.stage.ParamField;
import org.imaxt.core.stage.ParamSchema;
import org.imaxt.core.stage.Range;
import picocli.CommandLine.Model.OptionSpec;

/** A parameter as an option of the command line. Values stay text: the schema reads them. */
final class ParamOption {

  private ParamOption() {}

  /** The option of a field, with its default as text. */
  static OptionSpec of(ParamField field, Object defaultValue) {
    OptionSpec.Builder option =
        OptionSpec.builder(field.option())
            .paramLabel("<" + label(field) + ">")
            .description(escaped(description(field, defaultValue)));
    return field.type() == boolean.class
        ? option.type(Boolean.class).arity("0..1").fallbackValue("true").build()
        : option.type(String.class).arity("1").build();
  }

  /** A problem of the schema in the words of the command line. */
  static String inOptions(String problem, ParamSchema<?> schema) {
    return schema.fields().stream()
        .filter(f -> problem.startsWith(f.name() + " "))
        .findFirst()
        .map(f -> f.option() + problem.substring(f.name().length()))
        .orElse(problem);
  }

  /** What a parameter does, its unit, range and default, in one line. */
  static String description(ParamField field, Object defaultValue) {
    StringBuilder out = new StringBuilder(field.label()).append(". ");
    if (!field.help().isEmpty()) {
      out.append(field.help()).append(' ');
    }
    if (field.isNumber() && !field.range().equals(Range.ALL)) {
      out.append("In ").append(field.range());
      out.append(field.unit().isEmpty() ? "" : " " + field.unit()).append(". ");
    }
    if (field.type().isEnum()) {
      out.append("One of ").append(String.join(", ", field.choices())).append(". ");
    }
    String value = String.valueOf(defaultValue);
    if (field.required()) {
      out.append("Required.");
    } else if (!value.isEmpty()) {
      out.append("Default: ").append(value).append('.');
    }
    return out.toString().strip();
  }

  /** A text in which picocli sees no format and no markup. */
  static String escaped(String text) {
    return text.replace("%", "%%").replace("@|", "@\u200b|");
  }

  private static String label(ParamField field) {
    if (field.type().isEnum()) {
      return "word";
    } else if (field.type() == File.class) {
      return field.role().name().endsWith("FOLDER") ? "folder" : "file";
    } else if (field.type() == String.class) {
      return "text";
    } else if (field.type() == boolean.class) {
      return "true|false";
    }
    return field.type() == double.class ? "number" : "whole number";
  }
}
