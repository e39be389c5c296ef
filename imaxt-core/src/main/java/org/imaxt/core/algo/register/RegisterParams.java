package org.imaxt.core.algo.register;

/**
 * How sections are registered.
 *
 * @param searchRadiusUm largest shift between two neighbouring sections that is looked for, µm
 * @param matchRadiusUm largest distance of two detections of a bead once the sections lie on each
 *     other, µm
 * @param chance largest probability that a shift of two sections is accepted by chance
 * @param rotation whether sections may be turned
 * @param centreXUm x of the centre that sections are turned about, mosaic frame, µm
 * @param centreYUm y of the centre that sections are turned about, mosaic frame, µm
 */
public record RegisterParams(
    double searchRadiusUm,
    double matchRadiusUm,
    double chance,
    Rotation rotation,
    double centreXUm,
    double centreYUm) {

  /** Whether sections may be turned. */
  public enum Rotation {
    /** Shifts alone. */
    NONE,
    /** A shift and an angle a section, where enough beads show it. */
    PER_SECTION
  }

  /** Checks the values. */
  public RegisterParams {
    if (!(searchRadiusUm > matchRadiusUm && matchRadiusUm > 0)) {
      throw new IllegalArgumentException(
          "search radius must be larger than match radius and both positive, got %s and %s µm"
              .formatted(searchRadiusUm, matchRadiusUm));
    }
    if (!(chance > 0 && chance < 1)) {
      throw new IllegalArgumentException("chance must be between 0 and 1, got " + chance);
    }
  }

  /**
   * What fits beads of some tens of µm in a block cut by a vibratome.
   *
   * @return 500 µm, 4 µm, 1e-4, no rotation
   */
  public static RegisterParams defaults() {
    return new RegisterParams(500, 4, 1e-4, Rotation.NONE, 0, 0);
  }

  /**
   * The same with an angle a section.
   *
   * @param x x of the centre that sections are turned about, mosaic frame, µm
   * @param y y of the centre, µm
   * @return the parameters
   */
  public RegisterParams withRotationAbout(double x, double y) {
    return new RegisterParams(searchRadiusUm, matchRadiusUm, chance, Rotation.PER_SECTION, x, y);
  }
}
