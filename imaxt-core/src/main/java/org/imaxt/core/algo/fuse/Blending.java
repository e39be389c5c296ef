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
  static final double RAMP_FLOOR = 0.01;

  /** Refuses a missing mode and a ramp of negative or unbounded width. */
  public Blending {
    Objects.requireNonNull(mode, "mode");
    if (!(taperPx >= 0) || Double.isInfinite(taperPx)) {
      throw new IllegalArgumentException(
          "taperPx must be at least 0 px and finite, got " + taperPx);
    }
  }

  /**
   * Factor of the ramp along one axis.
   *
   * @param u coordinate along the axis, px from the edge of the useful area
   * @param size size of the useful area along the axis, px
   * @return 0.01 to 1
   */
  float ramp(double u, int size) {
    double depth = Math.min(u, size - u);
    if (mode == BlendMode.NONE || depth >= taperPx) {
      return 1f;
    }
    double part = Math.max(0, depth / taperPx);
    double rise = mode == BlendMode.LINEAR ? part : part * part * (3 - 2 * part);
    return (float) (RAMP_FLOOR + (1 - RAMP_FLOOR) * rise);
  }
}
