package org.imaxt.imc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.imaxt.core.contract.Child;
import org.imaxt.core.contract.FolderContent;
import org.imaxt.core.contract.Impatient;
import org.imaxt.core.contract.McdWriter;
import org.imaxt.core.contract.Runs;
import org.imaxt.core.run.ExitCode;
import org.imaxt.core.stage.CancelledException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs from acquisitions to cells that are killed or cancelled, and run again. */
@Tag("slow")
class InterruptionTest {

  private static final List<String> STAGES = List.of("imc-import", "imc-segment", "imc-measure");

  @TempDir static Path shared;

  @TempDir Path folder;

  /** The sample after each stage, in a folder of its name; two regions. */
  @BeforeAll
  static void runUninterrupted() throws IOException {
    List<String> metals = List.of("Ir191", "Sm152");
    McdWriter writer = new McdWriter(metals, metals);
    writer.region(1, 90, 70, InterruptionTest::value);
    writer.region(2, 60, 80, InterruptionTest::value);
    writer.write(shared.resolve("a.mcd"));
    Path whole = shared.resolve("whole/sample.zarr");
    Files.createDirectories(whole.getParent());
    for (String stage : STAGES) {
      Runs.run(whole, stage, parameters(stage));
      FolderContent.copy(whole.getParent(), shared.resolve(stage));
    }
  }

  private static float value(int channel, int x, int y) {
    double r = Math.hypot(x % 15 - 7, y % 15 - 7);
    return (r < 4 ? 9 + channel : 0) + (x * 7 + y * 13 + channel) % 3;
  }

  private static Object[] parameters(String stage) {
    return switch (stage) {
      case "imc-import" -> new Object[] {"input", shared.resolve("a.mcd")};
      case "imc-segment" -> new Object[] {"probabilities", "intensity"};
      default -> new Object[0];
    };
  }

  private Path sample() {
    return folder.resolve("at/sample.zarr");
  }

  /** Puts the sample where it stands before a stage. */
  private void begin(String stage) throws IOException {
    int before = STAGES.indexOf(stage) - 1;
    if (before >= 0) {
      FolderContent.copy(shared.resolve(STAGES.get(before)), folder.resolve("at"));
    } else {
      Files.createDirectories(sample().getParent());
    }
  }

  private void assertGoesOn(String stage) throws IOException {
    Runs.run(sample(), stage, parameters(stage));
    FolderContent.assertSame(
        FolderContent.ofSample(shared.resolve(stage).resolve("sample.zarr")),
        FolderContent.ofSample(sample()));
  }

  @ParameterizedTest(name = "{0} cancelled after {1} units")
  @CsvSource({"imc-import, 1", "imc-segment, 1", "imc-measure, 1", "imc-measure, 9"})
  void aCancelledRunGoesOnToTheSameBytes(String stage, int units) throws IOException {
    begin(stage);
    CancelledException end =
        assertThrows(
            CancelledException.class,
            () -> Runs.watched(sample(), new Impatient(units), stage, parameters(stage)));
    assertEquals(130, ExitCode.of(end).code());
    assertGoesOn(stage);
  }

  @ParameterizedTest(name = "{0} killed after {1} units")
  @CsvSource({"imc-segment, 1", "imc-measure, 6"})
  void aKilledRunGoesOnToTheSameBytes(String stage, int units) throws Exception {
    begin(stage);
    Child.killed(units, sample(), stage, parameters(stage));
    assertGoesOn(stage);
  }
}
