package org.imaxt.core.algo.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.imaxt.core.algo.image.Components.Connectivity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentationKernelsTest {

  private static boolean[] random(int n, double share, long seed) {
    Random random = new Random(seed);
    boolean[] mask = new boolean[n];
    for (int i = 0; i < n; i++) {
      mask[i] = random.nextDouble() < share;
    }
    return mask;
  }

  @ParameterizedTest(name = "{0} x {1}, {2} object, seed {3}")
  @CsvSource({"31, 17, 0.5, 1", "1, 40, 0.7, 2", "40, 1, 0.9, 3", "25, 30, 0.98, 4"})
  void distancesEqualTheSearchOverAllPixels(int w, int h, double share, long seed) {
    boolean[] object = random(w * h, share, seed);
    object[(w * h) / 2] = false;
    float[] squared = DistanceTransform.squared(object, w, h);
    for (int i = 0; i < squared.length; i++) {
      int least = Integer.MAX_VALUE;
      for (int j = 0; j < squared.length; j++) {
        if (!object[j]) {
          int dx = i % w - j % w;
          int dy = i / w - j / w;
          least = Math.min(least, dx * dx + dy * dy);
        }
      }
      assertEquals(least, squared[i], "pixel " + i);
    }
  }

  @Test
  void withoutBackgroundNothingIsNear() {
    boolean[] object = new boolean[12];
    Arrays.fill(object, true);
    for (float d : DistanceTransform.squared(object, 4, 3)) {
      assertEquals(DistanceTransform.NONE, d);
    }
  }

  @Test
  void componentsAreNumberedInReadingOrder() {
    String picture = "..#.#" + "#.#.#" + "#.###" + "##..." + "...#.";
    boolean[] object = new boolean[25];
    for (int i = 0; i < 25; i++) {
      object[i] = picture.charAt(i) == '#';
    }
    int[] four = {0, 0, 1, 0, 1, 2, 0, 1, 0, 1, 2, 0, 1, 1, 1, 2, 2, 0, 0, 0, 0, 0, 0, 3, 0};
    assertArrayEquals(four, Components.of(object, 5, 5, Connectivity.FOUR));
    int[] eight = {0, 0, 1, 0, 1, 1, 0, 1, 0, 1, 1, 0, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 2, 0};
    assertArrayEquals(eight, Components.of(object, 5, 5, Connectivity.EIGHT));
  }

  @Test
  void renumberingKeepsThePartition() {
    int[] labels = {0, 7, 7, 3, 0, 3, 9};
    assertEquals(3, Components.renumber(labels));
    assertArrayEquals(new int[] {0, 1, 1, 2, 0, 2, 3}, labels);
  }

  @Test
  void basinsMeetOnTheRidge() {
    int w = 41;
    float[] height = new float[w * 9];
    int[] markers = new int[height.length];
    boolean[] mask = new boolean[height.length];
    Arrays.fill(mask, true);
    for (int i = 0; i < height.length; i++) {
      height[i] = -Math.abs(i % w - 20);
    }
    markers[4 * w] = 5;
    markers[4 * w + w - 1] = 2;
    int[] labels = Watershed.flood(height, markers, mask, w, 9);
    for (int i = 0; i < labels.length; i++) {
      if (i % w != 20) {
        assertEquals(i % w < 20 ? 5 : 2, labels[i], "pixel " + i);
      }
    }
  }

  @Test
  void theFloodStaysInTheMaskAndReachesAllOfIt() {
    boolean[] mask = random(60 * 50, 0.7, 6);
    int[] components = Components.of(mask, 60, 50, Connectivity.FOUR);
    int[] markers = new int[mask.length];
    boolean[] placed = new boolean[mask.length];
    for (int i = 0; i < mask.length; i++) {
      if (components[i] > 0 && !placed[components[i]]) {
        placed[components[i]] = true;
        markers[i] = components[i];
      }
    }
    float[] height = new float[mask.length];
    Random random = new Random(6);
    for (int i = 0; i < height.length; i++) {
      height[i] = random.nextFloat();
    }
    assertArrayEquals(components, Watershed.flood(height, markers, mask, 60, 50));
  }

  @Test
  void theDifferenceOfGaussiansAnswersMostToItsDisc() {
    int n = 101;
    float[] disc = new float[n * n];
    for (int i = 0; i < disc.length; i++) {
      disc[i] = Math.hypot(i % n - 50, i / n - 50) < 10 ? 1 : 0;
    }
    double best = 0;
    double at = 0;
    for (double radius = 5; radius < 20; radius += 0.5) {
      double sigma = DifferenceOfGaussians.sigmaFor(radius);
      double answer = DifferenceOfGaussians.of(disc, n, n, sigma)[50 * n + 50];
      at = answer > best ? radius : at;
      best = Math.max(best, answer);
    }
    assertEquals(10, at, 1, "radius of the strongest answer, px");
  }

  @Test
  void theDifferenceOfGaussiansLeavesThePredictedNoise() {
    int n = 200;
    float[] noise = new float[n * n];
    Random random = new Random(8);
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (float) random.nextGaussian();
    }
    double sigma = 2;
    double square = 0;
    for (float v : DifferenceOfGaussians.of(noise, n, n, sigma)) {
      square += v * v;
    }
    // Some 1500 independent patches know σ to 2 %.
    double predicted = DifferenceOfGaussians.noise(sigma);
    assertEquals(1, Math.sqrt(square / noise.length) / predicted, 0.06);
  }

  @Test
  void refusesArraysOfAnotherSize() {
    boolean[] mask = new boolean[10];
    assertThrows(IllegalArgumentException.class, () -> DistanceTransform.squared(mask, 3, 3));
    assertThrows(
        IllegalArgumentException.class, () -> Components.of(mask, 3, 3, Connectivity.FOUR));
    assertTrue(
        assertThrows(
                IllegalArgumentException.class,
                () -> Watershed.flood(new float[9], new int[9], mask, 3, 3))
            .getMessage()
            .contains("3 x 3 px"));
  }
}
