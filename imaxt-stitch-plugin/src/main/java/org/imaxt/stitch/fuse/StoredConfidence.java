package org.imaxt.stitch.fuse;

/**
 * Confidences in 8 significant bits, 0.2 % of σ at most, which a third of the bytes holds; never 0
 * where something is known.
 *
 * <p>So few numbers are left that those to store are looked up by the upper half of the float.
 */
final class StoredConfidence {

  /**
   * Sign, exponent and seven bits of a float's fraction are kept: with the one not written, eight.
   */
  private static final int DROPPED_BITS = 16;

  private static final int HALF_LAST_BIT = 1 << DROPPED_BITS - 1;

  /** What is stored, by the upper half of a positive float. */
  private static final short[] STORED = stored();

  private StoredConfidence() {}

  /**
   * Stores confidences.
   *
   * @param confidence weights, at least 0; 0 = unknown
   * @param stored receives uint16 numbers in steps of {@link MosaicScale#CONFIDENCE}; as long
   * @return number of known pixels
   */
  static long store(float[] confidence, short[] stored) {
    int known = 0;
    for (int i = 0; i < stored.length; i++) {
      int bits = Float.floatToRawIntBits(confidence[i]);
      stored[i] = STORED[bits + HALF_LAST_BIT >>> DROPPED_BITS];
      // never negative: its bits are 0 or a positive number
      known += -bits >>> 31;
    }
    return known;
  }

  private static short[] stored() {
    short[] stored =
        new short[1 + (Float.floatToRawIntBits(Float.POSITIVE_INFINITY) >>> DROPPED_BITS)];
    double perStep = 1 / MosaicScale.CONFIDENCE.bscale();
    for (int upper = 1; upper < stored.length; upper++) {
      double steps = Math.floor(Float.intBitsToFloat(upper << DROPPED_BITS) * perStep + 0.5);
      stored[upper] = (short) Math.max(1, Math.min(65535, steps));
    }
    return stored;
  }
}
