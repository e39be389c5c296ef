package org.imaxt.core.algo.fuse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.cell.CellImgFactory;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.util.ImgUtil;
import net.imglib2.view.Views;
import org.imaxt.core.algo.flatfield.Flatfield;
import org.imaxt.core.model.Orientation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MosaicBlockTest {

  private static final int W = 60;
  private static final int H = 47;
  private static final Blending CONFIDENCE = new Blending(BlendMode.CONFIDENCE, 8);

  /** The raw ramp is rounded to 0.5 ADU and divided by a gain of at least 0.6. */
  private static final double ROUNDING_TOL_ADU = 1.0;

  private static final DoubleBinaryOperator RAMP = (x, y) -> 20000 + 50 * x - 30 * y;

  private static final DoubleBinaryOperator TEXTURE =
      (x, y) -> 9000 + 5000 * Math.sin(x * 1.3 + y * 0.4) * Math.cos(y * 0.9);

  @ParameterizedTest
  @EnumSource(Orientation.class)
  void reproducesRampFromJitteredTilesInEveryOrientation(Orientation o) {
    Flatfield flat = FuseScene.vignetted(W, H);
    List<TilePixels> tiles = FuseScene.grid(3, 3, flat, o, RAMP, 5);
    FusedBlock fused = FuseScene.fuse(tiles, TileWeights.of(flat, o, CONFIDENCE), 8, 8, 92, 92);
    double worst = 0;
    for (int y = 0; y < 92; y++) {
      for (int x = 0; x < 92; x++) {
        assertTrue(fused.confidence()[y * 92 + x] > 0, "known at " + x + ", " + y);
        double truth = RAMP.applyAsDouble(x + 8.5, y + 8.5);
        worst = Math.max(worst, Math.abs(fused.values()[y * 92 + x] - truth));
      }
    }
    assertTrue(worst <= ROUNDING_TOL_ADU, "largest error " + worst + " ADU");
  }

  @Test
  void reproducesRampExactlyWithoutRounding() {
    // Slopes and positions in sixteenths: every product is exact in float.
    Flatfield flat = Flatfield.identity(W, H);
    DoubleBinaryOperator ramp = (x, y) -> 1000 + 16 * x + 32 * y;
    TilePixels a =
        new TilePixels(FuseScene.tile(0.25, 0.5, flat, Orientation.IDENTITY, ramp), 0.25, 0.5);
    TilePixels b =
        new TilePixels(
            FuseScene.tile(40.75, 3.125, flat, Orientation.IDENTITY, ramp), 40.75, 3.125);
    TileWeights weights =
        TileWeights.of(flat, Orientation.IDENTITY, new Blending(BlendMode.NONE, 0));
    FusedBlock fused = FuseScene.fuse(List.of(a, b), weights, 1, 4, 99, 40);
    for (int y = 0; y < 40; y++) {
      for (int x = 0; x < 99; x++) {
        double truth = ramp.applyAsDouble(x + 1.5, y + 4.5);
        assertEquals(truth, fused.values()[y * 99 + x], 0, "at " + x + ", " + y);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(BlendMode.class)
  void blocksEqualTheWhole(BlendMode mode) {
    Flatfield flat = FuseScene.vignetted(W, H);
    Orientation o = Orientation.ROTATE_90;
    List<TilePixels> tiles = FuseScene.grid(3, 3, flat, o, TEXTURE, 11);
    TileWeights weights = TileWeights.of(flat, o, new Blending(mode, 9.5));
    FusedBlock whole = FuseScene.fuse(tiles, weights, -5, -3, 128, 160);
    for (int y = 0; y < 160; y += 37) {
      for (int x = 0; x < 128; x += 41) {
        int w = Math.min(41, 128 - x);
        int h = Math.min(37, 160 - y);
        FusedBlock part = FuseScene.fuse(tiles, weights, x - 5, y - 3, w, h);
        assertArrayEquals(cut(whole.values(), 128, x, y, w, h), part.values());
        assertArrayEquals(cut(whole.confidence(), 128, x, y, w, h), part.confidence());
      }
    }
  }

  @Test
  void readsOnlyWhatABlockNeedsFromAnyKindOfImage() {
    Flatfield flat = Flatfield.identity(W, H);
    TilePixels plain =
        new TilePixels(FuseScene.tile(0.5, 0.25, flat, Orientation.IDENTITY, TEXTURE), 0.5, 0.25);
    var cells = new CellImgFactory<>(new UnsignedShortType(), 7).create(W, H);
    ImgUtil.copy(plain.raw(), cells);
    TilePixels celled = new TilePixels(Views.translate(cells, 100, -40), 0.5, 0.25);
    TileWeights weights = TileWeights.of(flat, Orientation.IDENTITY, CONFIDENCE);
    assertArrayEquals(
        FuseScene.fuse(List.of(plain), weights, 9, 8, 30, 20).values(),
        FuseScene.fuse(List.of(celled), weights, 9, 8, 30, 20).values());
  }

  @Test
  void confidenceIsTheSumOfMaskGainAndRamp() {
    Flatfield flat = FuseScene.vignetted(W, H);
    Orientation o = Orientation.IDENTITY;
    TilePixels tile = new TilePixels(FuseScene.tile(10, 20, flat, o, RAMP), 10, 20);
    TileWeights weights = TileWeights.of(flat, o, CONFIDENCE);
    FusedBlock once = FuseScene.fuse(List.of(tile), weights, 0, 0, 80, 80);
    assertEquals(flat.gainAt(25 * W + 30), once.confidence()[45 * 80 + 40], 1e-6);
    assertEquals(0, once.confidence()[45 * 80 + 12], 0, "outside the useful area");
    assertEquals(0, once.confidence()[45 * 80 + 9], 0, "outside the tile");
    double p = 0.5 / 8;
    double ramp = 0.01 + 0.99 * p * p * (3 - 2 * p);
    assertEquals(flat.gainAt(30) * ramp, once.confidence()[20 * 80 + 40], 1e-6, "first row");
    FusedBlock twice = FuseScene.fuse(List.of(tile, tile), weights, 0, 0, 80, 80);
    assertEquals(2 * once.confidence()[45 * 80 + 40], twice.confidence()[45 * 80 + 40], 1e-6);
  }

  @Test
  void aTileOnTheGridCoversAllItsPixelsAndNoMore() {
    Flatfield flat = Flatfield.identity(W, H);
    Orientation o = Orientation.IDENTITY;
    TileWeights weights = TileWeights.of(flat, o, CONFIDENCE);
    assertEquals(W * H, known(FuseScene.tile(3, 4, flat, o, RAMP), 3, 4, weights));
    assertEquals((W - 1) * H, known(FuseScene.tile(3.5, 4, flat, o, RAMP), 3.5, 4, weights));
    assertEquals(
        (W - 1) * (H - 1), known(FuseScene.tile(3.5, 4.1, flat, o, RAMP), 3.5, 4.1, weights));
  }

  private static int known(
      net.imglib2.RandomAccessibleInterval<UnsignedShortType> raw,
      double x,
      double y,
      TileWeights weights) {
    FusedBlock fused = FuseScene.fuse(List.of(new TilePixels(raw, x, y)), weights, 0, 0, 80, 80);
    int known = 0;
    for (float c : fused.confidence()) {
      known += c > 0 ? 1 : 0;
    }
    return known;
  }

  @Test
  void saturatedPixelsAreUnknownAndOthersFillIn() {
    Flatfield flat = Flatfield.identity(W, H);
    Orientation o = Orientation.IDENTITY;
    var first = FuseScene.tile(0, 0, flat, o, (x, y) -> 500);
    first.getAt(20, 20).setInteger(65535);
    TileWeights weights = TileWeights.of(flat, o, CONFIDENCE);
    TilePixels a = new TilePixels(first, 0, 0);
    TilePixels b = new TilePixels(FuseScene.tile(5, 5, flat, o, (x, y) -> 700), 5, 5);
    FusedBlock alone = FuseScene.fuse(List.of(a), weights, 0, 0, W, H);
    assertEquals(0, alone.confidence()[20 * W + 20], 0);
    assertEquals(0, alone.values()[20 * W + 20], 0);
    FusedBlock both = FuseScene.fuse(List.of(a, b), weights, 0, 0, W, H);
    assertEquals(700, both.values()[20 * W + 20], 1e-3);
  }

  @Test
  void rampLeavesNoStepWhereATileBegins() {
    Flatfield flat = Flatfield.identity(W, H);
    Orientation o = Orientation.IDENTITY;
    TilePixels a = new TilePixels(FuseScene.tile(0, 0, flat, o, (x, y) -> 1000), 0, 0);
    TilePixels b = new TilePixels(FuseScene.tile(40, 0, flat, o, (x, y) -> 2000), 40, 0);
    TileWeights weights = TileWeights.of(flat, o, new Blending(BlendMode.CONFIDENCE, 18));
    FusedBlock fused = FuseScene.fuse(List.of(a, b), weights, 0, 20, 100, 1);
    float[] v = fused.values();
    // Step at the first column: ramp floor and half a pixel of ramp, about 1.3 % of the difference.
    assertTrue(v[40] - v[39] < 20, "step " + (v[40] - v[39]));
    assertTrue(v[60] - v[59] < 20, "step " + (v[60] - v[59]));
    for (int x = 40; x < 60; x++) {
      assertTrue(v[x + 1] >= v[x], "monotonous at " + x);
    }
  }

  @Test
  void withoutBlendingTheFirstTileStays() {
    Flatfield flat = Flatfield.identity(W, H);
    Orientation o = Orientation.IDENTITY;
    TilePixels a = new TilePixels(FuseScene.tile(0, 0, flat, o, (x, y) -> 1000), 0, 0);
    TilePixels b = new TilePixels(FuseScene.tile(40, 0, flat, o, (x, y) -> 2000), 40, 0);
    TileWeights weights = TileWeights.of(flat, o, new Blending(BlendMode.NONE, 0));
    float[] v = FuseScene.fuse(List.of(a, b), weights, 0, 20, 100, 1).values();
    assertEquals(1000, v[59], 0);
    assertEquals(2000, v[60], 0);
  }

  @Test
  void varianceFactorIsThatOfNoisyTiles() {
    double fx = 0.3;
    double fy = 0.45;
    int size = 400;
    Random random = new Random(71);
    short[] raw = new short[size * size];
    for (int i = 0; i < raw.length; i++) {
      raw[i] = (short) Math.round(10000 + 300 * random.nextGaussian());
    }
    Flatfield flat = Flatfield.identity(size, size);
    TilePixels tile = new TilePixels(ArrayImgs.unsignedShorts(raw, size, size), 1 - fx, 1 - fy);
    TileWeights weights =
        TileWeights.of(flat, Orientation.IDENTITY, new Blending(BlendMode.CONFIDENCE, 0));
    float[] v = FuseScene.fuse(List.of(tile), weights, 1, 1, size - 1, size - 1).values();
    double factor = variance(v) / (300 * 300);
    // 160 000 samples, neighbours correlated: relative error below 1 % at three standard errors.
    assertEquals(Bilinear.varianceFactor(fx, fy), factor, 0.02 * factor);
  }

  @Test
  void meanVarianceFactorIsTheAverageOverFractions() {
    double sum = 0;
    int n = 1000;
    for (int i = 0; i < n; i++) {
      sum += Bilinear.varianceFactor((i + 0.5) / n, 0);
    }
    assertEquals(Bilinear.meanVarianceFactor(), sum / n * sum / n, 1e-6);
  }

  @Test
  void refusesATileOfAnotherSize() {
    TileWeights weights =
        TileWeights.of(Flatfield.identity(W, H), Orientation.IDENTITY, CONFIDENCE);
    MosaicBlock block = new MosaicBlock(0, 0, 10, 10);
    TilePixels tile = new TilePixels(ArrayImgs.unsignedShorts(H, W), 0, 0);
    var refused = assertThrows(IllegalArgumentException.class, () -> block.add(tile, weights));
    assertEquals(
        "a tile must have the size of its flat field, 60 x 47 px, got 47 x 60",
        refused.getMessage());
  }

  @Test
  void refusesTilesAfterTheMean() {
    TileWeights weights =
        TileWeights.of(Flatfield.identity(W, H), Orientation.IDENTITY, CONFIDENCE);
    MosaicBlock block = new MosaicBlock(0, 0, 10, 10);
    block.mean();
    TilePixels tile = new TilePixels(ArrayImgs.unsignedShorts(W, H), 0, 0);
    assertThrows(IllegalStateException.class, () -> block.add(tile, weights));
  }

  private static double variance(float[] v) {
    double mean = 0;
    for (float x : v) {
      mean += x;
    }
    mean /= v.length;
    double sum = 0;
    for (float x : v) {
      sum += (x - mean) * (x - mean);
    }
    return sum / v.length;
  }

  private static float[] cut(float[] from, int width, int x, int y, int w, int h) {
    float[] to = new float[w * h];
    for (int row = 0; row < h; row++) {
      int at = (y + row) * width + x;
      System.arraycopy(Arrays.copyOfRange(from, at, at + w), 0, to, row * w, w);
    }
    return to;
  }
}
