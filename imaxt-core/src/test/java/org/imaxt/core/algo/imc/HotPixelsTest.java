package org.imaxt.core.algo.imc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Single bright pixels, in the middle, at borders and beside nothing. */
class HotPixelsTest {

  private static final float NAN = Float.NaN;

  @Test
  void takesTheLargestNeighbour() {
    float[] image = {1, 2, 3, 4, 60, 5, 6, 7, 8};
    HotPixels.Filtered filtered = HotPixels.filter(image, 3, 50);
    assertArrayEquals(new float[] {1, 2, 3, 4, 8, 5, 6, 7, 8}, filtered.image());
    assertEquals(1, filtered.changed());
    assertEquals(60, image[4]);
  }

  @Test
  void leavesWhatExceedsByNoMoreThanTheThreshold() {
    assertEquals(0, HotPixels.filter(new float[] {0, 0, 50, 0}, 2, 50).changed());
    assertEquals(1, HotPixels.filter(new float[] {0, 0, 50.001f, 0}, 2, 50).changed());
    assertEquals(1, HotPixels.filter(new float[] {-60, -70, -5, -60}, 2, 50).changed());
  }

  @Test
  void missingPixelsAreNoNeighbours() {
    assertArrayEquals(
        new float[] {NAN, 3, 3, NAN},
        HotPixels.filter(new float[] {NAN, 3, 99, NAN}, 2, 50).image());
    assertArrayEquals(
        new float[] {NAN, NAN, 99, NAN},
        HotPixels.filter(new float[] {NAN, NAN, 99, NAN}, 2, 50).image());
  }

  @Test
  void leavesImagesOnePixelWideOrHigh() {
    assertEquals(0, HotPixels.filter(new float[] {0, 99, 0}, 3, 50).changed());
    assertEquals(0, HotPixels.filter(new float[] {0, 99, 0}, 1, 50).changed());
  }

  @ParameterizedTest(name = "seed {0}")
  @CsvSource({"11, 9, 7", "12, 2, 30", "13, 30, 2"})
  void equalsTheRuleSpeltOut(long seed, int width, int height) {
    Random random = new Random(seed);
    float[] image = new float[width * height];
    for (int i = 0; i < image.length; i++) {
      image[i] = random.nextInt(10) == 0 ? 40 + random.nextInt(60) : random.nextFloat() * 20;
    }
    float[] expected = image.clone();
    for (int i = 0; i < image.length; i++) {
      float most = Float.NEGATIVE_INFINITY;
      for (int j = 0; j < image.length; j++) {
        int dx = Math.abs(i % width - j % width);
        int dy = Math.abs(i / width - j / width);
        most = i != j && dx <= 1 && dy <= 1 ? Math.max(most, image[j]) : most;
      }
      expected[i] = image[i] - most > 30 ? most : image[i];
    }
    assertArrayEquals(expected, HotPixels.filter(image, width, 30).image());
  }

  @Test
  void refusesWhatIsNoImageAndNoThreshold() {
    assertThrows(IllegalArgumentException.class, () -> HotPixels.filter(new float[5], 2, 50));
    assertThrows(IllegalArgumentException.class, () -> HotPixels.filter(new float[4], 2, -1));
  }
}
