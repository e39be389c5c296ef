package org.imaxt.core.phantom;

/**
 * One bead of the block: a sphere of even brightness.
 *
 * @param id number, from 0
 * @param xUm x of the centre, specimen frame (mosaic frame of section 1), µm
 * @param yUm y of the centre, specimen frame, µm
 * @param zUm depth of the centre below the surface of the first cut, µm
 * @param radiusUm radius, µm
 * @param amplitude brightness over the sample's bead signal
 * @param damaged whether a piece is broken off
 * @param cutAngleRad direction from the centre to the missing piece; 0 when undamaged
 * @param cutAtUm distance from the centre at which the piece is missing; the radius when undamaged
 */
public record PhantomBead(
    int id,
    double xUm,
    double yUm,
    double zUm,
    double radiusUm,
    double amplitude,
    boolean damaged,
    double cutAngleRad,
    double cutAtUm) {

  /**
   * Largest radius of the bead's cross-sections inside a layer.
   *
   * @param topUm depth of the layer's top, µm
   * @param thicknessUm thickness of the layer, µm
   * @return radius, µm; 0 when the bead does not reach the layer
   */
  public double visibleRadiusUm(double topUm, double thicknessUm) {
    double dz = Math.max(0, Math.max(topUm - zUm, zUm - topUm - thicknessUm));
    return dz >= radiusUm ? 0 : Math.sqrt(radiusUm * radiusUm - dz * dz);
  }
}
