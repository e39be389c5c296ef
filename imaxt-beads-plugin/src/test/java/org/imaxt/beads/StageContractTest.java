package org.imaxt.beads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Stream;
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
import org.imaxt.core.stage.Stage;
import org.imaxt.core.stage.StageParams;
import org.imaxt.core.stage.Task;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every task of the registry keeps to, without being named here. */
@Tag("slow")
class StageContractTest {

  private static final List<String> ORDER = inOrder();

  @TempDir static Path shared;
  private static SortedMap<String, String> serial;
  private static final Map<String, Set<String>> CHANGES = new LinkedHashMap<>();

  @TempDir Path folder;

  @BeforeAll
  static void makeOnOneThread() throws IOException {
    Path sample = fresh(shared.resolve("serial.zarr"));
    try (UnitExecutor executor = new SerialExecutor()) {
      for (String stage : ORDER) {
        SortedMap<String, String> before = FolderContent.of(sample);
        run(executor, sample, stage);
        CHANGES.put(stage, changed(before, FolderContent.of(sample)));
      }
    }
    serial = FolderContent.ofSample(sample);
  }

  /** Stages of the registry, each after those it needs and uses. */
  private static List<String> inOrder() {
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

  static Stream<Stage<?, ?, ?>> stages() {
    return Runs.TASKS.tasks().stream().filter(Stage.class::isInstance).map(t -> (Stage<?, ?, ?>) t);
  }

  static Stream<Task<?>> tasks() {
    return Runs.TASKS.tasks().stream();
  }

  private static <P extends StageParams> Set<String> reads(Stage<P, ?, ?> stage) {
    Set<String> reads = new HashSet<>(stage.footprint(stage.defaults()).needs());
    reads.addAll(stage.footprint(stage.defaults()).uses());
    return reads;
  }

  private static <P extends StageParams> List<String> writes(Stage<P, ?, ?> stage) {
    return stage.footprint(stage.defaults()).writes();
  }

  /** A sample as the stages before these leave it. */
  private static Path fresh(Path sample) {
    BeadSample.write(
        sample, BeadSample.Settings.defaults(1).withSections(4).withLayers(2).withChannels(2));
    return sample;
  }

  private static void run(UnitExecutor executor, Path sample, String stage) {
    Runs.run(executor, Monitor.silent(), RunRequest.on(sample), stage);
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
    assertEquals(List.of("register", "cube"), ORDER);
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
            .collect(
                java.util.stream.Collectors.toMap(
                    Map.Entry::getKey, e -> e.getValue().toString())));
  }

  @ParameterizedTest
  @MethodSource("tasks")
  <P extends StageParams> void parametersTravel(Task<P> task) {
    assertEquals(task.defaults(), SerialisingExecutor.travelled(task.defaults()));
  }

  @ParameterizedTest
  @MethodSource("stages")
  void writesStayInTheFootprint(Stage<?, ?, ?> stage) {
    Set<String> outside = new TreeSet<>(CHANGES.get(stage.info().id()));
    assertTrue(outside.stream().anyMatch(n -> !n.startsWith(".imaxt/")), "the stage wrote nothing");
    outside.removeIf(
        n ->
            n.startsWith(".imaxt/")
                || n.equals(".zmetadata")
                || writes(stage).stream().anyMatch(w -> n.equals(w) || n.startsWith(w + "/")));
    // groups above what is written, and the root of a new sample
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
    try (Sample sample = Sample.open(shared.resolve("serial.zarr"))) {
      Receipts receipts = new Receipts(sample);
      List<String> complete = receipts.complete(stage.info().id());
      assertEquals(1, complete.size(), "all sections are one output");
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
      Path sample = fresh(folder.resolve("threads" + threads + ".zarr"));
      try (UnitExecutor executor = new ThreadsExecutor(threads)) {
        ORDER.forEach(stage -> run(executor, sample, stage));
      }
      FolderContent.assertSame(serial, FolderContent.ofSample(sample));
    }
  }

  @Test
  void unitsAndResultsTravelAndTheirOrderDoesNotChangeABit() throws IOException {
    Path sample = fresh(folder.resolve("travelled.zarr"));
    try (UnitExecutor executor = new SerialisingExecutor()) {
      ORDER.forEach(stage -> run(executor, sample, stage));
    }
    FolderContent.assertSame(serial, FolderContent.ofSample(sample));
  }

  @Test
  void runningAgainByForceChangesNothing() throws IOException {
    Path sample = FolderContent.copy(shared.resolve("serial.zarr"), folder.resolve("s.zarr"));
    RunRequest force =
        new RunRequest(
            java.util.Optional.of(sample),
            org.imaxt.core.stage.Selection.ALL,
            RunRequest.Reuse.FORCE,
            org.imaxt.core.run.FailurePolicy.STOP);
    try (UnitExecutor executor = new ThreadsExecutor(2)) {
      for (String stage : ORDER) {
        Runs.run(executor, Monitor.silent(), force, stage);
      }
    }
    FolderContent.assertSame(serial, FolderContent.ofSample(sample));
    assertTrue(Files.exists(folder.resolve("dataset.xml")));
  }
}
