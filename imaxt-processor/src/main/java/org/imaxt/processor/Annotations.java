package org.imaxt.processor;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;

/** Reads an annotation by its name, so that its class need not be there. */
final class Annotations {

  private Annotations() {}

  /**
   * The members of an annotation, defaults included.
   *
   * @param element what may carry it
   * @param name qualified name of the annotation
   * @param env the compilation
   * @return members as text by name, enum constants by their simple name, lists separated by
   *     commas; empty without it
   */
  static Optional<Map<String, String>> read(
      Element element, String name, ProcessingEnvironment env) {
    for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
      TypeElement type = (TypeElement) mirror.getAnnotationType().asElement();
      if (type.getQualifiedName().contentEquals(name)) {
        return Optional.of(
            env.getElementUtils().getElementValuesWithDefaults(mirror).entrySet().stream()
                .collect(
                    Collectors.toMap(
                        e -> e.getKey().getSimpleName().toString(), e -> text(e.getValue()))));
      }
    }
    return Optional.empty();
  }

  private static String text(AnnotationValue value) {
    if (value.getValue() instanceof VariableElement constant) {
      return constant.getSimpleName().toString();
    } else if (value.getValue() instanceof List<?> values) {
      return values.stream().map(v -> text((AnnotationValue) v)).collect(Collectors.joining(","));
    }
    return String.valueOf(value.getValue());
  }
}
