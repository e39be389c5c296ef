package org.imaxt.stitch.fuse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class StoredConfidenceTest {

  /** Eight significant bits, rounded to the nearest. */
  private static final double RELATIVE = 1.0 / 256;

  private static final int STEPS = 4096;

  @Test
  void keepsEightSignificantBits() {
    Random random = new Random(1);
    float[] confidence = new float[10_000];
    for (int i = 0; i < confidence.length; i++) {
      confidence[i] = (float) Math.pow(16, 2 * random.nextDouble() - 1);
    }
    short[] stored = new short[confidence.length];
    assertEquals(confidence.length, StoredConfidence.store(confidence, stored));
    for (int i = 0; i < stored.length; i++) {
      double error = (stored[i] & 0xffff) / (double) STEPS - Math.min(15.99, confidence[i]);
      assertEquals(0, error, confidence[i] * RELATIVE + 0.5 / STEPS, "confidence " + confidence[i]);
    }
  }

  @Test
  void tellsKnownFromUnknownAndClipsWhatIsTooLarge() {
    float[] confidence = {0, 1e-12f, 1, 4, 16, 1e9f, Float.POSITIVE_INFINITY};
    short[] stored = new short[confidence.length];
    assertEquals(6, StoredConfidence.store(confidence, stored));
    short most = (short) 65535;
    assertArrayEquals(new short[] {0, 1, STEPS, 4 * STEPS, most, most, most}, stored);
  }
}
