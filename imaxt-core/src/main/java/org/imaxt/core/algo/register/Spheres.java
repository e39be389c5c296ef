package org.imaxt.core.algo.register;

import java.util.List;
import java.util.Optional;

/**
 * The spheres of all beads and what they share.
 *
 * @param spheres one a bead in the order given; empty where the planes do not fix it
 * @param thicknessUm thickness of the imaged layer, µm
 * @param thicknessSigmaUm standard error of the thickness, µm; 0 if it was given
 * @param errorScale by how much radii scatter more than their errors say, at least 1; the errors
 *     hold it
 */
public record Spheres(
    List<Optional<Sphere>> spheres,
    double thicknessUm,
    double thicknessSigmaUm,
    double errorScale) {

  /** Copies the list. */
  public Spheres {
    spheres = List.copyOf(spheres);
  }
}
