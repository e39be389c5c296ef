package org.imaxt.core.algo.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import net.imglib2.img.array.ArrayImgs;
import org.junit.jupiter.api.Test;

class IntensityRangeTest {

  @Test
  void findsPercentilesOfARamp() {
    float[] ramp = new float[101 * 10];
    for (int i = 0; i < ramp.length; i++) {
      ramp[i] = i % 101;
    }
    IntensityRange range = IntensityRange.ofPercentiles(ArrayImgs.floats(ramp, 101, 10), 10, 90);
    assertEquals(10, range.low(), 0.1); // a tenth of the step between two values
    assertEquals(90, range.high(), 0.1);
  }

  @Test
  void findsThemFromSomePixelsOfALargeImage() {
    int edge = 2000;
    float[] values = new float[edge * edge];
    for (int i = 0; i < values.length; i++) {
      values[i] = (i * 7919L % 10007) / 10007f;
    }
    IntensityRange range =
        IntensityRange.ofPercentiles(ArrayImgs.floats(values, edge, edge), 25, 99);
    double sampling = 4 * Math.sqrt(0.25 * 0.75 / 250_000); // 4 σ of a quantile of 250 000
    assertEquals(0.25, range.low(), sampling);
    assertEquals(0.99, range.high(), sampling);
  }

  @Test
  void passesOverWhatIsNotKnown() {
    float nan = Float.NaN;
    float[] values = {nan, 1, 2, nan, 3, nan};
    assertEquals(
        new IntensityRange(1, 3),
        IntensityRange.ofPercentiles(ArrayImgs.floats(values, 3, 2), 0, 100));
  }

  @Test
  void makesZerosOfAnImageOfOneIntensity() {
    float[] flat = {7, 7, 7, 7};
    IntensityRange.ofPercentiles(ArrayImgs.floats(flat.clone(), 2, 2), 1, 99).apply(flat);
    assertArrayEquals(new float[4], flat);
  }

  @Test
  void hasARangeWhereNothingIsKnown() {
    float[] nothing = {Float.NaN};
    assertEquals(
        new IntensityRange(0, 1),
        IntensityRange.ofPercentiles(ArrayImgs.floats(nothing, 1, 1), 1, 99));
  }

  @Test
  void keepsSaturatedSpotsWithinBounds() {
    float[] values = {0, 10, 65535, -1000};
    new IntensityRange(0, 10).apply(values);
    assertArrayEquals(new float[] {0, 1, IntensityRange.LARGEST, -1}, values);
  }
}
