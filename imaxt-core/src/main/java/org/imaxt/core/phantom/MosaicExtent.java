package org.imaxt.core.phantom;

/**
 * Nominal rectangle that the tiles of a section cover, mosaic frame.
 *
 * @param xUm left edge, µm
 * @param yUm upper edge, µm
 * @param widthUm width, µm
 * @param heightUm height, µm
 */
record MosaicExtent(double xUm, double yUm, double widthUm, double heightUm) {

  static MosaicExtent of(GridParams g) {
    double cos = StrictMath.cos(g.stageRotationRad());
    double sin = StrictMath.sin(g.stageRotationRad());
    double x = g.stageOriginXUm();
    double y = g.stageOriginYUm();
    return new MosaicExtent(
        cos * x - sin * y,
        sin * x + cos * y,
        (g.columns() - 1) * g.stepXUm() + g.turnedWidthPx() * g.pixelSizeUm(),
        (g.rows() - 1) * g.stepYUm() + g.turnedHeightPx() * g.pixelSizeUm());
  }

  double centreXUm() {
    return xUm + widthUm / 2;
  }

  double centreYUm() {
    return yUm + heightUm / 2;
  }
}
