package org.imaxt.imc.nuclei;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.imglib2.img.array.ArrayImgs;
import org.imaxt.core.algo.network.PredictedBlock;
import org.imaxt.core.stage.InputException;
import org.imaxt.imc.EngineHere;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bundled networks on images that are easy to see and odd to read. */
class NucleusMapsTest {

  private static final String ENGINE = "imaxt.engine";

  /** An estimate from a dozen nuclei that are all alike. */
  private static final double DIAMETER_TOL = 0.2;

  @TempDir Path folder;

  /** Bright discs of a diameter, well apart, with noise. */
  private static float[] discs(int width, int height, double diameter) {
    SplittableRandom random = new SplittableRandom(3);
    float[] values = new float[width * height];
    double pitch = 2.2 * diameter;
    for (int i = 0; i < values.length; i++) {
      double x = (i % width) % pitch - pitch / 2;
      double y = (double) (i / width) % pitch - pitch / 2;
      double edge = (diameter / 2 - Math.hypot(x, y)) / 0.7;
      values[i] = (float) (10 + 3 * random.nextGaussian() + 100 / (1 + Math.exp(-edge)));
    }
    return values;
  }

  private static Stain stain(float[] values, int width) {
    return new Stain("DNA1", ArrayImgs.floats(values, width, values.length / width));
  }

  private static NucleusMaps maps(NucleusNetwork network, Stain stain, MapParams params) {
    return new NucleusMaps(network, List.of(stain), List.of(), params);
  }

  @Test
  void namesTheWayOutWithoutAnEngine() {
    String before = System.getProperty(ENGINE);
    System.setProperty(ENGINE, folder.toString());
    try {
      InputException e =
          assertThrows(
              InputException.class, () -> NucleusNetwork.bundled(NucleusModel.IMC, 1).close());
      assertTrue(e.getMessage().contains("--probabilities intensity"), e.getMessage());
    } finally {
      if (before == null) {
        System.clearProperty(ENGINE);
      } else {
        System.setProperty(ENGINE, before);
      }
    }
  }

  @Test
  @Tag("slow")
  void findsTheDiameterOfNucleiOfAnySize() {
    EngineHere.assume();
    try (NucleusNetwork network = NucleusNetwork.bundled(NucleusModel.FLUORESCENCE, 2)) {
      for (double diameter : new double[] {9, 20, 52}) {
        int edge = (int) (9 * diameter);
        NucleusMaps maps =
            maps(network, stain(discs(edge, edge, diameter), edge), MapParams.defaults());
        assertEquals(1, maps.diameterPx() / diameter, DIAMETER_TOL, "diameter " + diameter);
        int[] labels = maps.cut(maps.maps()).nuclei();
        long count = java.util.Arrays.stream(labels).filter(l -> l != 0).distinct().count();
        assertEquals(16, count, "nuclei of diameter " + diameter);
      }
    }
  }

  @Test
  @Tag("slow")
  void coversImagesOfAnySizeOnceFromTopToBottom() {
    EngineHere.assume();
    try (NucleusNetwork network = NucleusNetwork.bundled(NucleusModel.FLUORESCENCE, 2)) {
      for (int[] size : new int[][] {{1, 1}, {13, 40}, {700, 90}}) {
        float[] values = discs(size[0], size[1], 12);
        NucleusMaps maps =
            maps(network, stain(values, size[0]), MapParams.defaults().withDiameterPx(12));
        int[] seen = new int[values.length];
        List<Long> rows = new ArrayList<>();
        maps.run(
            block -> {
              rows.add(block.y());
              for (int i = 0; i < block.width() * block.height(); i++) {
                seen[at(block, i, size[0])]++;
              }
            });
        int[] once = new int[seen.length];
        java.util.Arrays.fill(once, 1);
        assertArrayEquals(once, seen);
        assertEquals(rows.stream().sorted().toList(), rows);
      }
    }
  }

  private static int at(PredictedBlock block, int i, int width) {
    return (int) ((block.y() + i / block.width()) * width + block.x() + i % block.width());
  }

  @Test
  @Tag("slow")
  void saysNothingOfPixelsThatAreMissing() {
    EngineHere.assume();
    int edge = 120;
    float[] values = discs(edge, edge, 8);
    for (int y = 30; y < 60; y++) {
      for (int x = 50; x < 90; x++) {
        values[y * edge + x] = Float.NaN;
      }
    }
    try (NucleusNetwork network = NucleusNetwork.bundled(NucleusModel.IMC, 2)) {
      float[] map = maps(network, stain(values, edge), MapParams.defaults()).maps()[1];
      for (int i = 0; i < map.length; i++) {
        assertEquals(Float.isNaN(values[i]), Float.isNaN(map[i]), "pixel " + i);
      }
    }
  }

  @Test
  void refusesAModelOfOtherImages() {
    EngineHere.assume();
    File none = folder.resolve("none.zip").toFile();
    InputException e =
        assertThrows(
            InputException.class, () -> NucleusNetwork.of(NucleusModel.IMC, none, 1).close());
    assertTrue(e.getMessage().contains("there is no model file"), e.getMessage());
  }
}
