package org.imaxt.core.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.imaxt.core.lab.NoParams;
import org.imaxt.core.lab.PaintStage;
import org.imaxt.core.lab.TintParams;
import org.imaxt.core.lab.TintStage;
import org.imaxt.core.model.Location;
import org.imaxt.core.report.Report;
import org.imaxt.core.run.RunRequest.Reuse;
import org.imaxt.core.sample.Receipts;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.SampleFormatException;
import org.imaxt.core.stage.CancelledException;
import org.imaxt.core.stage.ParamException;
import org.imaxt.core.stage.Progress;
import org.imaxt.core.stage.Selection;
import org.imaxt.core.zarr.StoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How stages run: what is made, what is kept, and how runs end. */
class StageRunTest {

  private static final BiConsumer<String, Progress> QUIET = (call, progress) -> {};

  @TempDir Path folder;

  private Path path() {
    return folder.resolve("sample.zarr");
  }

  private Report run(ScriptedStage stage, Reuse reuse, FailurePolicy policy) {
    return run(
        stage,
        new RunRequest(Optional.of(Location.of(path())), Selection.ALL, reuse, policy),
        Monitor.silent());
  }

  private static Report run(ScriptedStage stage, RunRequest request, Monitor monitor) {
    try (UnitExecutor executor = new SerialExecutor()) {
      return new TaskRunner(executor, monitor).run(stage, new NoParams(), request);
    }
  }

  private Report run(ScriptedStage stage) {
    return run(stage, RunRequest.on(path()), Monitor.silent());
  }

  private List<String> complete() {
    try (Sample sample = Sample.open(path())) {
      return new Receipts(sample).complete("scripted");
    }
  }

  private static BiConsumer<String, Progress> failingAt(String failing, RuntimeException failure) {
    return (call, progress) -> {
      if (call.equals(failing)) {
        throw failure;
      }
    };
  }

  private String text(String file) throws IOException {
    return Files.readString(path().resolve(ScriptedStage.FOLDER).resolve(file));
  }

  @Test
  void resultsReachTheEndInPlanOrderAndPhasesFollowEachOther() throws IOException {
    ScriptedStage stage = new ScriptedStage(QUIET);
    run(stage);
    assertEquals("begin", stage.calls.get(0));
    assertEquals("end", stage.calls.get(16));
    for (String section : List.of("S001", "S002", "S003")) {
      assertEquals(
          List.of(
              section + " 0 a",
              section + " 0 b",
              section + " 1 a",
              section + " 1 b",
              "finish " + section),
          stage.calls.stream().filter(c -> c.contains(section)).toList());
    }
    assertEquals("S002 0 a, S002 0 b, S002 1 a, S002 1 b", text("S002/results"));
    assertEquals(List.of("S001", "S002", "S003"), complete());
  }

  @Test
  void whatUnitsTookIsKeptAndReported() throws IOException {
    ScriptedStage stage = new ScriptedStage(QUIET);
    run(stage);
    run(new ScriptedStage(QUIET)); // makes nothing, and so forgets nothing
    try (Sample sample = Sample.open(path())) {
      CostFiles files = CostFiles.of(stage, new NoParams(), sample);
      OutputCosts costs = files.find("S002").orElseThrow();
      assertEquals(List.of(2, 2), costs.phases().stream().map(List::size).toList());
      assertTrue(costs.units().stream().allMatch(u -> u.seconds() > 0 && u.memoryBytes() > 0));
      assertEquals(3, files.all().size());
      assertEquals(12, files.run().orElseThrow().units());
    }
    String report = Files.readString(path().resolve(".imaxt/reports/scripted.json"));
    JsonObject json = JsonParser.parseString(report).getAsJsonObject().getAsJsonObject("costs");
    assertEquals(3, json.get("outputs").getAsInt());
    JsonObject phase = json.getAsJsonArray("phases").get(1).getAsJsonObject();
    assertEquals(6, phase.get("units").getAsInt());
    double longest = phase.get("longest_seconds").getAsDouble();
    assertTrue(phase.get("seconds").getAsDouble() >= longest && longest > 0, report);
    assertEquals(12, json.getAsJsonObject("last_run").get("units").getAsInt());
  }

