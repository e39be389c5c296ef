package org.imaxt.core.algo.fuse;

import java.io.Serializable;
import java.util.Objects;

/**
 * How tiles are weighted against one another.
 *
 * @param mode what the weight is made of
 * @param taperPx width of the ramp at the border of the useful area, px, at least 0; without
 *     meaning for {@link BlendMode#NONE}
 */
public record Blending(BlendMode mode, double taperPx) implements Serializable {

  /**
   * Smallest value of a ramp: a border pixel that no other tile shows stays known, and a tile that
   * enters leaves a step of at most a hundredth of the difference.
   */
  static final float RAMP_FLOOR = 0.01f;

  /** Refuses a missing mode and a ramp of negative or unbounded width. */
  public Blending {
    Objects.requireNonNull(mode, "mode");
    if (!(taperPx >= 0) || Double.isInfinite(taperPx)) {
      throw new IllegalArgumentException(
          "taperPx must be at least 0 px and finite, got " + taperPx);
    }
  }

  /** Whether all ramps are 1. */
  boolean isFlat() {
    return mode == BlendMode.NONE || taperPx == 0;
  }

  /**
   * Factor of the ramp along one axis.
   *
   * @param u coordinate along the axis, px from the edge of the useful area
   * @param size size of the useful area along the axis, px
   * @return 0.01 to 1
   */
  float ramp(float u, int size) {
    return isFlat() ? 1 : rise(u, size, (float) taperPx, mode == BlendMode.LINEAR);
  }

  /**
   * Multiplies by the factors of the ramp along one axis.
   *
   * @param places coordinates along the axis, px from the edge of the useful area
   * @param from first index
   * @param to index after the last
   * @param size size of the useful area along the axis, px
   * @param factors are multiplied
   */
  void multiply(float[] places, int from, int to, int size, float[] factors) {
    float taper = (float) taperPx;
    boolean linear = mode == BlendMode.LINEAR;
    for (int k = from; k < to; k++) {
      factors[k] *= rise(places[k], size, taper, linear);
    }
  }

  /** Exactly 1 from the taper's width on. */
  private static float rise(float u, float size, float taper, boolean linear) {
    float depth = Math.min(u, size - u);
    float part = Math.max(0, Math.min(1, depth / taper));
    float rise = linear ? part : part * part * (3 - 2 * part);
    return RAMP_FLOOR + (1 - RAMP_FLOOR) * rise;
  }
}
