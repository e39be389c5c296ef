package org.imaxt.tensorflow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import net.imglib2.img.array.ArrayImgs;
import org.imaxt.core.algo.network.IntensityRange;
import org.imaxt.core.algo.network.TiledPrediction;
import org.imaxt.core.engine.ModelFile;
import org.imaxt.core.network.ModelException;
import org.imaxt.core.network.ModelInfo;
import org.imaxt.core.network.NetworkEngine;
import org.imaxt.core.network.NetworkShape;
import org.imaxt.core.network.TileBatch;
import org.imaxt.core.network.TileModel;
import org.imaxt.core.network.TileShape;
import org.imaxt.core.network.TrainableNetwork;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine as its class loader gives it. */
@Tag("slow") // loads 650 MB of libraries
class TensorFlowEngineTest {

  private static final int THREADS = 2;
  private static final float RATE = 3e-3f;

  private static NetworkEngine engine;

  @TempDir Path folder;

  @BeforeAll
  static void load() throws Exception {
    engine = EngineHere.get();
  }

  @Test
  void comesFromAClassLoaderOfItsOwn() {
    assertNotEquals(TensorFlowEngine.class, engine.getClass());
    assertEquals(TensorFlowEngine.class.getName(), engine.getClass().getName());
  }

  @Test
  void learnsDiscsItHasNotSeen() {
    TileBatch unseen = Discs.batch(8, 64, 1000);
    try (TrainableNetwork network = engine.create(Discs.network(), 1, THREADS)) {
      float before = network.loss(unseen);
      for (int i = 0; i < 60; i++) {
        network.step(Discs.batch(8, 64, i), RATE);
      }
      float after = network.loss(unseen);
      // Discs of 5 standard deviations a pixel: all but their rims can be told.
      assertTrue(after < 0.03f, "the loss went from " + before + " to " + after + " only");
    }
  }

  @Test
  void trainsToTheSameWeightsFromTheSameSeed() {
    assertArrayEquals(trained(5), trained(5));
    assertNotEquals(trained(5)[0][0], trained(6)[0][0]);
  }

  private static float[][] trained(long seed) {
    try (TrainableNetwork network = engine.create(Discs.network(), seed, THREADS)) {
      for (int i = 0; i < 5; i++) {
        network.step(Discs.batch(8, 64, i), RATE);
      }
      return network.weights();
    }
  }

  @Test
  void goesOnFromRestoredWeightsAsFromTheStart() {
    TileBatch batch = Discs.batch(4, 64, 3);
    try (TrainableNetwork network = engine.create(Discs.network(), 1, THREADS)) {
      float[][] start = network.weights();
      network.step(batch, RATE);
      float[][] once = network.weights();
      network.step(batch, RATE);
      network.restore(start);
      network.step(batch, RATE);
      assertArrayEquals(once, network.weights());
    }
  }

  @Test
  void savesWhatItLearntAsOtherToolsLayItOut() throws Exception {
    Path file = folder.resolve("discs.zip");
    float[] tile = Discs.batch(1, 64, 9).images();
    float[] trained;
    try (TrainableNetwork network = engine.create(Discs.network(), 1, THREADS)) {
      network.step(Discs.batch(8, 64, 1), RATE);
      trained = network.predict(tile, 64, 64);
      ModelFile.write(network, Discs.info(network.shape().tile()), file);
    }
    try (ZipFile zip = new ZipFile(file.toFile())) {
      TreeSet<String> names = new TreeSet<>();
      zip.stream().forEach(e -> names.add(e.getName()));
      assertEquals(
          new TreeSet<>(
              List.of(
                  "meta.json",
                  "saved_model.pb",
                  "variables/variables.data-00000-of-00001",
                  "variables/variables.index")),
          names);
    }
    try (ModelFile opened = ModelFile.of(file);
        TileModel model = opened.open(engine, THREADS)) {
      assertEquals(Discs.info(Discs.network().tile()), model.info());
      assertArrayEquals(trained, model.predict(tile, 64, 64));
    }
  }

  @Test
  void givesProbabilitiesThatAddUpToOne() {
    try (TrainableNetwork network = engine.create(Discs.network(), 2, THREADS)) {
      float[] out = network.predict(Discs.batch(1, 32, 1).images(), 32, 32);
      for (int i = 0; i < out.length; i += 2) {
        assertEquals(1, out[i] + out[i + 1], 1e-5, "at pixel " + i / 2); // float rounding
      }
    }
  }

  @Test
  void looksNoFartherThanItsHalo() {
    NetworkShape shape = NetworkShape.standard(List.of("background", "bead", "border"));
    int halo = shape.haloPx();
    int edge = 2 * halo + 32;
    SplittableRandom random = new SplittableRandom(4);
    float[] one = new float[edge * edge];
    for (int i = 0; i < one.length; i++) {
      one[i] = random.nextFloat();
    }
    float[] two = one.clone();
    for (int i = 0; i < two.length; i++) {
      int x = i % edge;
      int y = i / edge;
      if (Math.min(Math.min(x, y), Math.min(edge - 1 - x, edge - 1 - y)) < 16) {
        two[i] = random.nextFloat();
      }
    }
    try (TrainableNetwork network = engine.create(shape, 3, THREADS)) {
      float[] a = network.predict(one, edge, edge);
      float[] b = network.predict(two, edge, edge);
      for (int i = 0; i < one.length; i++) {
        int x = i % edge;
        int y = i / edge;
        if (Math.min(Math.min(x, y), Math.min(edge - 1 - x, edge - 1 - y)) >= 16 + halo) {
          assertEquals(a[3 * i + 1], b[3 * i + 1], "at " + x + ", " + y);
        }
      }
    }
  }

