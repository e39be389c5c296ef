package org.imaxt.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.imaxt.core.lab.FailStage;
import org.imaxt.core.run.ExitCode;
import org.imaxt.core.sample.Receipts;
import org.imaxt.core.sample.Sample;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImaxtTest {

  private static final int DONE = ExitCode.DONE.code();
  private static final int ARGUMENTS = ExitCode.ARGUMENTS.code();
  private static final int INPUT = ExitCode.INPUT.code();
  private static final int FAILED = ExitCode.FAILED.code();
  private static final int CANCELLED = ExitCode.CANCELLED.code();

  @TempDir Path folder;

  private final CapturedImaxt imaxt = new CapturedImaxt();
  private Path sample;

  @BeforeEach
  void nameSample() {
    sample = folder.resolve("block µ 1.zarr");
  }

  @Test
  void runsAStageAndNamesItsReport() {
    assertEquals(DONE, imaxt.run("paint", "--sample", sample, "--brightness", 9));
    assertTrue(imaxt.out().startsWith("Paint: 3 sections\n"), imaxt.out());
    assertTrue(imaxt.out().contains("report: " + sample), imaxt.out());
    assertEquals(List.of("S001", "S002", "S003"), complete("paint"));
  }

  @Test
  void tellsStartAndEndInPlainLines() {
    imaxt.run("paint", "--sample", sample);
    List<String> lines = imaxt.errors();
    assertEquals("imaxt: paint: 3 units of work", lines.get(0));
    assertTrue(lines.get(1).matches("imaxt: Paint: 3 sections \\(\\d+\\.\\d s\\)"), lines.get(1));
    assertEquals(2, lines.size());
  }

  @Test
  void resumesUnlessForced() {
    imaxt.run("paint", "--sample", sample);
    imaxt.run("paint", "--sample", sample);
    assertFalse(imaxt.errors().toString().contains("units of work"), "nothing was left to do");
    imaxt.run("paint", "--sample", sample, "--force");
    assertEquals("imaxt: paint: 3 units of work", imaxt.errors().get(0));
  }

  @Test
  void worksOnTheSectionsAskedFor() {
    assertEquals(DONE, imaxt.run("paint", "--sample", sample, "--sections", "1,3"));
    assertEquals(List.of("S001", "S003"), complete("paint"));
  }

  @Test
  void refusesAChoiceThatAStageDoesNotHave() {
    assertEquals(ARGUMENTS, imaxt.run("paint", "--sample", sample, "--slide", "A"));
    assertEquals(
        "imaxt: slide must be left out: paint has no slides to choose from", imaxt.errors().get(0));
    assertFalse(Files.exists(sample));
    imaxt.run("paint", "--help");
    assertFalse(imaxt.out().contains("--slide"), imaxt.out());
  }

  @Test
  void saysNothingOfAStageWhenQuiet() {
    assertEquals(DONE, imaxt.run("paint", "--sample", sample, "--quiet"));
    assertEquals("", imaxt.out());
    assertEquals(List.of(), imaxt.errors());
  }

  @Test
  void takesTheSampleOfAReadingTaskWithoutItsOption() {
    imaxt.run("paint", "--sample", sample);
    assertEquals(DONE, imaxt.run("lab", "weigh", sample, "--input", folder));
    assertTrue(imaxt.out().startsWith("Weigh\n"), imaxt.out());
  }

  @Test
  void refusesASampleThatIsNamedTwice() {
    assertEquals(ARGUMENTS, imaxt.run("lab", "weigh", "a", "--sample", "b", "--input", folder));
    assertEquals("imaxt: the sample is given twice, as b and a", imaxt.errors().get(0));
  }

  @Test
  void readsAFlagWithAndWithoutValue() {
    imaxt.run("lab", "types", "--yes-or-no");
    assertTrue(imaxt.out().contains("yesOrNo=true"), imaxt.out());
    imaxt.run("lab", "types", "--yes-or-no=false");
    assertTrue(imaxt.out().contains("yesOrNo=false"), imaxt.out());
  }

  @Test
  void tellsEverythingThatIsWrongAtOnce() {
    int code = imaxt.run("paint", "--brightness", "many", "--planes", 100, "--sections", "one");
    assertEquals(ARGUMENTS, code);
    assertEquals(
        List.of(
            "imaxt: --brightness must be a whole number (ADU), got 'many'",
            "imaxt: --planes must lie in [1, 99] (sections), got 100",
            "imaxt: --sample is required by paint",
            "imaxt: --sections must read like 1-3,7 or all, got 'one'",
            "imaxt: see imaxt paint --help"),
        imaxt.errors());
  }

  @Test
  void asksForWhatIsRequired() {
    assertEquals(ARGUMENTS, imaxt.run("lab", "weigh", sample));
    assertEquals("imaxt: --input is required", imaxt.errors().get(0));
  }

  @Test
  void suggestsTheOptionThatWasMeant() {
    assertEquals(ARGUMENTS, imaxt.run("paint", "--sample", sample, "--brightnes", 9));
    assertEquals(
        "imaxt: unknown option '--brightnes'; did you mean '--brightness'?", imaxt.errors().get(0));
    assertFalse(Files.exists(sample));
  }

  @Test
  void suggestsTheCommandThatWasMeant() {
    assertEquals(ARGUMENTS, imaxt.run("pant"));
    assertEquals("imaxt: there is no command 'pant'; did you mean 'paint'?", imaxt.errors().get(0));
  }

  @Test
  void suggestsTheSecondWordThatWasMeant() {
    assertEquals(ARGUMENTS, imaxt.run("lab", "wiegh"));
    assertEquals(
        "imaxt: there is no command 'wiegh'; did you mean 'weigh'?", imaxt.errors().get(0));
  }

  @Test
  void asksForTheSecondWord() {
    assertEquals(ARGUMENTS, imaxt.run("lab"));
    assertEquals("imaxt: lab needs one of: fail, types, wait, weigh", imaxt.errors().get(0));
  }

  @ParameterizedTest(name = "{0} threads")
  @ValueSource(strings = {"0", "-1", "two"})
  void refusesThreadsThatAreNone(String threads) {
    assertEquals(ARGUMENTS, imaxt.run("paint", "--sample", sample, "--threads", threads));
    assertTrue(imaxt.errors().get(0).contains("--threads"), imaxt.errors().get(0));
  }

  @Test
  void endsWithThreeWhereTheSampleCannotBeUsed() {
    assertEquals(INPUT, imaxt.run("tint", "--sample", sample));
    assertEquals(
        List.of("imaxt: " + sample + " does not exist; imaxt ingest makes a sample"),
        imaxt.errors());
  }

  @Test
  void endsWithFourAndWithoutATraceWhenAUnitFails() {
    assertEquals(FAILED, imaxt.run("lab", "fail", "--sample", sample));
    assertTrue(imaxt.errors().toString().contains(FailStage.REASON), imaxt.errors().toString());
    assertFalse(imaxt.errors().toString().contains("\tat "), imaxt.errors().toString());
    assertFalse(complete("lab fail").contains("S002"), "what failed is not complete");
  }

  @Test
  void showsTheTraceWhenVerbose() {
    imaxt.run("lab", "fail", "--sample", sample, "--verbose");
    assertTrue(imaxt.errors().toString().contains("\tat org.imaxt"), imaxt.errors().toString());
  }

  @Test
  void endsWith130WhenCancelled() {
    CapturedImaxt impatient = new CapturedImaxt(() -> true);
    assertEquals(CANCELLED, impatient.run("lab", "wait", "--sample", sample));
    assertEquals(
        "imaxt: cancelled; run the same command again to go on",
        impatient.errors().get(impatient.errors().size() - 1));
  }

  @Test
  void helpsWithUnitRangeDefaultAndReason() {
    assertEquals(DONE, imaxt.run("paint", "--help"));
    String help = imaxt.out().replaceAll("\\s+", " ");
    assertTrue(
        help.contains(
            "--brightness=<whole number> Brightness. Value of all pixels; 7 is easy to recognise."
                + " In [1, 1000] ADU. Default: 7."),
        imaxt.out());
    assertTrue(help.contains("--keep-going"), imaxt.out());
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"--help", "--version", "stages"})
  void answersAboutItself(String question) {
    assertEquals(DONE, imaxt.run(question));
    assertTrue(imaxt.out().contains("imaxt"), imaxt.out());
    assertEquals(List.of(), imaxt.errors());
  }

  @Test
  void listsStagesWithTheirParametersAsMarkdown() {
    assertEquals(DONE, imaxt.run("stages", "--markdown"));
    assertTrue(imaxt.out().contains("\n## tint\n"), imaxt.out());
    assertTrue(imaxt.out().contains("| `--shift` | `shift` | Shift. "), imaxt.out());
  }

  @Test
  void runsAPipeline() throws IOException {
    assertEquals(DONE, imaxt.run("run", pipeline("sample: s.zarr\nsteps: [paint, tint]\n")));
    sample = folder.resolve("s.zarr");
    assertEquals(List.of("S001", "S002", "S003"), complete("tint"));
    assertTrue(imaxt.out().contains("Tint: 3 sections"), imaxt.out());
  }

  @Test
  void refusesAPipelineBeforeItWritesAnything() throws IOException {
    Path file = pipeline("sample: s.zarr\nsteps:\n  - paint\n  - tint: {shift: 101}\n  - pant\n");
    assertEquals(ARGUMENTS, imaxt.run("run", file));
    assertEquals(
        List.of(
            "imaxt: p.yml line 4: tint: shift must lie in [0, 100] (ADU), got 101.0",
            "imaxt: p.yml line 5: there is no stage 'pant'; did you mean 'paint'?",
            "imaxt: see imaxt run --help"),
        imaxt.errors());
    assertFalse(Files.exists(folder.resolve("s.zarr")));
  }

  @Test
  void linksTheReportsOfTheDemo() throws IOException {
    Path out = folder.resolve("de mo");
    String steps = "sample: s µ.zarr\nsteps: [paint, tint]\n";
    assertEquals(DONE, imaxt.runWithDemo(steps, "demo", "--out", out, "--quiet"));
    String index = Files.readString(out.resolve("index.html"));
    assertTrue(index.contains("<h2><a href=\"s%20%C2%B5.zarr/.imaxt/reports/tint.html\">"), index);
    assertTrue(imaxt.out().contains(out.resolve("s µ.zarr").toString()), imaxt.out());
  }

  @Test
  void goesOnWithADemoThatWasInterrupted() {
    Path out = folder.resolve("demo");
    String first = "sample: s.zarr\nsteps: [lab types, paint]\n";
    imaxt.runWithDemo(first, "demo", "--out", out, "--quiet");
    assertTrue(imaxt.out().contains("Types\n"), imaxt.out());
    CapturedImaxt again = new CapturedImaxt();
    String second = "sample: s.zarr\nsteps: [lab types, paint, tint]\n";
    assertEquals(DONE, again.runWithDemo(second, "demo", "--out", out));
    assertFalse(again.out().contains("Types\n"), "what needs no sample was made again");
    assertEquals("imaxt: tint: 3 units of work", again.errors().get(0));
  }

  private Path pipeline(String text) throws IOException {
    return Files.writeString(folder.resolve("p.yml"), text);
  }

  private List<String> complete(String stage) {
    try (Sample open = Sample.open(sample)) {
      return new Receipts(open).complete(stage);
    }
  }
}
