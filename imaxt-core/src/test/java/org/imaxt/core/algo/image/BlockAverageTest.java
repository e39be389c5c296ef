package org.imaxt.core.algo.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockAverageTest {

  @ParameterizedTest(name = "{0} x {1} px, {2} of 10 unknown")
  @CsvSource({"8, 6, 0", "7, 5, 3", "1, 1, 0", "1, 4, 5", "5, 1, 5", "33, 17, 9"})
  void averagesKnownPixelsOnly(int width, int height, int unknownOfTen) {
    Random random = new Random(width * 100L + height);
    short[] from = new short[width * height];
    for (int i = 0; i < from.length; i++) {
      from[i] = (short) (random.nextInt(10) < unknownOfTen ? 0 : 1 + random.nextInt(65535));
    }
    short[] to = BlockAverage.known(from, width, height);
    int w = (width + 1) / 2;
    int h = (height + 1) / 2;
    assertEquals(w * h, to.length);
    for (int y = 0; y < h; y++) {
      for (int x = 0; x < w; x++) {
        long sum = 0;
        int count = 0;
        for (int j = 2 * y; j < Math.min(height, 2 * y + 2); j++) {
          for (int i = 2 * x; i < Math.min(width, 2 * x + 2); i++) {
            int v = from[j * width + i] & 0xffff;
            sum += v;
            count += v == 0 ? 0 : 1;
          }
        }
        long truth = count == 0 ? 0 : (long) Math.rint((double) sum / count);
        assertEquals(truth, to[y * w + x] & 0xffff, "at " + x + ", " + y);
      }
    }
  }

  @Test
  void roundingDoesNotDriftUpThePyramid() {
    int size = 1024;
    Random random = new Random(9);
    short[] level = new short[size * size];
    double mean = 0;
    for (int i = 0; i < level.length; i++) {
      int v = 1000 + random.nextInt(200);
      level[i] = (short) v;
      mean += v;
    }
    mean /= level.length;
    int n = size;
    for (; n > 32; n /= 2) {
      level = BlockAverage.known(level, n, n);
    }
    double top = 0;
    for (short v : level) {
      top += v;
    }
    // 1024 pixels rounded to 0.29 ADU rms: standard error 0.01 ADU a level; halves upwards: 0.5.
    assertEquals(mean, top / level.length, 0.06);
  }

  @Test
  void countsConfidentPixelsMore() {
    short[] from = {100, 200, 300, 0};
    float[] confidence = {1, 3, 0, 5};
    assertArrayEquals(new short[] {175}, BlockAverage.weighted(from, confidence, 2, 2));
    assertArrayEquals(new short[] {200}, BlockAverage.weighted(from, new float[4], 2, 2));
  }

  @Test
  void averagesFloatsAtOddSizes() {
    float[] from = {1, 2, 3, 4, 5, 6, 7, 8, 9};
    assertArrayEquals(new float[] {3, 4.5f, 7.5f, 9}, BlockAverage.mean(from, 3, 3));
  }

  @ParameterizedTest(name = "{0} {1} {2} {3} -> {4}")
  @CsvSource({
    "1, 2, 3, 4, 1",
    "1, 2, 2, 3, 2",
    "1, 2, 3, 2, 2",
    "1, 2, 3, 3, 3",
    "1, 1, 2, 2, 1",
    "2, 1, 1, 2, 2",
    "0, 7, 7, 7, 7",
    "-1, 0, -1, 0, -1"
  })
  void takesTheCommonestLabel(int a, int b, int c, int d, int mode) {
    assertArrayEquals(new int[] {mode}, BlockAverage.mode(new int[] {a, b, c, d}, 2, 2));
  }

  @Test
  void refusesAnArrayOfAnotherLength() {
    assertThrows(IllegalArgumentException.class, () -> BlockAverage.known(new short[5], 2, 2));
  }
}
