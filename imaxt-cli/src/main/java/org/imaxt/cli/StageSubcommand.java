package org.imaxt.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.imaxt.core.model.Location;
import org.imaxt.core.model.Modality;
import org.imaxt.core.pipeline.Step;
import org.imaxt.core.report.Report;
import org.imaxt.core.run.ExitCode;
import org.imaxt.core.run.RunRequest;
import org.imaxt.core.run.TaskRunner;
import org.imaxt.core.run.UnitExecutor;
import org.imaxt.core.stage.ParamException;
import org.imaxt.core.stage.ParamField;
import org.imaxt.core.stage.ParamSchema;
import org.imaxt.core.stage.Selection;
import org.imaxt.core.stage.StageInfo.SampleUse;
import org.imaxt.core.stage.StageParams;
import org.imaxt.core.stage.Task;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** A task as a sub-command: one option for each component of its parameter record. */
final class StageSubcommand<P extends StageParams> implements Callable<Integer> {

  private final Task<P> task;
  private final ParamSchema<P> schema;
  private final Terminal terminal;
  private final RunOptions runOptions = new RunOptions();
  private final SampleOptions sampleOptions = new SampleOptions();
  private final CommandSpec spec;

  private StageSubcommand(Task<P> task, Terminal terminal) {
    this.task = task;
    this.schema = ParamSchema.of(task);
    this.terminal = terminal;
    this.spec = CommandSpec.wrapWithoutInspection(this);
    spec.usageMessage()
        .description(ParamOption.escaped(task.info().summary()))
        .sortOptions(false)
        .sortSynopsis(false);
    Map<String, Object> defaults = schema.values(task.defaults());
    for (ParamField field : schema.fields()) {
      spec.addOption(ParamOption.of(field, defaults.get(field.name())));
    }
    if (task.info().sample() != SampleUse.NONE) {
      spec.addMixin("sample", CommandSpec.forAnnotatedObject(sampleOptions));
      List<Modality> selects = List.of(task.info().selects());
      for (Modality modality : choices()) {
        spec.addOption(SampleOptions.choice(modality, selects.contains(modality)));
      }
    }
    if (task.info().sample() == SampleUse.READ) {
      spec.addPositional(
          PositionalParamSpec.builder()
              .index("0")
              .arity("0..1")
              .type(Location.class)
              .converters(new SampleOptions.Place())
              .paramLabel("<sample>")
              .description("The sample, in place of --sample.")
              .build());
    }
    spec.addMixin("run", CommandSpec.forAnnotatedObject(runOptions));
    spec.addOption(Imaxt.help());
  }

  /** The sub-command of a task. */
  static CommandSpec of(Task<?> task, Terminal terminal) {
    return new StageSubcommand<>(task, terminal).spec;
  }

  @Override
  public Integer call() {
    List<String> problems = new ArrayList<>();
    Optional<P> params = bind(problems);
    Optional<Location> sample = sample(problems);
    Selection selection = selection(problems);
    if (!problems.isEmpty()) {
      throw new ParamException(problems);
    }
    RunRequest request =
        new RunRequest(sample, selection, runOptions.reuse(), runOptions.failure());
    try (ConsoleMonitor monitor = ConsoleMonitor.of(terminal, runOptions);
        UnitExecutor executor = runOptions.executor(monitor)) {
      Step<P> step = new Step<>(task, params.orElseThrow(), 1);
      Report report = new TaskRunner(executor, monitor).run(task, step.params(), request);
      Answers.print(terminal, runOptions, step, sample, report);
    }
    return ExitCode.DONE.code();
  }

  private Optional<P> bind(List<String> problems) {
    ParseResult parsed = spec.commandLine().getParseResult();
    Map<String, Object> values = new LinkedHashMap<>();
    for (ParamField field : schema.fields()) {
      if (parsed.hasMatchedOption(field.option())) {
        values.put(field.name(), parsed.matchedOptionValue(field.option(), null));
      }
    }
    try {
      return Optional.of(schema.bind(task.defaults(), values));
    } catch (ParamException e) {
      e.problems().forEach(p -> problems.add(ParamOption.inOptions(p, schema)));
      return Optional.empty();
    }
  }

  private Optional<Location> sample(List<String> problems) {
    Optional<Location> named = sampleOptions.sample();
    Location place = spec.commandLine().getParseResult().matchedPositionalValue(0, null);
    if (named.isPresent() && place != null) {
      problems.add("the sample is given twice, as %s and %s".formatted(named.get(), place));
    }
    Optional<Location> sample = named.or(() -> Optional.ofNullable(place));
    if (sample.isEmpty() && task.info().sample() != SampleUse.NONE) {
      problems.add("--sample is required by " + task.info().id());
    }
    return sample;
  }

  /** All choices but those whose word is a parameter of the task. */
  private List<Modality> choices() {
    return Arrays.stream(Modality.values())
        .filter(m -> schema.fields().stream().noneMatch(f -> f.name().equals(Selection.option(m))))
        .toList();
  }

  private Selection selection(List<String> problems) {
    Map<Modality, String> written = new EnumMap<>(Modality.class);
    ParseResult parsed = spec.commandLine().getParseResult();
    if (task.info().sample() != SampleUse.NONE) {
      choices()
          .forEach(
              m ->
                  written.put(
                      m,
                      parsed.matchedOptionValue("--" + Selection.option(m), Selection.EVERYTHING)));
    }
    try {
      return Selection.of(written);
    } catch (ParamException e) {
      e.problems().forEach(p -> problems.add("--" + p));
      return Selection.ALL;
    }
  }
}
