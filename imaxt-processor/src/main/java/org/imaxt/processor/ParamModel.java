package org.imaxt.processor;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/**
 * A parameter as its record declares it.
 *
 * @param name name of the component
 * @param path accessors that lead from the task's record to that of the component, each with a dot
 * @param type how the command holds it
 * @param declared members of its {@code @Param}
 * @param interval permitted values of a number, else null
 * @param choices words of an enum, else empty
 */
record ParamModel(
    String name,
    String path,
    FieldType type,
    Map<String, String> declared,
    Interval interval,
    List<String> choices) {

  static final String PARAM = "org.imaxt.core.stage.Param";

  /** How a command holds a parameter. */
  enum FieldType {
    /** Whole number in a spinner. */
    INT("int"),
    /** Whole number in a spinner. */
    LONG("long"),
    /** Number in a spinner. */
    DOUBLE("double"),
    /** Number as text, read strictly by the schema. */
    STRICT_NUMBER("String"),
    /** Check box. */
    BOOLEAN("boolean"),
    /** Text. */
    STRING("String"),
    /** Choice among words. */
    CHOICE("String"),
    /** File or folder. */
    FILE("File");

    private final String java;

    FieldType(String java) {
      this.java = java;
    }

    /** The Java type of the field. */
    String java() {
      return java;
    }
  }

  static ParamModel of(RecordComponentElement component, String path, ProcessingEnvironment env)
      throws DeclarationException {
    String name = component.getSimpleName().toString();
    Map<String, String> declared =
        Annotations.read(component, PARAM, env)
            .orElseThrow(() -> new DeclarationException(component, name + " has no @Param"));
    TypeMirror type = component.asType();
    return switch (type.getKind()) {
      case INT -> number(component, path, FieldType.INT, declared);
      case LONG -> number(component, path, FieldType.LONG, declared);
      case DOUBLE -> number(component, path, FieldType.DOUBLE, declared);
      case BOOLEAN -> new ParamModel(name, path, FieldType.BOOLEAN, declared, null, List.of());
      default -> object(component, path, declared, env);
    };
  }

  private static ParamModel number(
      RecordComponentElement component, String path, FieldType type, Map<String, String> declared)
      throws DeclarationException {
    String name = component.getSimpleName().toString();
    if (declared.get("unit").isEmpty()) {
      throw new DeclarationException(component, name + " is a number and has no unit");
    }
    Interval interval =
        Interval.parse(declared.get("range"))
            .orElseThrow(
                () ->
                    new DeclarationException(
                        component,
                        "%s needs a range such as (0, 0.9], got '%s'"
                            .formatted(name, declared.get("range"))));
    FieldType held = interval.containsZero() ? FieldType.STRICT_NUMBER : type;
    return new ParamModel(name, path, held, declared, interval, List.of());
  }

  private static ParamModel object(
      RecordComponentElement component,
      String path,
      Map<String, String> declared,
      ProcessingEnvironment env)
      throws DeclarationException {
    String name = component.getSimpleName().toString();
    TypeMirror type = component.asType();
    if (type.toString().equals("java.lang.String")) {
      return new ParamModel(name, path, FieldType.STRING, declared, null, List.of());
    } else if (type.toString().equals("java.io.File")) {
      return new ParamModel(name, path, FieldType.FILE, declared, null, List.of());
    }
    Element element =
        type.getKind() == TypeKind.DECLARED ? env.getTypeUtils().asElement(type) : null;
    if (element == null || element.getKind() != ElementKind.ENUM) {
      throw new DeclarationException(
          component,
          name + " must be int, long, double, boolean, String, File or an enum, got " + type);
    }
    List<String> words =
        element.getEnclosedElements().stream()
            .filter(e -> e.getKind() == ElementKind.ENUM_CONSTANT)
            .map(e -> e.getSimpleName().toString().toLowerCase(Locale.ROOT).replace('_', '-'))
            .toList();
    return new ParamModel(name, path, FieldType.CHOICE, declared, null, words);
  }

  /** What reads the parameter from the task's record. */
  String accessor() {
    return path + name + "()";
  }

  /** Label with unit. */
  String label() {
    String unit = declared.get("unit");
    return declared.get("label") + (unit.isEmpty() ? "" : " (" + unit + ")");
  }

  /** What it does, and what is permitted. */
  String description() {
    String help = declared.get("help");
    return interval == null ? help : (help + " Permitted: " + declared.get("range") + ".").strip();
  }

  /** Widget style of a path. */
  String fileStyle() {
    return switch (declared.get("file")) {
      case "INPUT_FILE", "INPUT_SAMPLE" -> "open";
      case "OUTPUT_FILE" -> "save";
      default -> "directory";
    };
  }
}