  @Test
  void showsNoSeamsBetweenTiles() throws Exception {
    NetworkShape shape = NetworkShape.standard(List.of("background", "bead", "border"));
    Path file = folder.resolve("standard.zip");
    try (TrainableNetwork network = engine.create(shape, 8, THREADS)) {
      ModelFile.write(network, Discs.info(shape.tile()), file);
    }
    int edge = 301;
    SplittableRandom random = new SplittableRandom(8);
    float[] pixels = new float[edge * edge];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = random.nextFloat();
    }
    IntensityRange range = new IntensityRange(0, 1);
    try (ModelFile opened = ModelFile.of(file);
        TileModel model = opened.open(engine, THREADS)) {
      var image = ArrayImgs.floats(pixels, edge, edge);
      var whole = TiledPrediction.with(model).maps(image, range).cursor();
      var tiled = TiledPrediction.with(model, 200 * 200).maps(image, range).cursor();
      double worst = 0;
      while (whole.hasNext()) {
        worst = Math.max(worst, Math.abs(whole.next().get() - tiled.next().get()));
      }
      // Sums of 900 float products may be taken in another order for tiles of another size.
      assertTrue(worst < 1e-5, "whole and tiled differ by " + worst);
    }
  }

  @Test
  void refusesTilesOfAnotherSize() {
    try (TrainableNetwork network = engine.create(Discs.network(), 1, THREADS)) {
      IllegalArgumentException e =
          assertThrows(IllegalArgumentException.class, () -> network.predict(new float[60], 10, 6));
      assertEquals(
          "a tile's width and height must be multiples of 4 px, got 10 x 6", e.getMessage());
    }
  }

  @Test
  void refusesANetworkOfOtherChannelsThanItsMetadataSay() throws Exception {
    Path file = folder.resolve("two.zip");
    TileShape wrong = new TileShape(2, Discs.CLASSES, 16, 4);
    try (TrainableNetwork network = engine.create(Discs.network(), 1, THREADS)) {
      ModelFile.write(network, Discs.info(wrong), file);
    }
    try (ModelFile opened = ModelFile.of(file)) {
      ModelException e = assertThrows(ModelException.class, () -> opened.open(engine, THREADS));
      assertEquals(
          file
              + ": the network's input must be float (tile, y, x, 2), it is DT_FLOAT"
              + " [any, any, any, 1]",
          e.getMessage());
    }
  }

  @Test
  void refusesANetworkThatTakesOtherTilesThanItsMetadataSay() throws Exception {
    Path file = folder.resolve("odd.zip");
    TileShape wrong = new TileShape(1, Discs.CLASSES, 16, 17);
    try (TrainableNetwork network = engine.create(Discs.network(), 1, THREADS)) {
      ModelFile.write(network, Discs.info(wrong), file);
    }
    try (ModelFile opened = ModelFile.of(file)) {
      ModelException e = assertThrows(ModelException.class, () -> opened.open(engine, THREADS));
      assertTrue(
          e.getMessage().contains("does not take tiles of"), "it only said: " + e.getMessage());
    }
  }

  @Test
  void refusesAGraphThatIsNoNetwork() throws Exception {
    Path file = folder.resolve("broken.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file));
        TrainableNetwork network = engine.create(Discs.network(), 1, THREADS)) {
      Path good = folder.resolve("good.zip");
      ModelFile.write(network, Discs.info(network.shape().tile()), good);
      try (ZipFile from = new ZipFile(good.toFile())) {
        zip.putNextEntry(new ZipEntry("meta.json"));
        from.getInputStream(from.getEntry("meta.json")).transferTo(zip);
        zip.putNextEntry(new ZipEntry("saved_model.pb"));
        zip.write("no graph at all".getBytes(StandardCharsets.UTF_8));
      }
    }
    try (ModelFile opened = ModelFile.of(file)) {
      ModelException e = assertThrows(ModelException.class, () -> opened.open(engine, THREADS));
      assertTrue(
          e.getMessage().startsWith(file + ": the network cannot be read: "),
          "it only said: " + e.getMessage());
    }
  }

  @Test
  void refusesToPredictOnceClosed() throws Exception {
    TrainableNetwork network = engine.create(Discs.network(), 1, THREADS);
    network.close();
    network.close();
    assertThrows(IllegalStateException.class, () -> network.predict(new float[256], 16, 16));
  }

  /** All of an executor's units share one model. */
  @Test
  void callersSideBySideGetWhatTheyGetAlone() throws Exception {
    try (TrainableNetwork network = engine.create(Discs.network(), 1, 1)) {
      network.save(folder);
    }
    ModelInfo info =
        new ModelInfo(
            "discs",
            "1",
            "BSD-2-Clause",
            Discs.network().tile(),
            new ModelInfo.ImageScale(1, 5, 5, 99.9),
            new ModelInfo.Origin("made by the test", 1, 1, 0.5));
    int edge = 256;
    List<float[]> tiles = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      SplittableRandom random = new SplittableRandom(100 + i);
      float[] tile = new float[edge * edge];
      for (int p = 0; p < tile.length; p++) {
        tile[p] = (float) random.nextDouble();
      }
      tiles.add(tile);
    }
    try (TileModel model = engine.open(folder, info, 1)) {
      List<float[]> alone = tiles.stream().map(t -> model.predict(t, edge, edge)).toList();
      List<float[]> together =
          tiles.parallelStream().map(t -> model.predict(t, edge, edge)).toList();
      for (int i = 0; i < tiles.size(); i++) {
        assertArrayEquals(alone.get(i), together.get(i), "tile " + i);
      }
    }
  }
}
