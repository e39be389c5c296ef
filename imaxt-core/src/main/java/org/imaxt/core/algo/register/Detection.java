package org.imaxt.core.algo.register;

/**
 * A bead as one plane of a section shows it.
 *
 * @param row where the caller finds it again
 * @param section number of the section
 * @param xUm x of its centre, mosaic frame, µm
 * @param yUm y of its centre, mosaic frame, µm
 * @param zUm z of the plane (top of the imaged layer), cube frame, µm
 * @param radiusUm apparent radius, µm
 * @param xSigmaUm standard error of x by itself, positive, µm
 * @param ySigmaUm standard error of y by itself, positive, µm
 * @param radiusSigmaUm standard error of the radius, positive, µm
 * @param tile number of the tile it lies in; errors of a tile are common to its detections
 * @param tileSigmaUm standard error of the tile's position along an axis, not negative, µm
 */
public record Detection(
    int row,
    int section,
    double xUm,
    double yUm,
    double zUm,
    double radiusUm,
    double xSigmaUm,
    double ySigmaUm,
    double radiusSigmaUm,
    int tile,
    double tileSigmaUm) {

  /** Refuses what has no error or no place. */
  public Detection {
    boolean finite =
        Double.isFinite(xUm + yUm + zUm + radiusUm) && Double.isFinite(tileSigmaUm) && radiusUm > 0;
    boolean errors =
        xSigmaUm > 0
            && ySigmaUm > 0
            && radiusSigmaUm > 0
            && tileSigmaUm >= 0
            && Double.isFinite(xSigmaUm + ySigmaUm + radiusSigmaUm);
    if (!finite || !errors) {
      throw new IllegalArgumentException(
          "a detection needs a place, a radius and positive errors, row %d of section %d has none"
              .formatted(row, section));
    }
  }
}
