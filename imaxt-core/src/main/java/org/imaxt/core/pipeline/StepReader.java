package org.imaxt.core.pipeline;

import java.io.File;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.imaxt.core.model.Location;
import org.imaxt.core.stage.ParamException;
import org.imaxt.core.stage.ParamSchema;
import org.imaxt.core.stage.StageParams;
import org.imaxt.core.stage.Task;
import org.imaxt.core.stage.TaskRegistry;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/** Reads one step: {@code stitch}, or {@code stitch: {searchRadius: 40}}. */
final class StepReader {

  private final TaskRegistry registry;
  private final Path folder;
  private final Problems problems;

  StepReader(TaskRegistry registry, Path folder, Problems problems) {
    this.registry = registry;
    this.folder = folder;
    this.problems = problems;
  }

  /**
   * Reads a step; empty if its task is not known. One whose parameters are refused comes with the
   * defaults, so that the steps after it are still checked.
   */
  Optional<Step<?>> read(Node node) {
    int line = YamlTree.line(node);
    if (YamlTree.text(node).isPresent()) {
      return step(YamlTree.text(node).get(), List.of(), line);
    }
    if (node instanceof MappingNode map) {
      List<YamlTree.Entry> entries = YamlTree.entries(map, problems);
      if (entries.size() == 1) {
        return step(entries.get(0).key(), parameters(entries.get(0)), line);
      }
    }
    problems.add(line, "a step reads '- stitch' or '- stitch: {searchRadius: 40}'");
    return Optional.empty();
  }

  private List<YamlTree.Entry> parameters(YamlTree.Entry step) {
    if (step.value() instanceof MappingNode map) {
      return YamlTree.entries(map, problems);
    }
    if (!YamlTree.isNull(step.value())) {
      problems.add(
          YamlTree.line(step.value()),
          "the parameters of '%s' must be names with values, such as {searchRadius: 40}"
              .formatted(step.key()));
    }
    return List.of();
  }

  private Optional<Step<?>> step(String id, List<YamlTree.Entry> given, int line) {
    Task<?> task;
    try {
      task = registry.get(id.strip());
    } catch (ParamException e) {
      e.problems().forEach(p -> problems.add(line, p));
      return Optional.empty();
    }
    return bind(task, given, line);
  }

  private <P extends StageParams> Optional<Step<?>> bind(
      Task<P> task, List<YamlTree.Entry> given, int line) {
    ParamSchema<P> schema = ParamSchema.of(task);
    Map<String, Object> values = new HashMap<>();
    Map<String, Integer> lines = new HashMap<>();
    for (YamlTree.Entry entry : given) {
      lines.put(entry.key(), entry.line());
      Optional<String> text = YamlTree.text(entry.value());
      if (text.isPresent()) {
        values.put(entry.key(), value(schema, entry.key(), text.get()));
      } else {
        problems.add(
            entry.line(),
            YamlTree.isNull(entry.value())
                ? "'%s' has no value".formatted(entry.key())
                : "'%s' must be a single value".formatted(entry.key()));
      }
    }
    try {
      return Optional.of(new Step<>(task, schema.bind(task.defaults(), values), line));
    } catch (ParamException e) {
      e.problems().forEach(p -> problems.add(lineOf(p, lines, line), told(task, p)));
      return Optional.of(new Step<>(task, task.defaults(), line));
    }
  }

  /** Paths are relative to the file that names them. */
  private Object value(ParamSchema<?> schema, String name, String text) {
    boolean path =
        !text.isEmpty()
            && !Location.isUri(text)
            && schema.fields().stream()
                .anyMatch(f -> f.name().equals(name) && f.type() == File.class);
    return path ? folder.resolve(text).normalize().toFile() : text;
  }

  /** A problem names its parameter in its first words; without one it belongs to the step. */
  private static int lineOf(String problem, Map<String, Integer> lines, int step) {
    return lines.entrySet().stream()
        .filter(
            e ->
                problem.startsWith(e.getKey() + " ")
                    || problem.startsWith("unknown parameter '" + e.getKey() + "'"))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(step);
  }

  private static String told(Task<?> task, String problem) {
    return task.info().id() + ": " + problem;
  }
}
