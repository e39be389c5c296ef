package org.imaxt.beads.register;

import org.imaxt.core.algo.register.RegisterParams.Rotation;
import org.imaxt.core.stage.Param;
import org.imaxt.core.stage.Require;
import org.imaxt.core.stage.StageParams;

/**
 * Parameters of {@link RegisterStage}.
 *
 * @param searchRadius largest shift between neighbouring sections, µm
 * @param matchRadius largest distance of two detections of a bead, µm
 * @param rotation whether sections are turned too
 * @param layerThickness thickness of the imaged layer, µm; 0 fits it
 */
public record RegisterStageParams(
    @Param(
            label = "Search radius",
            unit = "µm",
            range = "[10, 5000]",
            help =
                "Largest shift between neighbouring sections that is looked for; a block that was"
                    + " taken off the stage and put back may jump by some hundred µm.")
        double searchRadius,
    @Param(
            label = "Match radius",
            unit = "µm",
            range = "[0.5, 50]",
            help =
                "Largest distance of two detections of one bead once the sections lie on each"
                    + " other; well above their errors and below the distance of beads.")
        double matchRadius,
    @Param(
            label = "Rotation",
            help =
                "none: sections are shifted; per-section: each is also turned about the centre of"
                    + " the canvas, where six beads shared with another section show the angle.")
        Rotation rotation,
    @Param(
            label = "Layer thickness",
            unit = "µm",
            range = "[0, 100]",
            help =
                "Thickness of the layer that the laser excites, for the spheres of the beads; 0"
                    + " fits it from beads that are seen from top to bottom.")
        double layerThickness)
    implements StageParams {

  /** Checks the values. */
  public RegisterStageParams {
    Require.inRange(RegisterStageParams.class, searchRadius, matchRadius, rotation, layerThickness);
    Require.require(
        searchRadius > matchRadius,
        "searchRadius must be larger than matchRadius, got %s and %s µm",
        searchRadius,
        matchRadius);
  }

  /**
   * The defaults.
   *
   * @return 500 µm, 4 µm, no rotation, thickness fitted
   */
  public static RegisterStageParams defaults() {
    return new RegisterStageParams(500, 4, Rotation.NONE, 0);
  }
}
