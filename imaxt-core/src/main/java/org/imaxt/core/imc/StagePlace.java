package org.imaxt.core.imc;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a region lies on the instrument's stage, in the instrument's coordinates.
 *
 * @param startXUm x of the outer corner of pixel (0, 0), µm
 * @param startYUm y of it
 * @param endXUm x where the measurement was to end, µm
 * @param endYUm y of it
 */
public record StagePlace(double startXUm, double startYUm, double endXUm, double endYUm) {

  /** No stage reaches as far, so larger coordinates are a thousand times too large, µm. */
  private static final double FARTHEST_UM = 500_000;

  /**
   * Reads the place of an acquisition; starts that some software wrote a thousand times too large
   * are put right.
   *
   * @param row columns {@code ROIStartXPosUm} and so on
   * @return empty if there is no start
   */
  static Optional<StagePlace> of(Map<String, String> row) {
    double startX = McdSchema.number(row, "ROIStartXPosUm", Double.NaN);
    double startY = McdSchema.number(row, "ROIStartYPosUm", Double.NaN);
    if (Double.isNaN(startX) || Double.isNaN(startY)) {
      return Optional.empty();
    }
    double endX = McdSchema.number(row, "ROIEndXPosUm", Double.NaN);
    double endY = McdSchema.number(row, "ROIEndYPosUm", Double.NaN);
    boolean both = !Double.isNaN(endX) && !Double.isNaN(endY) && (endX != 0 || endY != 0);
    if (!both) {
      boolean far = Math.abs(startX) > FARTHEST_UM || Math.abs(startY) > FARTHEST_UM;
      double factor = far ? 1e-3 : 1;
      return Optional.of(
          new StagePlace(startX * factor, startY * factor, startX * factor, startY * factor));
    }
    boolean thousandfold =
        Math.hypot(startX / 1000 - endX, startY / 1000 - endY)
            < Math.hypot(startX - endX, startY - endY);
    double factor = thousandfold ? 1e-3 : 1;
    return Optional.of(new StagePlace(startX * factor, startY * factor, endX, endY));
  }

  /**
   * Whether the instrument's y points up, against the rows of the image: it does unless the region
   * starts at a smaller y than it ends.
   *
   * @return true for the Hyperion
   */
  public boolean pointsUp() {
    return startYUm >= endYUm;
  }

  /**
   * From the region's frame (µm, y down) to the stage with y down: the instrument's x, and its y
   * with the sign changed if it points up.
   *
   * @param stretchY true step along y divided by that along x
   * @return {@code a, b, tx, c, d, ty}
   */
  public List<Double> affine(double stretchY) {
    return List.of(1.0, 0.0, startXUm, 0.0, stretchY, pointsUp() ? -startYUm : startYUm);
  }

  /**
   * How far the stated end lies from where size and start put it.
   *
   * @param widthUm width of the region, µm
   * @param heightUm height of the region, µm
   * @return µm; 0 if no end is stated
   */
  double endErrorUm(double widthUm, double heightUm) {
    if (startXUm == endXUm && startYUm == endYUm) {
      return 0;
    }
    double down = pointsUp() ? startYUm - endYUm : endYUm - startYUm;
    return Math.hypot(endXUm - startXUm - widthUm, down - heightUm);
  }
}
