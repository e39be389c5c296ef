package org.imaxt.beads;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.imglib2.parallel.TaskExecutors;
import org.imaxt.beads.training.TrainBeadsJob;
import org.imaxt.beads.training.TrainBeadsParams;
import org.imaxt.core.engine.ModelFile;
import org.imaxt.core.network.ModelInfo;
import org.imaxt.core.report.Report;
import org.imaxt.core.stage.CancelledException;
import org.imaxt.core.stage.InputException;
import org.imaxt.core.stage.JobContext;
import org.imaxt.core.stage.ParamSchema;
import org.imaxt.core.stage.Progress;
import org.imaxt.core.stage.Selection;
import org.imaxt.core.tiff.TiffWriter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training runs too short to learn much, and what cannot be learnt from. */
class TrainBeadsTest {

  private static final int EDGE = 64;
  private static final int RADIUS = 9;

  /** A disc of pixels has as much area as its circle, but for its rim's corners. */
  private static final double RADIUS_TOL_PX = 0.3;

  @TempDir Path folder;

  private Report train(Progress progress, Object... parameters) {
    TrainBeadsJob job = new TrainBeadsJob();
    Map<String, Object> values = new HashMap<>();
    for (int i = 0; i < parameters.length; i += 2) {
      values.put((String) parameters[i], parameters[i + 1].toString());
    }
    TrainBeadsParams params = ParamSchema.of(job).bind(job.defaults(), values);
    return job.run(
        params,
        new JobContext(Optional.empty(), Selection.ALL, TaskExecutors.singleThreaded(), progress));
  }

  private Report trainOnPairs(Path out) {
    return train(
        Progress.none(),
        "input",
        folder,
        "pixelSize",
        2.5,
        "validationShare",
        0.3,
        "epochs",
        2,
        "steps",
        2,
        "batch",
        2,
        "out",
        out);
  }

  private void assertRefuses(String reason) {
    InputException e =
        assertThrows(InputException.class, () -> trainOnPairs(folder.resolve("m.zip")));
    assertTrue(e.getMessage().contains(reason), e.getMessage());
  }

  /** A bright disc on noise, and its mask. */
  private void writePair(int number, int maskValue, int maskEdge) throws IOException {
    Random random = new Random(number);
    short[] image = new short[EDGE * EDGE];
    byte[] mask = new byte[maskEdge * maskEdge];
    int centre = 20 + 5 * number;
    for (int i = 0; i < image.length; i++) {
      double d = Math.hypot(i % EDGE - centre, i / EDGE - 32);
      image[i] = (short) (100 + 20 * random.nextDouble() + (d < RADIUS ? 500 : 0));
      mask[i % mask.length] |= (byte) (d < RADIUS ? maskValue : 0);
    }
    Files.createDirectories(folder.resolve("images"));
    Files.createDirectories(folder.resolve("masks"));
    TiffWriter.write(folder.resolve("images/%s.tif".formatted(number)), image, EDGE, EDGE);
    TiffWriter.write(folder.resolve("masks/%s.tif".formatted(number)), mask, maskEdge, maskEdge);
  }

  private void writePairs(int maskValue) throws IOException {
    for (int number = 1; number <= 4; number++) {
      writePair(number, maskValue, EDGE);
    }
  }

  @Test
  @Tag("slow")
  void equalSeedsGiveEqualModels() throws IOException {
    EngineHere.assume();
    writePairs(255);
    List<Path> models = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      Path out = folder.resolve("model%s.zip".formatted(i));
      Report report = trainOnPairs(out);
      assertTrue(report.text().contains("validation score"), report.text());
      models.add(out);
    }
    assertArrayEquals(Files.readAllBytes(models.get(0)), Files.readAllBytes(models.get(1)));
    try (ModelFile file = ModelFile.of(models.get(0))) {
      ModelInfo info = file.info();
      assertEquals(2.5, info.scale().pixelSizeUm());
      assertEquals(RADIUS, info.scale().objectRadiusPx(), RADIUS_TOL_PX);
      assertTrue(info.origin().data().contains("4 images"), info.origin().data());
    }
  }

  @Test
  @Tag("slow")
  void saysHowPhantomsAreLearntFromAgain() throws IOException {
    EngineHere.assume();
    Path out = folder.resolve("model.zip");
    train(Progress.none(), "pieces", 2, "epochs", 1, "steps", 1, "batch", 1, "seed", 7, "out", out);
    try (ModelFile file = ModelFile.of(out)) {
      String data = file.info().origin().data();
      assertTrue(data.startsWith("phantoms of seeds 7000 to 7001; imaxt train-beads"), data);
      assertTrue(
          data.contains("--epochs 1 --steps 1 --batch 1") && data.contains("--seed 7"), data);
    }
  }

  @Test
  void cancellingLeavesNoModel() throws IOException {
    EngineHere.assume();
    writePairs(255);
    Progress impatient =
        new Progress() {
          private int checks;

          @Override
          public void total(long work) {}

          @Override
          public void advance(long work) {}

          @Override
          public void warn(String message) {}

          @Override
          public void checkCancelled() {
            if (++checks > 5) {
              throw new CancelledException();
            }
          }
        };
    Path out = folder.resolve("model.zip");
    assertThrows(
        CancelledException.class,
        () ->
            train(impatient, "input", folder, "pixelSize", 2, "steps", 9, "batch", 1, "out", out));
    assertFalse(Files.exists(out));
  }

  @Test
  void refusesAFolderWithoutPairs() throws IOException {
    assertRefuses("must hold at least 2 TIFF files");
    writePairs(255);
    Files.delete(folder.resolve("masks/2.tif"));
    assertRefuses("images/2.tif");
  }

  @Test
  void refusesLabelsOfAnotherSize() throws IOException {
    writePairs(255);
    writePair(3, 255, EDGE / 2);
    assertRefuses("64 x 64 and 32 x 32 px");
  }

  @Test
  void refusesImagesWithoutLabels() throws IOException {
    writePairs(0);
    assertRefuses("must label at least one bead");
  }

  @Test
  void refusesImagesOfUnknownPixelSize() throws IOException {
    writePairs(255);
    InputException e =
        assertThrows(
            InputException.class,
            () -> train(Progress.none(), "input", folder, "out", folder.resolve("m.zip")));
    assertTrue(e.getMessage().contains("--pixel-size"), e.getMessage());
  }
}