  @Test
  void costsThatCannotBeUnderstoodAreAsNone() throws IOException {
    ScriptedStage stage = new ScriptedStage(QUIET);
    run(stage);
    for (String damaged : List.of("", "{", "[]", "{}", "{\"phases\":[{\"seconds\":[1]}]}")) {
      Files.writeString(path().resolve(".imaxt/costs/scripted/S002.json"), damaged);
      try (Sample sample = Sample.open(path())) {
        CostFiles files = CostFiles.of(stage, new NoParams(), sample);
        assertTrue(files.find("S002").isEmpty(), damaged);
        assertEquals(2, files.all().size(), damaged);
      }
    }
  }

  @Test
  void aSecondRunMakesNothing() {
    run(new ScriptedStage(QUIET));
    ScriptedStage again = new ScriptedStage(QUIET);
    run(again);
    assertEquals(List.of(), again.calls);
  }

  @Test
  void forceMakesEverythingAgain() {
    run(new ScriptedStage(QUIET));
    ScriptedStage again = new ScriptedStage(QUIET);
    run(again, Reuse.FORCE, FailurePolicy.STOP);
    assertEquals(17, again.calls.size());
  }

  @Test
  void aSelectionMakesOnlyItsSectionsAndIsNotInTheHash() {
    run(
        new ScriptedStage(QUIET),
        new RunRequest(
            Optional.of(Location.of(path())), new Selection("2"), Reuse.RESUME, FailurePolicy.STOP),
        Monitor.silent());
    assertEquals(List.of("S002"), complete());
    ScriptedStage rest = new ScriptedStage(QUIET);
    run(rest);
    assertFalse(rest.calls.stream().anyMatch(c -> c.contains("S002")), rest.calls.toString());
    assertEquals(List.of("S001", "S002", "S003"), complete());
  }

  @Test
  void aFailureNamesStageOutputUnitAndReason() {
    UnitFailedException failed =
        assertThrows(
            UnitFailedException.class,
            () ->
                run(
                    new ScriptedStage(
                        failingAt("S002 1 a", new IllegalStateException("out of ink")))));
    assertEquals("scripted failed on S002 S002 1 a: out of ink", failed.getMessage());
  }

  @Test
  void outputsThatWereDoneBeforeAFailureStayComplete() {
    ScriptedStage stage =
        new ScriptedStage(failingAt("S002 1 a", new IllegalStateException("out of ink")));
    assertThrows(UnitFailedException.class, () -> run(stage));
    assertEquals(List.of("S001"), complete());
    ScriptedStage rest = new ScriptedStage(QUIET);
    run(rest);
    assertFalse(rest.calls.stream().anyMatch(c -> c.contains("S001")), rest.calls.toString());
  }

  @Test
  void collectingGoesOnWithTheOtherOutputsAndFailsAtTheEnd() throws IOException {
    ScriptedStage stage =
        new ScriptedStage(failingAt("S001 0 a", new IllegalStateException("out of ink")));
    UnitFailedException failed =
        assertThrows(
            UnitFailedException.class, () -> run(stage, Reuse.RESUME, FailurePolicy.COLLECT));
    assertTrue(failed.getMessage().contains("S001 0 a"), failed.getMessage());
    assertEquals(List.of("S002", "S003"), complete());
    assertFalse(stage.calls.contains("S001 1 a"), "no later phase of an output that failed");
    assertEquals("S003 0 a, S003 0 b, S003 1 a, S003 1 b", text("S003/results"));
  }

  @Test
  void aStoreThatHiccupsIsTriedAgain() {
    AtomicInteger failures = new AtomicInteger(2);
    ScriptedStage stage =
        new ScriptedStage(
            (call, progress) -> {
              if (call.equals("S002 0 b") && failures.getAndDecrement() > 0) {
                throw new StoreException("write", "/share/x", new IOException("stale handle"));
              }
            });
    run(stage);
    assertEquals(3, stage.calls.stream().filter("S002 0 b"::equals).count());
    assertEquals(List.of("S001", "S002", "S003"), complete());
  }

  @Test
  void whatFollowsFromAllOutputsIsMadeEvenIfTheLastRunDiedJustBefore() throws IOException {
    assertThrows(
        IllegalStateException.class,
        () -> run(new ScriptedStage(failingAt("end", new IllegalStateException("killed")))));
    assertEquals(List.of("S001", "S002", "S003"), complete());
    ScriptedStage again = new ScriptedStage(QUIET);
    run(again);
    assertEquals(List.of("end"), again.calls);
    assertEquals("all", text("all"));
    assertTrue(Files.exists(path().resolve(".zmetadata")));
    ScriptedStage third = new ScriptedStage(QUIET);
    run(third);
    assertEquals(List.of(), third.calls);
  }

