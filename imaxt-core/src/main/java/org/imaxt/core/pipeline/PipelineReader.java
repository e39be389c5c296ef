package org.imaxt.core.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.imaxt.core.model.Location;
import org.imaxt.core.model.Modality;
import org.imaxt.core.stage.ParamException;
import org.imaxt.core.stage.Selection;
import org.imaxt.core.stage.Spelling;
import org.imaxt.core.stage.TaskRegistry;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Reads pipeline files.
 *
 * <pre>
 * sample: block.zarr          # relative to this file, or s3://bucket/block.zarr
 * sections: 1-3               # optional, as are slide and roi: names for the steps that have any
 * steps:
 *   - ingest: {input: acquisition}
 *   - stitch
 *   - export positions: {out: positions.csv}
 * </pre>
 *
 * <p>Parameters are the component names of the tasks' records. Everything that is wrong is told at
 * once, with line numbers, and before anything is written.
 */
public final class PipelineReader {

  private static final List<String> KEYS = List.of("sample", "sections", "slide", "roi", "steps");

  private final TaskRegistry registry;

  /**
   * A reader.
   *
   * @param registry tasks that steps may name
   */
  public PipelineReader(TaskRegistry registry) {
    this.registry = registry;
  }

  /**
   * Reads a file.
   *
   * @param file a YAML file; paths in it are relative to its folder
   * @return the pipeline, ready to run
   * @throws ParamException listing everything that is wrong
   * @throws org.imaxt.core.sample.SampleFormatException if the sample is there and cannot be used
   */
  public Pipeline read(Path file) {
    return read(file, Optional.empty());
  }

  /**
   * Reads a file for another sample than it names.
   *
   * @param file a YAML file; paths in it are relative to its folder
   * @param other the sample to use in place of the file's, if any
   * @return the pipeline, ready to run
   * @throws ParamException listing everything that is wrong
   * @throws org.imaxt.core.sample.SampleFormatException if the sample is there and cannot be used
   */
  public Pipeline read(Path file, Optional<Location> other) {
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      throw new ParamException(
          "%s cannot be read as UTF-8 text (%s); name a pipeline file".formatted(file, e));
    }
    Path folder = file.toAbsolutePath().getParent();
    return read(text, folder, file.getFileName().toString(), other);
  }

  /**
   * Reads a text.
   *
   * @param text YAML
   * @param folder what paths are relative to
   * @param name name of the text in messages
   * @return the pipeline, ready to run
   * @throws ParamException listing everything that is wrong
   * @throws org.imaxt.core.sample.SampleFormatException if the sample is there and cannot be used
   */
  public Pipeline read(String text, Path folder, String name) {
    return read(text, folder, name, Optional.empty());
  }

  private Pipeline read(String text, Path folder, String name, Optional<Location> other) {
    Problems problems = new Problems(name);
    Node root = YamlTree.parse(text, name, problems).orElse(null);
    if (!(root instanceof MappingNode map)) {
      problems.add(1, "a pipeline has 'sample: PATH' and 'steps:'");
      problems.refuse();
      throw new IllegalStateException("refused above");
    }
    Optional<Location> sample = Optional.empty();
    Map<Modality, YamlTree.Entry> choices = new EnumMap<>(Modality.class);
    Optional<List<Optional<Step<?>>>> steps = Optional.empty();
    for (YamlTree.Entry entry : YamlTree.entries(map, problems)) {
      switch (entry.key()) {
        case "sample" -> sample = single(entry, problems).map(s -> location(folder, s));
        case "sections" -> choices.put(Modality.STPT, entry);
        case "slide" -> choices.put(Modality.SLIDES, entry);
        case "roi" -> choices.put(Modality.IMC, entry);
        case "steps" ->
            steps = Optional.of(steps(entry, new StepReader(registry, folder, problems), problems));
        default ->
            problems.add(
                entry.line(),
                "unknown key '%s'%s"
                    .formatted(entry.key(), Spelling.suggestion(entry.key(), KEYS)));
      }
    }
    if (other.isPresent()) {
      sample = other;
    }
    if (steps.isEmpty()) {
      problems.add(1, "there are no 'steps:'");
    }
    List<Step<?>> known = new ArrayList<>();
    steps.orElse(List.of()).forEach(s -> s.ifPresent(known::add));
    if (known.size() == steps.map(List::size).orElse(0)) {
      new StepChain(sample, problems).check(known); // with a step unknown, its results are too
    }
    Selection selection = selection(choices, known, problems);
    problems.refuse();
    return new Pipeline(sample, selection, known);
  }

  private static Location location(Path folder, String sample) {
    return Location.isUri(sample)
        ? Location.of(sample)
        : Location.of(folder.resolve(sample).normalize());
  }

  private static Optional<String> single(YamlTree.Entry entry, Problems problems) {
    Optional<String> text = YamlTree.text(entry.value()).filter(t -> !t.isBlank());
    if (text.isEmpty()) {
      problems.add(entry.line(), "'%s' must be a single value".formatted(entry.key()));
    }
    return text;
  }

  /** What the file chooses; a choice that no step can keep to is a problem. */
  private static Selection selection(
      Map<Modality, YamlTree.Entry> choices, List<Step<?>> steps, Problems problems) {
    Map<Modality, String> written = new EnumMap<>(Modality.class);
    choices.forEach(
        (modality, entry) -> {
          try {
            String text = single(entry, problems).orElse(Selection.EVERYTHING);
            Selection.of(Map.of(modality, text));
            written.put(modality, text);
          } catch (ParamException e) {
            problems.add(entry.line(), e.getMessage());
          }
          if (steps.stream()
              .noneMatch(s -> List.of(s.task().info().selects()).contains(modality))) {
            problems.add(
                entry.line(),
                "no step has %s to choose from; leave '%s' out"
                    .formatted(Selection.noun(modality), entry.key()));
          }
        });
    return Selection.of(written);
  }

  private static List<Optional<Step<?>>> steps(
      YamlTree.Entry entry, StepReader reader, Problems problems) {
    if (entry.value() instanceof SequenceNode list && !list.getValue().isEmpty()) {
      return list.getValue().stream().map(reader::read).toList();
    }
    problems.add(entry.line(), "'steps' must be a list such as '- stitch'");
    return List.of();
  }
}
