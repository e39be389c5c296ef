package org.imaxt.imc.training;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.imaxt.core.algo.evaluate.LabelScore;
import org.imaxt.imc.EngineHere;
import org.imaxt.imc.nuclei.NucleusModel;
import org.imaxt.imc.nuclei.NucleusNetwork;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** How well the bundled models do on what they were not trained on. */
@Tag("slow")
class ModelFloorsTest {

  private static final Path DATA = Path.of("../../shared/data/nuclei-dsb2018");
  private static final int STRIDE_PX = 384;
  private static final int THREADS = 2;

  /**
   * Floors of the project, for all objects and pixels together and for the mean over the images
   * alike. Objects match at an intersection over union of 0.5.
   */
  private static final double OBJECT_F1 = 0.89;

  private static final double PIXEL_F1 = 0.92;
  private static final double SHARE_OF_ERRORS = 0.7;
  private static final double IMC_OBJECT_F1 = 0.65;
  private static final double IMC_GAIN = 0.10;
  private static final double IMC_CELLS_F1 = 0.55;

  @Test
  void findsNucleiInFluorescenceImages(TestReporter reporter) {
    EngineHere.assume();
    Assumptions.assumeTrue(Files.isDirectory(DATA), "SKIPPED: there is no " + DATA);
    TrainNucleiParams recipe = TrainNucleiParams.defaults();
    NucleiFolder folder = NucleiFolder.of(DATA);
    ModelTest test = new ModelTest(List.of(STRIDE_PX));
    try (NucleusNetwork network = NucleusNetwork.bundled(NucleusModel.FLUORESCENCE, THREADS)) {
      for (String name : folder.split(recipe.testShare(), recipe.split()).test()) {
        test.add(network, folder.read(name));
      }
    }
    String all =
        told("object", LabelScore::objectF1, test) + told("pixel", LabelScore::pixelF1, test);
    reporter.publishEntry("test images", all);
    assertFloor(OBJECT_F1, LabelScore::objectF1, test, all);
    assertFloor(PIXEL_F1, LabelScore::pixelF1, test, all);
  }

  private static String told(String what, ToDoubleFunction<LabelScore> figure, ModelTest test) {
    return "%s F1 %.4f pooled, %.4f by image, of the baseline %.4f and %.4f; "
        .formatted(
            what,
            figure.applyAsDouble(test.network(STRIDE_PX)),
            test.networkMean(STRIDE_PX, figure),
            figure.applyAsDouble(test.baseline()),
            test.baselineMean(figure));
  }

  private static void assertFloor(
      double floor, ToDoubleFunction<LabelScore> figure, ModelTest test, String all) {
    double mean = test.networkMean(STRIDE_PX, figure);
    assertTrue(figure.applyAsDouble(test.network(STRIDE_PX)) >= floor, all);
    assertTrue(mean >= floor, all);
    assertTrue(test.shareOfErrors(STRIDE_PX, figure) <= SHARE_OF_ERRORS, all);
    assertTrue(1 - mean <= SHARE_OF_ERRORS * (1 - test.baselineMean(figure)), all);
  }

  @Test
  void findsNucleiInRegionsOfPhantoms(TestReporter reporter) {
    EngineHere.assume();
    ModelTest test = new ModelTest(List.of(STRIDE_PX));
    try (NucleusNetwork network = NucleusNetwork.bundled(NucleusModel.IMC, THREADS)) {
      for (long seed = ModelTest.FIRST_SEED; seed < ModelTest.FIRST_SEED + 2; seed++) {
        test.add(network, seed);
      }
    }
    double object = test.network(STRIDE_PX).objectF1();
    double rough = test.baseline().objectF1();
    double cells = test.cells(STRIDE_PX).objectF1();
    String all = "nuclei %s, baseline %s, cells %s".formatted(object, rough, cells);
    reporter.publishEntry("regions of phantoms", all);
    assertTrue(object >= IMC_OBJECT_F1 && object >= rough + IMC_GAIN, all);
    assertTrue(cells >= IMC_CELLS_F1, all);
  }
}
