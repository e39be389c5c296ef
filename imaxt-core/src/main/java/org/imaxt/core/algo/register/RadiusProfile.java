package org.imaxt.core.algo.register;

/**
 * Apparent radii of a bead in the planes that show it.
 *
 * @param zUm z of each plane (top of the imaged layer), µm
 * @param radiusUm apparent radius in each, µm
 * @param sigmaUm standard error of each, positive, µm
 */
public record RadiusProfile(double[] zUm, double[] radiusUm, double[] sigmaUm) {

  /** Copies the arrays. */
  public RadiusProfile {
    if (zUm.length != radiusUm.length || zUm.length != sigmaUm.length) {
      throw new IllegalArgumentException(
          "each plane needs a radius and an error, got %d planes, %d radii and %d errors"
              .formatted(zUm.length, radiusUm.length, sigmaUm.length));
    }
    zUm = zUm.clone();
    radiusUm = radiusUm.clone();
    sigmaUm = sigmaUm.clone();
  }

  /** Number of planes. */
  int planes() {
    return zUm.length;
  }
}