  @Test
  void whatADeadRunLeftIsRemovedByTheNext() throws IOException {
    assertThrows(
        UnitFailedException.class,
        () -> run(new ScriptedStage(failingAt("S001 1 a", new IllegalStateException("killed")))));
    Path left = Files.writeString(path().resolve("lab/scripted/.part-17"), "half");
    Path other = Files.writeString(path().resolve("lab/scripted/S001/.part-18"), "half");
    run(new ScriptedStage(QUIET));
    assertFalse(Files.exists(left));
    assertFalse(Files.exists(other));
  }

  @Test
  void cancellingEndsTheRunWithItsCodeAndTheNextGoesOn() {
    AtomicInteger advances = new AtomicInteger();
    Monitor impatient = new CancellingMonitor(4, advances);
    ScriptedStage stage = new ScriptedStage((call, progress) -> progress.checkCancelled());
    CancelledException cancelled =
        assertThrows(CancelledException.class, () -> run(stage, RunRequest.on(path()), impatient));
    assertEquals(130, ExitCode.of(cancelled).code());
    assertEquals(4, advances.get());
    run(new ScriptedStage(QUIET));
    assertEquals(List.of("S001", "S002", "S003"), complete());
  }

  @Test
  void aStageThatNeedsAnotherIsRefusedBeforeItAndNamesIt() {
    SampleFormatException refused =
        assertThrows(SampleFormatException.class, () -> run(new ScriptedStage(QUIET, "ingest")));
    assertEquals(
        path() + " has nothing of ingest, which scripted needs; run imaxt ingest",
        refused.getMessage());
  }

  @Test
  void aTaskThatNeedsASampleIsRefusedWithout() {
    ParamException refused =
        assertThrows(
            ParamException.class,
            () -> run(new ScriptedStage(QUIET), RunRequest.withoutSample(), Monitor.silent()));
    assertEquals("sample is required by scripted", refused.getMessage());
  }

  @Test
  void anOutputWhoseSourceWasMadeAgainIsRefusedAndThenMadeAgain() {
    try (UnitExecutor executor = new SerialExecutor()) {
      TaskRunner runner = new TaskRunner(executor, Monitor.silent());
      PaintStage paint = new PaintStage();
      runner.run(paint, paint.defaults(), RunRequest.on(path()));
      runner.run(new TintStage(), new TintParams(2), RunRequest.on(path()));
      runner.run(paint, new org.imaxt.core.lab.PaintParams(9, 3), RunRequest.on(path()));
      try (Sample sample = Sample.open(path())) {
        SampleFormatException refused =
            assertThrows(
                SampleFormatException.class, () -> new Receipts(sample).verified("tint/S001"));
        assertTrue(refused.getMessage().endsWith("run imaxt tint again"), refused.getMessage());
      }
      runner.run(new TintStage(), new TintParams(2), RunRequest.on(path()));
      try (Sample sample = Sample.open(path())) {
        new Receipts(sample).verified("tint/S001");
      }
    }
  }

  @Test
  void everyRunLeavesItsReportAndRecord() throws IOException {
    run(new ScriptedStage(QUIET));
    Path files = path().resolve(".imaxt");
    assertTrue(Files.readString(files.resolve("reports/scripted.html")).contains("Scripted"));
    assertTrue(Files.readString(files.resolve("reports/scripted.json")).contains("provenance"));
    try (Stream<Path> runs = Files.list(files.resolve("runs"))) {
      String record = Files.readString(runs.findFirst().orElseThrow());
      assertTrue(record.contains("done: 3 made, 0 up to date"), record);
    }
  }

  /** Wants the run to end after a number of advances. */
  private record CancellingMonitor(int after, AtomicInteger advances) implements Monitor {
    @Override
    public void started(String task, long work) {}

    @Override
    public void advanced(long done, long total) {
      advances.incrementAndGet();
    }

    @Override
    public void warned(String message) {}

    @Override
    public void finished(String message) {}

    @Override
    public boolean cancelled() {
      return advances.get() >= after;
    }
  }
}
