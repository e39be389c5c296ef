package org.imaxt.core.algo.fuse;

import java.io.Serializable;

/**
 * The straight line between stored uint16 numbers and physical values: physical = bscale·stored +
 * bzero. A stored 0 means unknown, known pixels are stored as 1 to 65535.
 *
 * @param bscale step of the stored numbers, ADU, positive
 * @param bzero physical value of a stored 0, ADU
 */
public record IntensityScale(double bscale, double bzero) implements Serializable {

  /** Largest stored number. */
  public static final int MAX_STORED = 65535;

  /** Refuses a step that is not positive and values that are not finite. */
  public IntensityScale {
    if (!(bscale > 0) || Double.isInfinite(bscale)) {
      throw new IllegalArgumentException("bscale must be positive and finite, got " + bscale);
    }
    if (!Double.isFinite(bzero)) {
      throw new IllegalArgumentException("bzero must be finite, got " + bzero);
    }
  }

  /**
   * Physical value of a stored number.
   *
   * @param stored 1 to 65535
   * @return value, ADU
   */
  public double physical(int stored) {
    return bscale * stored + bzero;
  }

  /**
   * Stores values: the nearest number, halves upwards, no further than 1 and 65535; 0 where the
   * confidence is 0.
   *
   * @param values physical values, ADU
   * @param confidence weights; 0 = unknown
   * @param stored receives uint16 numbers
   * @return how many known values lay outside the storable range and were clipped
   * @throws IllegalArgumentException if the arrays differ in length
   */
  public long store(float[] values, float[] confidence, short[] stored) {
    if (values.length != confidence.length || values.length != stored.length) {
      throw new IllegalArgumentException(
          "values, confidence and stored must be equally long, got %d, %d, %d"
              .formatted(values.length, confidence.length, stored.length));
    }
    double factor = 1 / bscale;
    double offset = 0.5 - bzero * factor;
    long clipped = 0;
    for (int i = 0; i < values.length; i++) {
      if (!(confidence[i] > 0)) {
        stored[i] = 0;
        continue;
      }
      // Truncation is the floor here: what it turns towards zero is clipped anyway.
      int nearest = (int) (values[i] * factor + offset);
      if (nearest < 1 || nearest > MAX_STORED) {
        clipped++;
        nearest = nearest < 1 ? 1 : MAX_STORED;
      }
      stored[i] = (short) nearest;
    }
    return clipped;
  }

  /**
   * Physical values of stored numbers.
   *
   * @param stored uint16 numbers
   * @param values receives physical values, ADU; 0 where unknown
   * @throws IllegalArgumentException if the arrays differ in length
   */
  public void load(short[] stored, float[] values) {
    if (values.length != stored.length) {
      throw new IllegalArgumentException(
          "stored and values must be equally long, got %d, %d"
              .formatted(stored.length, values.length));
    }
    for (int i = 0; i < values.length; i++) {
      int s = stored[i] & 0xffff;
      values[i] = s == 0 ? 0 : (float) (bscale * s + bzero);
    }
  }
}
