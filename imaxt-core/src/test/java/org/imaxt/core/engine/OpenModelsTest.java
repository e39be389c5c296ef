package org.imaxt.core.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.imaxt.core.network.ModelException;
import org.imaxt.core.network.ModelInfo;
import org.imaxt.core.network.NetworkEngine;
import org.imaxt.core.network.NetworkShape;
import org.imaxt.core.network.TileModel;
import org.imaxt.core.network.TileShape;
import org.imaxt.core.network.TrainableNetwork;
import org.junit.jupiter.api.Test;

/** A model is loaded once, however many units use it. */
class OpenModelsTest {

  private static final int CALLERS = 8;

  private final CountingEngine engine = new CountingEngine();
  private final OpenModels models = new OpenModels(engine);

  /** Answers with what it was given, and counts what is open. */
  private static final class CountingEngine implements NetworkEngine {
    private final List<Path> open = new ArrayList<>();
    private int opened;

    @Override
    public void start(Path cache) {}

    @Override
    public String describe() {
      return "counting";
    }

    @Override
    public synchronized TileModel open(Path folder, ModelInfo info, int threads)
        throws ModelException {
      if (info.name().equals("unsound")) {
        throw new ModelException("the network cannot be read");
      }
      opened++;
      open.add(folder);
      return new TileModel() {
        @Override
        public ModelInfo info() {
          return info;
        }

        @Override
        public float[] predict(float[] tile, int width, int height) {
          return tile.clone();
        }

        @Override
        public void close() {
          open.remove(folder);
        }
      };
    }

    @Override
    public TrainableNetwork create(NetworkShape shape, long seed, int threads) {
      throw new UnsupportedOperationException();
    }
  }

  private static byte[] model(String name) throws IOException {
    ModelInfo info =
        new ModelInfo(
            name,
            "1",
            "BSD-2-Clause",
            new TileShape(1, List.of("background", "object"), 8, 8),
            new ModelInfo.ImageScale(4.5, 10, 5, 99.9),
            new ModelInfo.Origin("made by the test", 1, 1, 0.5));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("saved_model.pb"));
      zip.write(name.getBytes(StandardCharsets.UTF_8));
      zip.putNextEntry(new ZipEntry("meta.json"));
      zip.write(ModelInfoJson.write(info).getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  @Test
  void unitsOneAfterTheOtherLoadAModelOnce() throws Exception {
    byte[] zip = model("beads");
    for (int unit = 0; unit < 20; unit++) {
      try (TileModel model = models.open(zip.clone(), "beads", 1)) {
        assertArrayEquals(new float[] {unit}, model.predict(new float[] {unit}, 1, 1));
      }
    }
    assertEquals(1, engine.opened);
    assertEquals(1, models.loads());
  }

  @Test
  void unitsSideBySideLoadAModelOnce() throws Exception {
    byte[] zip = model("beads");
    ExecutorService pool = Executors.newFixedThreadPool(CALLERS);
    List<Future<Integer>> units = new ArrayList<>();
    for (int unit = 0; unit < 10 * CALLERS; unit++) {
      units.add(
          pool.submit(
              () -> {
                try (TileModel model = models.open(zip, "beads", 1)) {
                  return model.predict(new float[64], 8, 8).length;
                }
              }));
    }
    for (Future<Integer> unit : units) {
      assertEquals(64, unit.get());
    }
    pool.shutdown();
    assertEquals(1, engine.opened);
  }

  /** Programs that end with their models open would leave the folders to the system's care. */
  @Test
  void nothingUnpackedStaysBehindAnOpenModel() throws Exception {
    try (TileModel model = models.open(model("beads"), "beads", 1)) {
      assertEquals(1, engine.open.size());
      assertFalse(Files.exists(engine.open.get(0)), "the folder of " + model.info().name());
    }
  }

  @Test
  void otherBytesOrThreadsAreAnotherModel() throws Exception {
    models.open(model("a"), "a", 1).close();
    models.open(model("b"), "b", 1).close();
    models.open(model("b"), "b", 2).close();
    assertEquals(3, models.loads());
  }

  @Test
  void ofModelsThatNobodyUsesTheLastTwoStayOpen() throws Exception {
    TileModel used = models.open(model("used"), "used", 1);
    for (String name : List.of("a", "b", "c", "d")) {
      models.open(model(name), name, 1).close();
    }
    assertEquals(3, engine.open.size());
    models.open(model("d"), "d", 1).close();
    assertEquals(5, models.loads());
    assertEquals(7, used.predict(new float[7], 7, 1).length);
    models.open(model("a"), "a", 1).close();
    assertEquals(6, models.loads());
  }

  @Test
  void aModelThatWasClosedIsRefusedAndClosedOnce() throws Exception {
    byte[] zip = model("beads");
    TileModel first = models.open(zip, "beads", 1);
    TileModel second = models.open(zip, "beads", 1);
    first.close();
    first.close();
    assertThrows(IllegalStateException.class, () -> first.predict(new float[1], 1, 1));
    assertEquals(1, second.predict(new float[1], 1, 1).length);
  }

  @Test
  void whatIsNoModelIsRefusedEachTime() throws Exception {
    byte[] zip = model("unsound");
    for (int i = 0; i < 2; i++) {
      assertThrows(ModelException.class, () -> models.open(zip, "unsound", 1));
    }
    assertEquals(0, models.loads());
  }
}
