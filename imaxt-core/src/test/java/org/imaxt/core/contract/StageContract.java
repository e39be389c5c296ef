package org.imaxt.core.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.imaxt.core.model.Location;
import org.imaxt.core.run.FailurePolicy;
import org.imaxt.core.run.Monitor;
import org.imaxt.core.run.RunRequest;
import org.imaxt.core.run.SerialExecutor;
import org.imaxt.core.run.ThreadsExecutor;
import org.imaxt.core.run.UnitExecutor;
import org.imaxt.core.sample.Receipt;
import org.imaxt.core.sample.Receipts;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.stage.ParamField;
import org.imaxt.core.stage.ParamSchema;
import org.imaxt.core.stage.Range;
import org.imaxt.core.stage.Selection;
import org.imaxt.core.stage.Stage;
import org.imaxt.core.stage.StageParams;
import org.imaxt.core.stage.Task;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every task of a plugin keeps to, without being named here; each plugin's test extends it.
 */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class StageContract {

  @TempDir Path folder;

  private final List<String> order = inOrder();
  private final Map<String, Set<String>> changes = new LinkedHashMap<>();
  private Path done;
  private SortedMap<String, String> serial;

  /** Makes, once, what all samples are made from; the folder lasts as long as the tests. */
  protected abstract void begin(Path shared) throws IOException;

  /** Makes what the stages of the plugin need before the first of them runs. */
  protected abstract void prepare(Path sample) throws IOException;

  /** Names and values in turn of what a stage is run with. */
  protected abstract Object[] parameters(String stage);

  /** The stages in the order of their needs. */
  protected abstract List<String> expectedOrder();

  /** How many outputs a stage has. */
  protected abstract int expectedOutputs(String stage);

  @BeforeAll
  final void makeOnOneThread(@TempDir Path shared) throws IOException {
    Path sample = shared.resolve("serial.zarr");
    done = sample;
    begin(shared);
    prepare(sample);
    try (UnitExecutor executor = new SerialExecutor()) {
      for (String stage : order) {
        SortedMap<String, String> before = FolderContent.of(sample);
        run(executor, RunRequest.on(sample), stage);
        changes.put(stage, changed(before, FolderContent.of(sample)));
      }
    }
    serial = FolderContent.ofSample(sample);
  }

  /** Stages of the registry, each after those it needs and uses. */
  private List<String> inOrder() {
    List<Stage<?, ?, ?>> waiting = new ArrayList<>(stages().toList());
    List<String> order = new ArrayList<>();
    while (!waiting.isEmpty()) {
      Set<String> names = new HashSet<>(waiting.stream().map(s -> s.info().id()).toList());
      Stage<?, ?, ?> next =
          waiting.stream()
              .filter(s -> reads(s).stream().noneMatch(names::contains))
              .findFirst()
              .orElseThrow();
      order.add(next.info().id());
      waiting.remove(next);
    }
    return order;
  }

  final Stream<Stage<?, ?, ?>> stages() {
    return tasks().filter(Stage.class::isInstance).map(t -> (Stage<?, ?, ?>) t);
  }

  /** Those of the plugin that extends this. */
  final Stream<Task<?>> tasks() {
    String root = getClass().getPackageName() + ".";
    return Runs.TASKS.tasks().stream().filter(t -> t.getClass().getName().startsWith(root));
  }

  private static <P extends StageParams> Set<String> reads(Stage<P, ?, ?> stage) {
    Set<String> reads = new HashSet<>(stage.footprint(stage.defaults()).needs());
    reads.addAll(stage.footprint(stage.defaults()).uses());
    return reads;
  }

  private static <P extends StageParams> List<String> writes(Stage<P, ?, ?> stage) {
    return stage.footprint(stage.defaults()).writes();
  }

  private void run(UnitExecutor executor, RunRequest request, String stage) {
    Runs.run(executor, Monitor.silent(), request, stage, parameters(stage));
  }

  private static Set<String> changed(
      SortedMap<String, String> before, SortedMap<String, String> after) {
    Set<String> names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    names.removeIf(n -> before.getOrDefault(n, "").equals(after.getOrDefault(n, "")));
    return names;
  }

  @Test
  void theRegistryHasTheStagesInTheOrderOfTheirNeeds() {
    assertEquals(expectedOrder(), order);
  }

  @ParameterizedTest
  @MethodSource("tasks")
  <P extends StageParams> void everyParameterIsDescribed(Task<P> task) {
    for (ParamField field : ParamSchema.of(task).fields()) {
      String name = task.info().id() + "." + field.name();
      assertFalse(field.label().isBlank(), name + " has no label");
      assertTrue(field.help().length() > 10, name + " has no help");
      if (field.isNumber()) {
        assertFalse(field.unit().isBlank(), name + " has no unit");
        assertNotEquals(Range.ALL, field.range(), name + " has no range");
      }
    }
    assertTrue(task.info().menu().startsWith("Plugins>IMAXT>"), task.info().menu());
    assertTrue(task.info().summary().endsWith("."), task.info().summary());
  }

  @ParameterizedTest
  @MethodSource("tasks")
  <P extends StageParams> void defaultsAreReadBackFromTheirText(Task<P> task) {
    ParamSchema<P> schema = ParamSchema.of(task);
    Map<String, Object> text = new LinkedHashMap<>();
    schema.values(task.defaults()).forEach((name, value) -> text.put(name, value.toString()));
    schema.fields().stream()
        .filter(ParamField::required)
        .forEach(f -> text.put(f.name(), "somewhere"));
    P bound = schema.bind(task.defaults(), text);
    assertEquals(bound, schema.bind(task.defaults(), schema.values(bound)));
    assertEquals(
        text,
        schema.values(bound).entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().toString())));
  }

  @ParameterizedTest
  @MethodSource("tasks")
  <P extends StageParams> void parametersTravel(Task<P> task) {
    assertEquals(task.defaults(), SerialisingExecutor.travelled(task.defaults()));
  }

  @ParameterizedTest
  @MethodSource("stages")
  void writesStayInTheFootprint(Stage<?, ?, ?> stage) {
    Set<String> outside = new TreeSet<>(changes.get(stage.info().id()));
    assertTrue(outside.stream().anyMatch(n -> !n.startsWith(".imaxt/")), "the stage wrote nothing");
    outside.removeIf(
        n ->
            n.startsWith(".imaxt/")
                || n.equals(".zmetadata")
                || writes(stage).stream().anyMatch(w -> n.equals(w) || n.startsWith(w + "/")));
    // groups above what is written, and the root of a new sample
    outside.remove(".zattrs");
    outside.removeIf(
        n ->
            n.endsWith(".zgroup")
                && writes(stage).stream()
                    .anyMatch(w -> w.startsWith(n.substring(0, n.length() - ".zgroup".length()))));
    assertEquals(Set.of(), outside);
  }

  @ParameterizedTest
  @MethodSource("stages")
  void receiptsReadOnlyWhatTheFootprintSays(Stage<?, ?, ?> stage) {
    try (Sample sample = Sample.open(done)) {
      Receipts receipts = new Receipts(sample);
      List<String> complete = receipts.complete(stage.info().id());
      assertEquals(expectedOutputs(stage.info().id()), complete.size());
      for (String output : complete) {
        Receipt receipt = receipts.find(stage.info().id(), output).orElseThrow();
        for (String read : receipt.reads().keySet()) {
          assertTrue(
              reads(stage).contains(read.substring(0, read.indexOf('/'))),
              stage.info().id() + " reads " + read);
        }
        assertFalse(receipts.isUnfinished(stage.info().id()));
      }
    }
  }

  @Test
  void threadsDoNotChangeABit() throws IOException {
    for (int threads = 2; threads <= 3; threads++) {
      Path sample = folder.resolve("threads" + threads + ".zarr");
      prepare(sample);
      try (UnitExecutor executor = new ThreadsExecutor(threads)) {
        order.forEach(stage -> run(executor, RunRequest.on(sample), stage));
      }
      FolderContent.assertSame(serial, FolderContent.ofSample(sample));
    }
  }

  @Test
  void unitsAndResultsTravelAndTheirOrderDoesNotChangeABit() throws IOException {
    Path sample = folder.resolve("travelled.zarr");
    prepare(sample);
    try (UnitExecutor executor = new SerialisingExecutor()) {
      order.forEach(stage -> run(executor, RunRequest.on(sample), stage));
    }
    FolderContent.assertSame(serial, FolderContent.ofSample(sample));
  }

  @Test
  void runningAgainByForceChangesNothing() throws IOException {
    Path sample = FolderContent.copy(done, folder.resolve("s.zarr"));
    RunRequest force =
        new RunRequest(
            Optional.of(Location.of(sample)),
            Selection.ALL,
            RunRequest.Reuse.FORCE,
            FailurePolicy.STOP);
    try (UnitExecutor executor = new ThreadsExecutor(2)) {
      order.forEach(stage -> run(executor, force, stage));
    }
    FolderContent.assertSame(serial, FolderContent.ofSample(sample));
  }
}
