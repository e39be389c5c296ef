package org.imaxt.processor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;

/**
 * A task as its class and its parameter record declare it.
 *
 * @param packageName package of the class
 * @param className its simple name
 * @param paramsName qualified name of the parameter record
 * @param info members of its {@code @StageInfo}
 * @param params its parameters in order
 */
record TaskModel(
    String packageName,
    String className,
    String paramsName,
    Map<String, String> info,
    List<ParamModel> params) {

  static final String STAGE_INFO = "org.imaxt.core.stage.StageInfo";

  private static final Set<String> TASKS =
      Set.of("org.imaxt.core.stage.Stage", "org.imaxt.core.stage.Job");

  /** Fields that every command has beside its parameters. */
  private static final Set<String> TAKEN = Set.of("report", "context", "cancellation");

  static TaskModel of(TypeElement type, ProcessingEnvironment env) throws DeclarationException {
    if (type.getNestingKind() != NestingKind.TOP_LEVEL
        || !type.getModifiers().contains(Modifier.PUBLIC)) {
      throw new DeclarationException(type, "a task must be a public class of its own file");
    }
    TypeElement record = record(type, env);
    Map<String, String> info = Annotations.read(type, STAGE_INFO, env).orElseThrow();
    Set<String> taken = new HashSet<>(TAKEN);
    taken.addAll(withSample(info));
    return new TaskModel(
        env.getElementUtils().getPackageOf(type).getQualifiedName().toString(),
        type.getSimpleName().toString(),
        record.getQualifiedName().toString(),
        info,
        params(record, "", taken, env));
  }

  /** The parameters of a record, those of a group in its place. */
  private static List<ParamModel> params(
      TypeElement record, String path, Set<String> taken, ProcessingEnvironment env)
      throws DeclarationException {
    List<ParamModel> params = new ArrayList<>();
    for (RecordComponentElement component : record.getRecordComponents()) {
      String name = component.getSimpleName().toString();
      if (component.asType() instanceof DeclaredType declared
          && declared.asElement() instanceof TypeElement group
          && group.getKind() == ElementKind.RECORD) {
        params.addAll(params(group, path + name + "().", taken, env));
        continue;
      }
      if (!taken.add(name)) {
        throw new DeclarationException(
            component, "the command has '" + name + "' already; name the parameter otherwise");
      }
      params.add(ParamModel.of(component, path, env));
    }
    return params;
  }

  /** Name of the command: {@code StitchStage} gives {@code StitchCommand}. */
  String commandName() {
    return className.replaceFirst("(Stage|Job)$", "") + "Command";
  }

  /** Whether the task works on a sample. */
  boolean usesSample() {
    return !info.get("sample").equals("NONE");
  }

  /** The choices among what the sample holds that the task can keep to. */
  List<Choice> choices() {
    return choices(info);
  }

  private static List<Choice> choices(Map<String, String> info) {
    List<String> selects = List.of(info.get("selects").split(","));
    return info.get("sample").equals("NONE")
        ? List.of()
        : Arrays.stream(Choice.values()).filter(c -> selects.contains(c.modality)).toList();
  }

  /** Inputs that the command has because the task works on a sample. */
  private static List<String> withSample(Map<String, String> info) {
    List<String> names = new ArrayList<>();
    if (!info.get("sample").equals("NONE")) {
      names.add("sample");
      choices(info).forEach(c -> names.add(c.input));
    }
    return names;
  }

  /** A choice among what a sample holds: the modality, and the command's input. */
  enum Choice {
    /** Sections of the block. */
    SECTIONS("STPT", "sections", "Sections", "Sections to work on, such as 1-3,7, or all."),
    /** Slide scans. */
    SLIDE("SLIDES", "slide", "Slides", "Names of slides to work on, with commas, or all."),
    /** Regions of imaging mass cytometry. */
    ROI("IMC", "roi", "Regions", "Names of regions to work on, with commas, or all.");

    final String modality;
    final String input;
    final String label;
    final String help;

    Choice(String modality, String input, String label, String help) {
      this.modality = modality;
      this.input = input;
      this.label = label;
      this.help = help;
    }
  }

  private static TypeElement record(TypeElement type, ProcessingEnvironment env)
      throws DeclarationException {
    TypeMirror params =
        parameters(type.asType(), env)
            .orElseThrow(
                () ->
                    new DeclarationException(
                        type, "a class with @StageInfo must implement Stage or Job"));
    if (env.getTypeUtils().asElement(params) instanceof TypeElement record
        && record.getKind() == ElementKind.RECORD) {
      return record;
    }
    throw new DeclarationException(type, "the parameters must be a record, got " + params);
  }

  /** The type argument P of {@code Stage<P, U, R>} or {@code Job<P>} above a type. */
  private static Optional<TypeMirror> parameters(TypeMirror type, ProcessingEnvironment env) {
    if (type instanceof DeclaredType declared
        && declared.asElement() instanceof TypeElement element
        && TASKS.contains(element.getQualifiedName().toString())
        && !declared.getTypeArguments().isEmpty()) {
      return Optional.of(declared.getTypeArguments().get(0));
    }
    return env.getTypeUtils().directSupertypes(type).stream()
        .flatMap(t -> parameters(t, env).stream())
        .findFirst();
  }
}
