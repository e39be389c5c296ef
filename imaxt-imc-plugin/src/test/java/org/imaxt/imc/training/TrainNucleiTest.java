package org.imaxt.imc.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import javax.imageio.ImageIO;
import net.imglib2.parallel.TaskExecutors;
import org.imaxt.core.algo.augment.LabelledImage;
import org.imaxt.core.engine.ModelFile;
import org.imaxt.core.network.ModelInfo;
import org.imaxt.core.report.Report;
import org.imaxt.core.stage.InputException;
import org.imaxt.core.stage.JobContext;
import org.imaxt.core.stage.ParamSchema;
import org.imaxt.core.stage.Progress;
import org.imaxt.core.stage.Selection;
import org.imaxt.imc.EngineHere;
import org.imaxt.imc.nuclei.NucleusModel;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trainings too short to learn much, what they learn from, and what cannot be learnt from. */
class TrainNucleiTest {

  private static final int EDGE = 96;
  private static final int RADIUS = 9;

  @TempDir Path folder;

  private void write(String name, int maskEdge) throws IOException {
    Random random = new Random(name.hashCode());
    BufferedImage image = new BufferedImage(EDGE, EDGE, BufferedImage.TYPE_BYTE_GRAY);
    BufferedImage label = new BufferedImage(maskEdge, maskEdge, BufferedImage.TYPE_USHORT_GRAY);
    for (int y = 0; y < EDGE; y++) {
      for (int x = 0; x < EDGE; x++) {
        int at =
            Math.hypot(x - 25, y - 40) < RADIUS ? 1 : Math.hypot(x - 60, y - 50) < RADIUS ? 2 : 0;
        image.getRaster().setSample(x, y, 0, 20 + random.nextInt(10) + (at > 0 ? 120 : 0));
        if (x < maskEdge && y < maskEdge) {
          label.getRaster().setSample(x, y, 0, at);
        }
      }
    }
    ImageIO.write(
        image, "png", Files.createDirectories(folder.resolve("image")).resolve(name).toFile());
    ImageIO.write(
        label, "png", Files.createDirectories(folder.resolve("label")).resolve(name).toFile());
  }

  private void writePairs() throws IOException {
    for (int i = 0; i < 6; i++) {
      write("n%s.png".formatted(i), EDGE);
    }
  }

  private Report train(Path out, String model) {
    TrainNucleiJob job = new TrainNucleiJob();
    Map<String, Object> values = new HashMap<>();
    values.put("model", model);
    values.put("nuclei", folder.toString());
    values.put("regions", "2");
    values.put("epochs", "1");
    values.put("steps", "2");
    values.put("batch", "1");
    values.put("out", out.toString());
    TrainNucleiParams params = ParamSchema.of(job).bind(job.defaults(), values);
    return job.run(
        params,
        new JobContext(
            Optional.empty(), Selection.ALL, TaskExecutors.singleThreaded(), Progress.none()));
  }

  @Test
  @Tag("slow")
  void equalSeedsGiveEqualModels() throws IOException {
    EngineHere.assume();
    writePairs();
    List<Path> models = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      Path out = folder.resolve("model%s.zip".formatted(i));
      Report report = train(out, "fluorescence");
      assertTrue(report.text().contains("object F1 of the baseline"), report.text());
      models.add(out);
    }
    assertArrayEquals(Files.readAllBytes(models.get(0)), Files.readAllBytes(models.get(1)));
    try (ModelFile file = ModelFile.of(models.get(0))) {
      ModelInfo info = file.info();
      assertEquals(NucleusModel.FLUORESCENCE.classes(), info.tile().classes());
      String data = info.origin().data();
      assertTrue(data.contains("less a share of 0.2 (split 1)"), data);
      assertTrue(data.contains("imaxt train-nuclei --model fluorescence --nuclei "), data);
    }
  }

  @Test
  void splitsAlikeForEqualSeedsAndSharesNoImage() throws IOException {
    writePairs();
    NucleiFolder nuclei = NucleiFolder.of(folder);
    NucleiFolder.Split split = nuclei.split(0.3, 5);
    assertEquals(split, NucleiFolder.of(folder).split(0.3, 5));
    assertEquals(2, split.test().size());
    List<String> all = new ArrayList<>(split.training());
    all.addAll(split.test());
    assertEquals(6, all.stream().distinct().count());
  }

  @Test
  void scalesLabelsWithTheirImage() throws IOException {
    write("a.png", EDGE);
    LabelledNuclei nuclei =
        LabelledNuclei.read("a", folder.resolve("image/a.png"), folder.resolve("label/a.png"));
    assertEquals(2 * RADIUS, nuclei.diameterPx(), 0.5);
    LabelledImage half = nuclei.scaled(Recipe.scale(NucleusModel.FLUORESCENCE), RADIUS);
    assertEquals(EDGE / 2.0, half.width(), 2);
    double inside = 0;
    for (int i = 0; i < half.labels().length; i++) {
      inside += half.labels()[i] == 2 ? half.image()[i] : 0;
    }
    double pixels = java.util.Arrays.stream(half.labels()).filter(l -> l == 2).count();
    assertTrue(inside / pixels > 0.7, "labels must lie on what they label, got " + inside / pixels);
  }

  @Test
  void degradesNucleiToWhatMassCytometryShows() throws IOException {
    write("a.png", EDGE);
    LabelledNuclei nuclei =
        LabelledNuclei.read("a", folder.resolve("image/a.png"), folder.resolve("label/a.png"));
    LabelledImage image =
        DegradedNuclei.of(
            nuclei, Recipe.scale(NucleusModel.FLUORESCENCE), Recipe.scale(NucleusModel.IMC), 4);
    assertEquals(2, image.channels());
    long[] numbers =
        java.util.Arrays.stream(image.labels()).asLongStream().distinct().sorted().toArray();
    assertArrayEquals(new long[] {-2, -1, 0, 1, 2}, numbers);
  }

  @Test
  void refusesImagesWithoutPartners() throws IOException {
    writePairs();
    Files.delete(folder.resolve("label/n2.png"));
    InputException e =
        assertThrows(InputException.class, () -> train(folder.resolve("m.zip"), "imc"));
    assertTrue(e.getMessage().contains("image/n2.png"), e.getMessage());
  }

  @Test
  void refusesLabelsOfAnotherSize() throws IOException {
    write("a.png", EDGE / 2);
    InputException e =
        assertThrows(
            InputException.class,
            () ->
                LabelledNuclei.read(
                    "a", folder.resolve("image/a.png"), folder.resolve("label/a.png")));
    assertTrue(e.getMessage().contains("96 x 96 and 48 x 48 px"), e.getMessage());
  }
}
