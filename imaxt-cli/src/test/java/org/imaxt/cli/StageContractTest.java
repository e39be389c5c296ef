package org.imaxt.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.imaxt.core.pipeline.PipelineReader;
import org.imaxt.core.pipeline.Step;
import org.imaxt.core.stage.ParamField;
import org.imaxt.core.stage.ParamSchema;
import org.imaxt.core.stage.Range;
import org.imaxt.core.stage.Selection;
import org.imaxt.core.stage.Stage;
import org.imaxt.core.stage.StageInfo.SampleUse;
import org.imaxt.core.stage.StageParams;
import org.imaxt.core.stage.Task;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.scijava.Context;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.module.Module;
import org.scijava.module.ModuleException;
import org.scijava.module.ModuleItem;
import org.yaml.snakeyaml.Yaml;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** What every task that is installed must keep; no task is named here. */
class StageContractTest {

  private static Context context;

  @TempDir Path folder;

  @BeforeAll
  static void startSciJava() {
    context = new Context(CommandService.class);
  }

  @AfterAll
  static void endSciJava() {
    context.dispose();
  }

  static Stream<Arguments> tasks() {
    return CapturedImaxt.REGISTRY.tasks().stream().map(t -> Arguments.of(t.info().id(), t));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("tasks")
  <P extends StageParams> void defaultsAreValidUntilSomethingIsRequired(String id, Task<P> task) {
    ParamSchema<P> schema = ParamSchema.of(task);
    P defaults = task.defaults();
    assertEquals(filled(task), schema.bind(defaults, placeholders(schema)));
    for (ParamField field : schema.fields()) {
      if (field.required()) {
        assertEquals(
            "", schema.values(defaults).get(field.name()), field.name() + " must be asked for");
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("tasks")
  void everyParameterIsExplained(String id, Task<?> task) {
    assertTrue(task.info().summary().endsWith("."), "the summary is a sentence");
    assertTrue(task.info().menu().startsWith("Plugins>IMAXT>"), task.info().menu());
    for (ParamField field : ParamSchema.of(task).fields()) {
      assertFalse(field.label().isBlank(), field.name() + " has no label");
      assertFalse(field.help().isBlank(), field.name() + " has no help");
      if (field.isNumber()) {
        assertFalse(field.unit().isBlank(), field.name() + " has no unit");
        assertNotEquals(Range.ALL, field.range(), field.name() + " has no range");
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("tasks")
  <P extends StageParams> void recordSurvivesYaml(String id, Task<P> task) {
    List<Task<?>> chain = new ArrayList<>();
    if (task.info().sample() != SampleUse.NONE) {
      chain.add(
          CapturedImaxt.REGISTRY.tasks().stream()
              .filter(t -> t.info().sample() == SampleUse.CREATE)
              .findFirst()
              .orElseThrow());
    }
    addWithNeeds(task, chain);
    List<Object> steps = new ArrayList<>();
    chain.forEach(t -> steps.add(Map.of(t.info().id(), plain(t))));
    List<Step<?>> read =
        new PipelineReader(CapturedImaxt.REGISTRY)
            .read(
                new Yaml().dump(Map.of("sample", "sample.zarr", "steps", steps)),
                folder,
                "contract.yml")
            .steps();
    P params = ParamSchema.of(task).bind(task.defaults(), plain(task));
    assertEquals(params, read.get(read.size() - 1).params());
  }

  /** A task behind the stages whose results it needs. */
  private static <P extends StageParams> void addWithNeeds(Task<P> task, List<Task<?>> chain) {
    if (task instanceof Stage<P, ?, ?> stage) {
      for (String need : stage.footprint(filled(task)).needs()) {
        addWithNeeds(CapturedImaxt.REGISTRY.get(need), chain);
      }
    }
    chain.add(task);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("tasks")
  <P extends StageParams> void recordSurvivesSerialisation(String id, Task<P> task)
      throws IOException, ClassNotFoundException {
    P params = filled(task);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(params);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertEquals(params, in.readObject());
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("tasks")
  void commandLineHasTheParametersOfTheRecord(String id, Task<?> task) {
    CommandLine line =
        new Imaxt(CapturedImaxt.REGISTRY, new CapturedImaxt().terminal()).commandLine();
    for (String word : id.split(" ", 2)) {
      line = line.getSubcommands().get(word);
    }
    Set<String> options = new HashSet<>();
    for (OptionSpec option : line.getCommandSpec().options()) {
      options.add(option.longestName());
    }
    options.removeAll(
        Set.of(
            "--help",
            "--force",
            "--resume",
            "--threads",
            "--engine",
            "--master",
            "--conf",
            "--keep-going",
            "--quiet",
            "--verbose"));
    if (task.info().sample() != SampleUse.NONE) {
      options.removeAll(Set.of("--sample", "--sections", "--slide", "--roi"));
    }
    Set<String> declared = new HashSet<>();
    ParamSchema.of(task).fields().forEach(f -> declared.add(f.option()));
    declared.removeAll(Set.of("--slide", "--roi"));
    assertEquals(declared, options);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("tasks")
  void commandHasTheParametersOfTheRecord(String id, Task<?> task) {
    List<String> expected = new ArrayList<>();
    if (task.info().sample() != SampleUse.NONE) {
      expected.add("sample");
      List.of(task.info().selects()).forEach(m -> expected.add(Selection.option(m)));
    }
    ParamSchema.of(task).fields().forEach(f -> expected.add(f.name()));
    List<String> inputs = new ArrayList<>();
    for (ModuleItem<?> input : inputs(command(task))) {
      inputs.add(input.getName());
      assertFalse(input.isPersisted(), input.getName() + " would keep the last run's value");
    }
    assertEquals(expected, inputs);
    assertEquals(
        task.info().menu(), command(task).getMenuPath().getMenuString().replace(" > ", ">"));
  }

  /** ImageJ lowers the case of macro keys, so names that differ by case alone would collide. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("tasks")
  void macroKeysDiffer(String id, Task<?> task) {
    Set<String> keys = new HashSet<>();
    for (ModuleItem<?> input : inputs(command(task))) {
      assertTrue(keys.add(input.getName().toLowerCase(Locale.ROOT)), input.getName());
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("tasks")
  <P extends StageParams> void commandShowsTheDefaults(String id, Task<P> task)
      throws ModuleException {
    ParamSchema<P> schema = ParamSchema.of(task);
    Module module = command(task).createModule();
    Map<String, Object> shown = new HashMap<>();
    for (ParamField field : schema.fields()) {
      shown.put(field.name(), module.getInput(field.name()));
    }
    shown.putAll(placeholders(schema));
    assertEquals(filled(task), schema.bind(task.defaults(), shown));
  }

  private static CommandInfo command(Task<?> task) {
    String name = task.getClass().getName().replaceFirst("(Stage|Job)$", "") + "Command";
    return assertInstanceOf(
        CommandInfo.class, context.service(CommandService.class).getCommand(name), name);
  }

  private static List<ModuleItem<?>> inputs(CommandInfo command) {
    return StreamSupport.stream(command.inputs().spliterator(), false)
        .filter(i -> i.getType() != Context.class)
        .<ModuleItem<?>>map(i -> i)
        .toList();
  }

  /** The defaults with something in place of what must be asked for. */
  private static <P extends StageParams> P filled(Task<P> task) {
    ParamSchema<P> schema = ParamSchema.of(task);
    return schema.bind(task.defaults(), placeholders(schema));
  }

  private static Map<String, Object> placeholders(ParamSchema<?> schema) {
    Map<String, Object> values = new HashMap<>();
    for (ParamField field : schema.fields()) {
      if (field.required()) {
        values.put(field.name(), "something");
      }
    }
    return values;
  }

  /** Parameters as YAML has them, paths being absolute. */
  private <P extends StageParams> Map<String, Object> plain(Task<P> task) {
    ParamSchema<P> schema = ParamSchema.of(task);
    Map<String, Object> plain = new LinkedHashMap<>(schema.values(filled(task)));
    for (ParamField field : schema.fields()) {
      Object value = plain.get(field.name());
      if (field.type() == File.class && !value.equals("")) {
        plain.put(field.name(), folder.resolve(value.toString()).toString());
      }
    }
    return plain;
  }
}
