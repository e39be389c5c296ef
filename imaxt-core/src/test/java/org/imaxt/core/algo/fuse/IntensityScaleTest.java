package org.imaxt.core.algo.fuse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntensityScaleTest {

  @ParameterizedTest(name = "steps of {0} ADU from {1} ADU")
  @CsvSource({"1, -16", "1.00092, -61.00092", "2.144, -502.144", "1, -1"})
  void everyStoredNumberSurvivesLoadAndStore(double bscale, double bzero) {
    IntensityScale scale = new IntensityScale(bscale, bzero);
    short[] stored = new short[65536];
    float[] confidence = new float[65536];
    for (int s = 0; s < 65536; s++) {
      stored[s] = (short) s;
      confidence[s] = s == 0 ? 0 : 1;
    }
    float[] values = new float[65536];
    scale.load(stored, values);
    short[] again = new short[65536];
    assertEquals(0, scale.store(values, confidence, again));
    assertArrayEquals(stored, again);
  }

  @Test
  void roundsToTheNearestAndCountsWhatIsClipped() {
    IntensityScale scale = new IntensityScale(2, -20);
    float[] values = {-19, -17.1f, -16.9f, 0, 1e9f, -1e9f, 50};
    float[] confidence = {1, 1, 1, 1, 1, 1, 0};
    short[] stored = new short[7];
    long clipped = scale.store(values, confidence, stored);
    assertArrayEquals(new short[] {1, 1, 2, 10, (short) 65535, 1, 0}, stored);
    assertEquals(2, clipped);
  }

  @Test
  void knownPixelsAreNeverStoredAsUnknown() {
    IntensityScale scale = new IntensityScale(1, 0);
    float[] values = {0, -5, 0.2f};
    float[] confidence = new float[3];
    Arrays.fill(confidence, 0.001f);
    short[] stored = new short[3];
    scale.store(values, confidence, stored);
    assertArrayEquals(new short[] {1, 1, 1}, stored);
  }

  @Test
  void refusesAStepOfZero() {
    assertThrows(IllegalArgumentException.class, () -> new IntensityScale(0, 0));
  }
}
