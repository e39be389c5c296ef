package org.imaxt.beads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.imglib2.parallel.TaskExecutors;
import org.imaxt.core.contract.FolderContent;
import org.imaxt.core.contract.Runs;
import org.imaxt.core.phantom.PhantomParams;
import org.imaxt.core.phantom.ProgressListener;
import org.imaxt.core.phantom.TilePhantom;
import org.imaxt.core.phantom.TissueCytePhantom;
import org.imaxt.core.report.Report;
import org.imaxt.core.sample.SampleFormatException;
import org.imaxt.core.stage.InputException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job {@code evaluate beads} on a small phantom. */
@Tag("slow")
class EvaluateBeadsTest {

  @TempDir static Path shared;
  private static Path acquisition;

  @TempDir Path folder;

  @BeforeAll
  static void fuse() throws IOException {
    acquisition = shared.resolve("acquisition");
    TissueCytePhantom.write(
        PhantomParams.fast().withSections(2).withGrid(2, 2),
        acquisition,
        TaskExecutors.singleThreaded(),
        ProgressListener.none());
    Path sample = shared.resolve("sample.zarr");
    Runs.run(sample, "ingest", "input", acquisition, "orientation", "identity");
    Runs.run(sample, "stitch");
    Runs.run(sample, "fuse");
  }

  private Path sample() throws IOException {
    Path sample = folder.resolve("sample.zarr");
    return Files.exists(sample)
        ? sample
        : FolderContent.copy(shared.resolve("sample.zarr"), sample);
  }

  private Report evaluate(Path truth) throws IOException {
    return Runs.run(
        sample(), "evaluate beads", "truth", truth, "out", folder.resolve("beads.html"));
  }

  private JsonObject numbers() throws IOException {
    return JsonParser.parseString(Files.readString(folder.resolve("beads.json")))
        .getAsJsonObject()
        .getAsJsonObject("numbers");
  }

  @Test
  void tellsHowManyWereFoundAndWhereSectionsLie() throws IOException {
    Runs.run(sample(), "beads", "detector", "classical");
    assertTrue(evaluate(acquisition).text().contains("are not registered"));
    JsonObject before = numbers();
    assertFalse(before.has("error of a step between sections, rms"));
    Runs.run(sample(), "register");
    Report report = evaluate(acquisition);
    double recall = numbers().getAsJsonObject("recall").get("value").getAsDouble();
    assertTrue(recall > 50 && recall <= 100, "recall " + recall);
    assertEquals(before.get("recall"), numbers().get("recall"));
    double step =
        numbers()
            .getAsJsonObject("error of a step between sections, rms")
            .get("value")
            .getAsDouble();
    assertTrue(step > 0 && step < 5, "step " + step);
    assertTrue(report.text().contains("Error of a step by the number of beads"), report.text());
    String html = Files.readString(folder.resolve("beads.html"));
    assertTrue(html.contains("Cramér-Rao"), "the picture of errors against signal to noise");
  }

  @Test
  void refusesAnotherPhantomAndFoldersThatAreNone() throws IOException {
    Runs.run(sample(), "beads", "detector", "classical");
    Path other = Files.createDirectory(folder.resolve("other"));
    InputException none = assertThrows(InputException.class, () -> evaluate(other));
    assertTrue(none.getMessage().contains("holds no truth.json"), none.getMessage());
    TilePhantom.of(PhantomParams.small().withGrid(2, 3)).build().truth().write(other);
    InputException wrong = assertThrows(InputException.class, () -> evaluate(other));
    assertTrue(wrong.getMessage().contains("must be the phantom that"), wrong.getMessage());
  }

  @Test
  void refusesASampleWhoseBeadsWereNotLookedFor() throws IOException {
    SampleFormatException refused =
        assertThrows(SampleFormatException.class, () -> evaluate(acquisition));
    assertTrue(refused.getMessage().endsWith("run imaxt beads"), refused.getMessage());
  }
}
