package org.imaxt.core.algo.fuse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import org.imaxt.core.algo.distortion.InverseGrid;
import org.imaxt.core.algo.flatfield.Flatfield;
import org.imaxt.core.model.Distortion;
import org.imaxt.core.model.DistortionModel;
import org.imaxt.core.model.Orientation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DistortedTilesTest {

  private static final int W = 416;
  private static final int H = 380;
  private static final double PIXEL_UM = 2.8;

  /** The raw ramp is rounded to 0.5 ADU and divided by a gain of at least 0.6. */
  private static final double ROUNDING_TOL_ADU = 0.9;

  /** The table of the inverse at nodes 8 px apart: 8² / 8 × the curvature of 0.0015 per px. */
  private static final double TABLE_TOL_PX = 0.015;

  /** Floors of undistorted pixels, as equivalent displacements. */
  private static final double WORST_PX = 0.4;

  private static final double RMS_PX = 0.1;

  private static final DoubleBinaryOperator RAMP = (x, y) -> 20000 + 30 * x - 20 * y;

  private static final DoubleBinaryOperator SMOOTH =
      (x, y) -> 9000 + 3000 * Math.sin(x * 0.16 + y * 0.05) * Math.cos(y * 0.13);

  /** About 20 µm at the corners, not symmetric, with magnifications of its own. */
  private static Distortion barrel() {
    List<Double> terms =
        new ArrayList<>(Collections.nCopies(DistortionModel.POLYNOMIAL.size(), 0.0));
    terms.set(0, 0.8);
    terms.set(3, 7.0);
    terms.set(5, 6.0);
    terms.set(8, -1.1);
    terms.set(11, 6.5);
    terms.set(13, 7.5);
    return new Distortion(DistortionModel.POLYNOMIAL, W, H, PIXEL_UM, 0.004, -0.003, terms);
  }

  private static Distortion pincushion() {
    List<Double> turned = barrel().coefficientsUm().stream().map(c -> -c).toList();
    return new Distortion(DistortionModel.POLYNOMIAL, W, H, PIXEL_UM, -0.004, 0.003, turned);
  }

  private static List<TilePixels> grid(
      Flatfield flat, Orientation o, Distortion distortion, DoubleBinaryOperator scene, long seed) {
    Random random = new Random(seed);
    List<TilePixels> tiles = new ArrayList<>();
    for (int r = 0; r < 2; r++) {
      for (int c = 0; c < 2; c++) {
        double x = c * (o.width(W, H) - 60) + 4 * random.nextInt(1 << 20) * 0x1p-20;
        double y = r * (o.height(W, H) - 60) + 4 * random.nextInt(1 << 20) * 0x1p-20;
        tiles.add(new TilePixels(FuseScene.tile(x, y, flat, o, distortion, scene), x, y));
      }
    }
    return tiles;
  }

  @ParameterizedTest
  @EnumSource(Orientation.class)
  void reproducesRampThroughTheDistortionInEveryOrientation(Orientation o) {
    Flatfield flat = FuseScene.vignetted(W, H);
    InverseGrid inverse = InverseGrid.of(barrel(), o);
    TileWeights weights = TileWeights.of(flat, o, new Blending(BlendMode.CONFIDENCE, 25));
    List<TilePixels> tiles = grid(flat, o, barrel(), RAMP, 5);
    int w = o.width(W, H) + 300;
    int h = o.height(W, H) + 280;
    FusedBlock fused = FuseScene.fuse(tiles, weights, inverse, 15, 15, w, h);
    double worst = 0;
    for (int y = 0; y < h; y++) {
      for (int x = 0; x < w; x++) {
        assertTrue(fused.confidence()[y * w + x] > 0, "known at " + x + ", " + y);
        double truth = RAMP.applyAsDouble(x + 15.5, y + 15.5);
        worst = Math.max(worst, Math.abs(fused.values()[y * w + x] - truth));
      }
    }
    double tolerance = ROUNDING_TOL_ADU + 50 * TABLE_TOL_PX;
    assertTrue(worst <= tolerance, "largest error " + worst + " ADU");
  }

  @Test
  void bringsSmoothImageBackInPlace() {
    Flatfield flat = Flatfield.identity(W, H);
    Orientation o = Orientation.FLIP_X;
    for (Distortion distortion : List.of(barrel(), pincushion())) {
      InverseGrid inverse = InverseGrid.of(distortion, o);
      TileWeights weights = TileWeights.of(flat, o, new Blending(BlendMode.CONFIDENCE, 25));
      List<TilePixels> tiles = grid(flat, o, distortion, SMOOTH, 8);
      FusedBlock fused = FuseScene.fuse(tiles, weights, inverse, 20, 20, 700, 640);
      double worst = 0;
      double squares = 0;
      double steepness = 0;
      for (int y = 0, i = 0; y < 640; y++) {
        for (int x = 0; x < 700; x++, i++) {
          double truth = SMOOTH.applyAsDouble(x + 20.5, y + 20.5);
          double error = fused.values()[i] - truth;
          double gx = SMOOTH.applyAsDouble(x + 21.5, y + 20.5) - truth;
          double gy = SMOOTH.applyAsDouble(x + 20.5, y + 21.5) - truth;
          worst = Math.max(worst, Math.abs(error));
          squares += error * error;
          steepness += (gx * gx + gy * gy) / 2;
        }
      }
      double adu = Math.sqrt(steepness / (700 * 640));
      double rms = Math.sqrt(squares / (700 * 640));
      assertTrue(worst <= WORST_PX * adu, "largest error " + worst / adu + " px");
      assertTrue(rms <= RMS_PX * adu, "rms error " + rms / adu + " px");
    }
  }

  @ParameterizedTest
  @EnumSource(BlendMode.class)
  void blocksEqualTheWhole(BlendMode mode) {
    Flatfield flat = FuseScene.vignetted(W, H);
    Orientation o = Orientation.ROTATE_90;
    InverseGrid inverse = InverseGrid.of(barrel(), o);
    List<TilePixels> tiles = grid(flat, o, barrel(), SMOOTH, 11);
    TileWeights weights = TileWeights.of(flat, o, new Blending(mode, 19.5));
    int w = 790;
    int h = 830;
    FusedBlock whole = FuseScene.fuse(tiles, weights, inverse, -15, -13, w, h);
    for (int y = 0; y < h; y += 203) {
      for (int x = 0; x < w; x += 261) {
        int partW = Math.min(261, w - x);
        int partH = Math.min(203, h - y);
        FusedBlock part = FuseScene.fuse(tiles, weights, inverse, x - 15, y - 13, partW, partH);
        assertArrayEquals(cut(whole.values(), w, x, y, partW, partH), part.values());
        assertArrayEquals(cut(whole.confidence(), w, x, y, partW, partH), part.confidence());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Orientation.class)
  void noDistortionEqualsTheShiftBitForBit(Orientation o) {
    Flatfield flat = FuseScene.vignetted(60, 47);
    InverseGrid inverse = InverseGrid.of(Distortion.identity(60, 47, 1), o);
    List<TilePixels> tiles = FuseScene.grid(2, 2, flat, o, SMOOTH, 3);
    for (BlendMode mode : BlendMode.values()) {
      TileWeights weights = TileWeights.of(flat, o, new Blending(mode, 7));
      FusedBlock direct = FuseScene.fuse(tiles, weights, -2, -2, 110, 115);
      FusedBlock through = FuseScene.fuse(tiles, weights, inverse, -2, -2, 110, 115);
      assertArrayEquals(direct.values(), through.values(), mode + " values");
      assertArrayEquals(direct.confidence(), through.confidence(), mode + " confidence");
    }
  }

  @Test
  void touchesNoMoreThanTheCameraSees() {
    Flatfield flat = Flatfield.identity(W, H);
    Orientation o = Orientation.IDENTITY;
    TileWeights weights = TileWeights.of(flat, o, new Blending(BlendMode.CONFIDENCE, 10));
    for (Distortion distortion : List.of(barrel(), pincushion())) {
      InverseGrid inverse = InverseGrid.of(distortion, o);
      TilePixels tile = new TilePixels(FuseScene.tile(0, 0, flat, o, distortion, SMOOTH), 0, 0);
      FusedBlock fused = FuseScene.fuse(List.of(tile), weights, inverse, -20, -20, W + 40, H + 40);
      double[] camera = new double[2];
      int wrong = 0;
      for (int y = -20, i = 0; y < H + 20; y++) {
        for (int x = -20; x < W + 20; x++, i++) {
          distortion.camera(x + 0.5, y + 0.5, camera);
          double depth =
              Math.min(Math.min(camera[0], W - camera[0]), Math.min(camera[1], H - camera[1]));
          // half a pixel in is where the centres of the outermost camera pixels lie
          boolean clear = Math.abs(depth - 0.5) > TABLE_TOL_PX;
          wrong += clear && depth > 0.5 != fused.confidence()[i] > 0 ? 1 : 0;
        }
      }
      assertEquals(0, wrong, "pixels known that should not be, or not known that should");
    }
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
