package org.imaxt.core.algo.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is seen through an affine. */
class AffineSamplingTest {

  private static final int W = 7;
  private static final int H = 5;

  /** Rounding of a float near 100. */
  private static final float FLOAT_TOL = 2e-5f;

  private static float[] noise(long seed) {
    Random random = new Random(seed);
    float[] pixels = new float[W * H];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = random.nextFloat() * 100;
    }
    return pixels;
  }

  @Test
  void theIdentityChangesNothing() {
    float[] pixels = noise(1);
    pixels[11] = Float.NaN;
    PixelMap identity = new PixelMap(1, 0, 0, 0, 1, 0);
    assertArrayEquals(pixels, AffineSampling.bilinear(pixels, W, identity, W, H), 0);
  }

  @Test
  void aQuarterTurnMovesPixelsWhole() {
    float[] pixels = noise(2);
    // column of the source = row of the result, row of the source = H − 1 − its column
    PixelMap turn = new PixelMap(0, 1, 0, -1, 0, H - 1);
    float[] turned = AffineSampling.bilinear(pixels, W, turn, H, W);
    for (int j = 0; j < W; j++) {
      for (int i = 0; i < H; i++) {
        assertEquals(pixels[(H - 1 - i) * W + j], turned[j * H + i]);
      }
    }
  }

  @Test
  void aSlopeStaysASlopeAtParts() {
    float[] slope = new float[W * H];
    for (int i = 0; i < slope.length; i++) {
      slope[i] = 3 * (i % W) - 2 * (i / W) + 10;
    }
    PixelMap shift = new PixelMap(1, 0, 0.3, 0, 1, 0.85);
    float[] out = AffineSampling.bilinear(slope, W, shift, W - 1, H - 1);
    for (int i = 0; i < out.length; i++) {
      double expected = 3 * (i % (W - 1) + 0.3) - 2 * (i / (W - 1) + 0.85) + 10;
      assertEquals(expected, out[i], FLOAT_TOL);
    }
  }

  @Test
  void unknownPixelsAreLeftOutAndSpreadNoFartherThanHalfAPixel() {
    float[] row = {1, 2, Float.NaN, 4};
    PixelMap near = new PixelMap(1, 0, 0.4, 0, 1, 0);
    float[] seen = AffineSampling.bilinear(row, 4, near, 4, 1);
    assertEquals(1.4f, seen[0], FLOAT_TOL);
    assertEquals(2f, seen[1], FLOAT_TOL, "the known neighbour alone");
    assertTrue(Float.isNaN(seen[2]), "more than half of it is unknown");
    assertEquals(4f, seen[3], FLOAT_TOL, "up to the border of the last pixel");
    PixelMap beyond = new PixelMap(1, 0, 3.6, 0, 1, 0);
    assertTrue(Float.isNaN(AffineSampling.bilinear(row, 4, beyond, 1, 1)[0]));
  }

  @Test
  void labelsAreNeverMixed() {
    int[] labels = {70001, 0, 0, 70002};
    PixelMap finer = new PixelMap(0.5, 0, -0.25, 0, 0.5, -0.25);
    assertArrayEquals(
        new int[] {70001, 70001, 0, 0, 70001, 70001, 0, 0, 0, 0, 70002, 70002, 0, 0, 70002, 70002},
        AffineSampling.nearest(labels, 2, finer, 4, 4));
    PixelMap aside = new PixelMap(1, 0, -1, 0, 1, 0);
    assertArrayEquals(new int[] {0, 70001}, AffineSampling.nearest(labels, 2, aside, 2, 1));
  }

  @Test
  void smallPixelsAverageToLargeOnes() {
    PixelMap map = new PixelMap(2, 0, 0.5, 0, 2, 0.5); // 2 × 2 px of the source a pixel
    float[] pixels = noise(3);
    float[] fine = AffineSampling.bilinear(pixels, W, map.finer(2), 6, 4);
    float[] mean = AffineSampling.blockMean(fine, 3, 2);
    assertEquals(
        (pixels[0] + pixels[1] + pixels[W] + pixels[W + 1]) / 4, mean[0], FLOAT_TOL, "of 4 px");
    assertArrayEquals(
        new float[] {3, Float.NaN},
        AffineSampling.blockMean(
            new float[] {2, 4, Float.NaN, Float.NaN, Float.NaN, Float.NaN, Float.NaN, 1}, 2, 2),
        0);
  }

  @Test
  void aPartOfTheSourceIsSeenAtTheSamePlace() {
    PixelMap map = new PixelMap(0.9, 0.1, 4.2, -0.1, 0.9, 2.5);
    assertEquals(map.u(3, 2) - 4, map.within(4, 1).u(3, 2), 1e-12);
    assertEquals(map.v(3, 2) - 1, map.within(4, 1).v(3, 2), 1e-12);
  }
}
