package org.imaxt.core.algo.federate;

import java.io.Serializable;

/**
 * How the slides of a block show its beads; common to all of them.
 *
 * @param offsetUm middle of a slide's slab less the middle of its section's imaged layers, µm
 * @param radiusBiasUm apparent radii on slides less what the spheres say, µm
 * @param radiusSigmaUm scatter of those radii beyond their own errors, positive, µm
 * @param positionSigmaUm how far beads lie from an affine along an axis, positive, µm
 * @param detected probability that a bead of full size is found, in (0, 1)
 * @param smallestUm apparent radius at which every other bead is found, µm
 * @param falseShare detections that are no beads, as a share of all, in (0, 1)
 */
public record SlabModel(
    double offsetUm,
    double radiusBiasUm,
    double radiusSigmaUm,
    double positionSigmaUm,
    double detected,
    double smallestUm,
    double falseShare)
    implements Serializable {

  /** Over which range of radii the finding sets in. */
  private static final double ONSET_UM = 2;

  /** Refuses what is no probability or no length. */
  public SlabModel {
    boolean lengths = radiusSigmaUm > 0 && positionSigmaUm > 0 && smallestUm >= 0;
    boolean shares = detected > 0 && detected < 1 && falseShare > 0 && falseShare < 1;
    if (!lengths || !shares || !Double.isFinite(offsetUm + radiusBiasUm)) {
      throw new IllegalArgumentException(
          "a slab model needs positive errors and shares between 0 and 1, got errors %s and %s µm, "
                  .formatted(radiusSigmaUm, positionSigmaUm)
              + "smallest %s µm, shares %s and %s".formatted(smallestUm, detected, falseShare));
    }
  }

  /**
   * What is assumed before any slide was seen.
   *
   * @return the defaults
   */
  public static SlabModel defaults() {
    return new SlabModel(0, 0, 0.8, 1.8, 0.95, 10, 0.02);
  }

  /**
   * The same with another slab and other radii.
   *
   * @param offset middle of a slab less that of the layers, µm
   * @param bias of radii, µm
   * @param sigma scatter of radii, µm
   * @return the changed model
   */
  public SlabModel withDepth(double offset, double bias, double sigma) {
    return new SlabModel(offset, bias, sigma, positionSigmaUm, detected, smallestUm, falseShare);
  }

  /** Probability that an apparent radius is large enough to be found. */
  double visible(double radiusUm) {
    return radiusUm <= 0 ? 0 : 1 / (1 + Math.exp((smallestUm - radiusUm) / ONSET_UM));
  }
}
