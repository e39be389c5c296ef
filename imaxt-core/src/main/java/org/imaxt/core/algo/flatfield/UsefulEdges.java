package org.imaxt.core.algo.flatfield;

import java.io.Serializable;

/**
 * Border of a camera image that is not used, because stray light falls on it.
 *
 * @param leftPx columns masked at the left
 * @param topPx rows masked at the top
 * @param rightPx columns masked at the right
 * @param bottomPx rows masked at the bottom
 */
public record UsefulEdges(int leftPx, int topPx, int rightPx, int bottomPx)
    implements Serializable {

  /** Refuses negative widths. */
  public UsefulEdges {
    if (leftPx < 0 || topPx < 0 || rightPx < 0 || bottomPx < 0) {
      throw new IllegalArgumentException(
          "masked edges must be at least 0 px wide, got %d, %d, %d, %d"
              .formatted(leftPx, topPx, rightPx, bottomPx));
    }
  }

  /**
   * The mask that leaves the edges out.
   *
   * @param width width of the camera image, px
   * @param height height of the camera image, px
   * @return 1 inside, 0 on the edges, row-major, width × height
   */
  public float[] mask(int width, int height) {
    float[] mask = new float[width * height];
    for (int y = topPx; y < height - bottomPx; y++) {
      for (int x = leftPx; x < width - rightPx; x++) {
        mask[y * width + x] = 1;
      }
    }
    return mask;
  }
}
