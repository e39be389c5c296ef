package org.imaxt.core.algo.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.imaxt.core.network.ModelInfo;
import org.imaxt.core.network.TileModel;
import org.imaxt.core.network.TileShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowedPredictionTest {

  /** Weights are divided out again. */
  private static final float ROUNDING_TOL = 1e-5f;

  /** Bilinear interpolation of a plane is exact but for rounding and the mirrored border. */
  private static final float RAMP_TOL = 1e-3f;

  /** Answers with what it sees, and with 1 less it. */
  private static final class Echo implements TileModel {
    private int windows;
    private int largestPx;

    @Override
    public ModelInfo info() {
      return new ModelInfo(
          "echo",
          "1",
          "none",
          new TileShape(1, List.of("seen", "rest"), 0, 8),
          new ModelInfo.ImageScale(1, 4, 1, 99),
          new ModelInfo.Origin("made up", 1, 1, 1));
    }

    @Override
    public float[] predict(float[] tile, int width, int height) {
      info().tile().checkTile(tile.length, width, height);
      windows++;
      largestPx = Math.max(largestPx, width * height);
      float[] out = new float[2 * tile.length];
      for (int i = 0; i < tile.length; i++) {
        out[2 * i] = tile[i];
        out[2 * i + 1] = 1 - tile[i];
      }
      return out;
    }

    @Override
    public void close() {}
  }

  /** An image in memory, mirrored beyond its border. */
  private record Pixels(float[] values, long width, long height) implements PixelWindows {

    static Pixels noise(int width, int height) {
      SplittableRandom random = new SplittableRandom(5);
      float[] values = new float[width * height];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) random.nextDouble();
      }
      return new Pixels(values, width, height);
    }

    @Override
    public int channels() {
      return 1;
    }

    @Override
    public float[] read(long x, long y, int wide, int high) {
      float[] out = new float[wide * high];
      for (int i = 0; i < out.length; i++) {
        int u = mirrored(x + i % wide, (int) width);
        int v = mirrored(y + i / wide, (int) height);
        out[i] = values[v * (int) width + u];
      }
      return out;
    }

    private static int mirrored(long i, int n) {
      int at = (int) Math.floorMod(i, 2L * n);
      return at < n ? at : 2 * n - 1 - at;
    }
  }

  /** Puts blocks together, and counts how often each pixel came. */
  private static final class Whole implements Consumer<PredictedBlock> {
    private final float[] map;
    private final int[] seen;
    private final int width;

    Whole(long width, long height) {
      this.width = (int) width;
      map = new float[(int) (width * height)];
      seen = new int[map.length];
    }

    @Override
    public void accept(PredictedBlock block) {
      float[] values = block.map(0);
      for (int i = 0; i < values.length; i++) {
        int at = (int) ((block.y() + i / block.width()) * width + block.x() + i % block.width());
        map[at] = values[i];
        seen[at]++;
      }
    }
  }

  @ParameterizedTest(name = "{0} x {1} px, windows of {2} every {3} px")
  @CsvSource({
    "100, 90, 64, 48",
    "100, 90, 64, 64",
    "101, 37, 64, 5",
    "7, 5, 512, 384",
    "1, 1, 64, 1",
    "3, 300, 64, 50",
    "2100, 70, 64, 40",
  })
  void averagesToWhatAllWindowsAgreeOn(int width, int height, int window, int stride) {
    Pixels image = Pixels.noise(width, height);
    Whole whole = new Whole(width, height);
    new WindowedPrediction(new Echo(), window, stride).run(image, whole);
    for (int seen : whole.seen) {
      assertEquals(1, seen);
    }
    assertArrayEquals(image.values(), whole.map, ROUNDING_TOL);
  }

  @Test
  void looksThroughWindowsOfTheSizeAndNumberAsked() {
    Echo model = new Echo();
    new WindowedPrediction(model, 64, 48).run(Pixels.noise(200, 100), b -> {});
    assertEquals(64 * 64, model.largestPx);
    // 232 and 132 px with the mirrored border: 5 windows across, 3 down.
    assertEquals(15, model.windows);
  }

  @Test
  void weighsTheEndsOfWindowsLeast() {
    WindowPlan plan = WindowPlan.of(200, 64, 48, 8);
    assertTrue(plan.weight(0) < plan.weight(8) && plan.weight(8) < plan.weight(20));
    assertEquals(1, plan.weight(32));
    assertEquals(plan.weight(63), plan.weight(0));
  }

  @ParameterizedTest(name = "scaled by {0}")
  @CsvSource({"0.4", "1.7", "2.5"})
  void bringsMapsOfAScaledImageBackToItsPixels(double factor) {
    int width = 180;
    int height = 150;
    float[] ramp = new float[width * height];
    for (int i = 0; i < ramp.length; i++) {
      ramp[i] = 0.2f + 0.002f * (i % width) + 0.001f * (i / width);
    }
    Pixels image = new Pixels(ramp, width, height);
    ScaledWindows scaled = new ScaledWindows(image, factor);
    assertEquals(Math.round(factor * width), scaled.width());
    Whole whole = new Whole(width, height);
    new WindowedPrediction(new Echo(), 64, 48)
        .run(scaled, new UnscaledBlocks(image, scaled, whole));
    int border = 8; // where a ramp and its mirror image meet
    for (int y = border; y < height - border; y++) {
      for (int x = border; x < width - border; x++) {
        int at = y * width + x;
        assertEquals(1, whole.seen[at]);
        assertEquals(ramp[at], whole.map[at], RAMP_TOL, "at " + x + ", " + y);
      }
    }
  }

  @Test
  void readsAScaledImageAlikeInPartsAndAsAWhole() {
    ScaledWindows scaled = new ScaledWindows(Pixels.noise(90, 80), 0.37);
    float[] whole = scaled.read(0, 0, 30, 20);
    float[] part = scaled.read(11, 7, 9, 5);
    for (int i = 0; i < part.length; i++) {
      assertEquals(whole[(7 + i / 9) * 30 + 11 + i % 9], part[i], ROUNDING_TOL);
    }
  }

  @Test
  void refusesWindowsThatLeaveGaps() {
    assertThrows(IllegalArgumentException.class, () -> new WindowedPrediction(new Echo(), 64, 65));
    assertThrows(IllegalArgumentException.class, () -> new WindowedPrediction(new Echo(), 60, 30));
  }
}
