package org.imaxt.processor;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.tools.Diagnostic;
import javax.tools.StandardLocation;

/**
 * Writes a SciJava command for every class with {@code @StageInfo}, and names the classes in {@code
 * META-INF/services/org.imaxt.core.stage.Task}.
 *
 * <p>Runs inside javac and keeps nothing between compilations. What a declaration lacks is an error
 * at the declaration.
 */
@SupportedAnnotationTypes(TaskModel.STAGE_INFO)
public final class StageProcessor extends AbstractProcessor {

  private static final String SERVICE = "META-INF/services/org.imaxt.core.stage.Task";

  private final Map<String, TypeElement> tasks = new TreeMap<>();

  /** A processor, as javac makes it. */
  public StageProcessor() {}

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    for (TypeElement annotation : annotations) {
      for (TypeElement type : ElementFilter.typesIn(round.getElementsAnnotatedWith(annotation))) {
        command(type);
      }
    }
    if (round.processingOver() && !tasks.isEmpty() && !round.errorRaised()) {
      services();
    }
    return false;
  }

  private void command(TypeElement type) {
    try {
      TaskModel task = TaskModel.of(type, processingEnv);
      tasks.put(processingEnv.getElementUtils().getBinaryName(type).toString(), type);
      String name = task.packageName() + "." + task.commandName();
      try (Writer out = processingEnv.getFiler().createSourceFile(name, type).openWriter()) {
        out.write(CommandSource.of(task));
      }
    } catch (DeclarationException e) {
      error(e.getMessage(), e.where());
    } catch (IOException e) {
      error("the command cannot be written: " + e.getMessage(), type);
    }
  }

  private void services() {
    Element[] origins = tasks.values().toArray(new Element[0]);
    SortedSet<String> names = new TreeSet<>(tasks.keySet());
    names.addAll(earlier());
    try (Writer out =
        processingEnv
            .getFiler()
            .createResource(StandardLocation.CLASS_OUTPUT, "", SERVICE, origins)
            .openWriter()) {
      for (String name : names) {
        out.write(name + "\n");
      }
    } catch (IOException e) {
      error(SERVICE + " cannot be written: " + e.getMessage(), origins[0]);
    }
  }

  /** Tasks of an earlier compilation that are still there: a build may compile one file alone. */
  private List<String> earlier() {
    try {
      String text =
          processingEnv
              .getFiler()
              .getResource(StandardLocation.CLASS_OUTPUT, "", SERVICE)
              .getCharContent(true)
              .toString();
      return text.lines().filter(this::isTask).toList();
    } catch (IOException e) {
      return List.of(); // the first compilation
    }
  }

  private boolean isTask(String name) {
    TypeElement type = processingEnv.getElementUtils().getTypeElement(name);
    return type != null && Annotations.read(type, TaskModel.STAGE_INFO, processingEnv).isPresent();
  }

  private void error(String message, Element where) {
    processingEnv.getMessager().printMessage(Diagnostic.Kind.ERROR, message, where);
  }
}
