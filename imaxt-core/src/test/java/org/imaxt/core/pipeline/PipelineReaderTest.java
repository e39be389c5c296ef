package org.imaxt.core.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.imaxt.core.lab.PaintParams;
import org.imaxt.core.lab.TintParams;
import org.imaxt.core.lab.TypesParams;
import org.imaxt.core.lab.WeighParams;
import org.imaxt.core.model.Location;
import org.imaxt.core.run.ExitCode;
import org.imaxt.core.run.FailurePolicy;
import org.imaxt.core.run.Monitor;
import org.imaxt.core.run.RunRequest;
import org.imaxt.core.run.SerialExecutor;
import org.imaxt.core.run.TaskRunner;
import org.imaxt.core.sample.Receipts;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.stage.InputException;
import org.imaxt.core.stage.ParamException;
import org.imaxt.core.stage.TaskRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PipelineReaderTest {

  private static final TaskRegistry REGISTRY =
      TaskRegistry.load(PipelineReaderTest.class.getClassLoader());

  @TempDir Path folder;

  @Test
  void bindsStepsInOrder() {
    Pipeline pipeline =
        read(
            """
            sample: block µ 1.zarr
            sections: 1-2
            steps:
              - paint: {brightness: 9}
              - tint
              - lab weigh:
                  input: in put
            """);
    assertEquals(Optional.of(Location.of(folder.resolve("block µ 1.zarr"))), pipeline.sample());
    assertEquals("1-2", pipeline.selection().text());
    assertEquals(List.of("paint", "tint", "lab weigh"), ids(pipeline));
    assertEquals(new PaintParams(9, 3), pipeline.steps().get(0).params());
    assertEquals(new TintParams(2), pipeline.steps().get(1).params());
    assertEquals(
        new WeighParams(folder.resolve("in put").toFile()), pipeline.steps().get(2).params());
  }

  @Test
  void refusesAChoiceThatNoStepCanKeepTo() {
    ParamException refused = refused("sample: s.zarr\nslide: A\nroi: 'a,,b'\nsteps: [paint]\n");
    assertEquals(
        List.of(
            "p.yml line 2: no step has slides to choose from; leave 'slide' out",
            "p.yml line 3: roi must be names separated by commas, got 'a,,b'",
            "p.yml line 3: no step has regions to choose from; leave 'roi' out"),
        refused.problems());
  }

  @Test
  void takesRelativePathsFromTheFilesFolder() throws Exception {
    Path file = Files.createDirectories(folder.resolve("a b")).resolve("p.yml");
    Files.writeString(file, "sample: ../s.zarr\nsteps: [paint]\n");
    assertEquals(
        Optional.of(Location.of(folder.resolve("s.zarr"))),
        new PipelineReader(REGISTRY).read(file).sample());
  }

  @Test
  void readsTextsAsTheyAreWritten() {
    Pipeline pipeline = read("steps:\n  - lab types: {someText: 2020-01-01, bigNumber: 007}\n");
    TypesParams params = (TypesParams) pipeline.steps().get(0).params();
    assertEquals("2020-01-01", params.someText());
    assertEquals(7, params.bigNumber());
  }

  @Test
  void tellsEverythingThatIsWrongAtOnce() {
    ParamException refused =
        refused(
            """
            sampel: block.zarr
            sections: one
            steps:
              - paint: {brightnes: 9, planes: 100}
              - pant
              - tint:
                  shift: many
              - lab types: {wholeNumber: 1.7, yesOrNo: maybe,
                            shadeWanted: [bright]}
              - lab weigh
            """);
    assertEquals(
        List.of(
            "p.yml line 1: unknown key 'sampel'; did you mean 'sample'?",
            "p.yml line 2: sections must read like 1-3,7 or all, got 'one'",
            "p.yml line 4: paint: unknown parameter 'brightnes'; did you mean 'brightness'?",
            "p.yml line 4: paint: planes must lie in [1, 99] (sections), got 100",
            "p.yml line 5: there is no stage 'pant'; did you mean 'paint'?",
            "p.yml line 7: tint: shift must be a number (ADU), got 'many'",
            "p.yml line 8: lab types: wholeNumber must be a whole number (px), got '1.7'",
            "p.yml line 8: lab types: yesOrNo must be true or false, got 'maybe'",
            "p.yml line 9: 'shadeWanted' must be a single value",
            "p.yml line 10: lab weigh: input is required"),
        refused.problems());
    assertEquals(ExitCode.ARGUMENTS, ExitCode.of(refused));
  }

  @Test
  void refusesStepWhoseInputNobodyMakes() throws Exception {
    assertEquals(
        List.of(
            "p.yml line 2: tint works on "
                + folder.resolve("s.zarr")
                + ", which is no sample; put '- ingest' before it",
            "p.yml line 2: tint needs the results of paint; put '- paint' before it"),
        refused("sample: s.zarr\nsteps: [tint, paint]\n").problems());
  }

  @Test
  void acceptsStepWhoseInputTheSampleHolds() {
    run("sample: s.zarr\nsteps: [paint]\n");
    run("sample: s.zarr\nsteps: [tint]\n");
    try (Sample sample = Sample.open(folder.resolve("s.zarr"))) {
      assertEquals(List.of("S001", "S002", "S003"), new Receipts(sample).complete("tint"));
    }
  }

  @Test
  void asksForASampleWhereAStepUsesOne() {
    assertEquals(
        List.of("p.yml line 1: paint works on a sample; give 'sample: PATH'"),
        refused("steps: [paint]\n").problems());
  }

  @Test
  void refusesNamesThatAreGivenTwice() {
    assertEquals(
        List.of("p.yml line 3: 'brightness' is given twice, first in line 3"),
        refused("sample: s.zarr\nsteps:\n  - paint: {brightness: 1, brightness: 2}\n").problems());
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "!!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[]]]",
        "!!java.io.File [x]",
        "!!org.imaxt.core.lab.PaintParams {brightness: 1, planes: 1}",
        "!custom x",
        "!!binary aGVsbG8="
      })
  void refusesTags(String value) {
    ParamException refused =
        refused("sample: s.zarr\nsteps:\n  - lab types: {someText: %s}\n".formatted(value));
    assertTrue(
        refused.problems().get(0).startsWith("p.yml line 3: tags are not permitted, got "),
        refused.getMessage());
  }

  @Test
  void refusesTagOnTheWholeFile() {
    assertTrue(
        refused("!!java.util.Date\nsteps: [paint]\n")
            .getMessage()
            .contains("tags are not permitted"));
  }

  @Test
  void refusesAliasBombs() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x]\n");
    for (int i = 1; i < 20; i++) {
      bomb.append("a%s: &a%s [*a%s, *a%s]\n".formatted(i, i, i - 1, i - 1));
    }
    assertTrue(refused(bomb.toString()).getMessage().contains("aliases"));
  }

  @ParameterizedTest(name = "[{0}]")
  @ValueSource(
      strings = {"", "just text", "[paint]", "steps:", "steps: []", "steps: paint", "sample: s"})
  void refusesWhatIsNoPipeline(String text) {
    assertFalse(refused(text).problems().isEmpty());
  }

  @Test
  void namesTheLineThatIsNoYaml() {
    String message =
        refused("sample: s.zarr\nsteps:\n  - paint: {brightness: 1\n  - tint\n").getMessage();
    assertEquals(
        "p.yml line 5: is no YAML: expected ',' or '}', but got <stream end> in what begins in"
            + " line 3",
        message);
  }

  @Test
  void refusesFileThatCannotBeRead() {
    ParamException refused =
        assertThrows(
            ParamException.class,
            () -> new PipelineReader(REGISTRY).read(folder.resolve("absent.yml")));
    assertTrue(refused.getMessage().contains("absent.yml cannot be read"), refused.getMessage());
  }

  @Test
  void checksTheFirstStepBeforeAnythingIsWritten() {
    run("sample: s.zarr\nsteps: [paint]\n");
    long before = files();
    assertThrows(
        InputException.class,
        () -> run("sample: s.zarr\nsteps:\n  - lab weigh: {input: absent}\n  - tint\n"));
    assertEquals(before, files());
  }

  private long files() {
    try (var files = Files.walk(folder)) {
      return files.count();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void run(String yaml) {
    List<String> done = new ArrayList<>();
    new PipelineRunner(
            new TaskRunner(new SerialExecutor(), Monitor.silent()),
            (step, report) -> done.add(step.id()))
        .run(read(yaml), RunRequest.Reuse.RESUME, FailurePolicy.STOP);
    assertEquals(ids(read(yaml)), done);
  }

  private static List<String> ids(Pipeline pipeline) {
    return pipeline.steps().stream().<String>map(Step::id).toList();
  }

  private Pipeline read(String yaml) {
    return new PipelineReader(REGISTRY).read(yaml, folder, "p.yml");
  }

  private ParamException refused(String yaml) {
    return assertThrows(ParamException.class, () -> read(yaml));
  }
}
