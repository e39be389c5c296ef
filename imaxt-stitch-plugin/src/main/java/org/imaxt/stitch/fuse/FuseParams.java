package org.imaxt.stitch.fuse;

import org.imaxt.core.algo.fuse.BlendMode;
import org.imaxt.core.stage.Param;
import org.imaxt.core.stage.Require;
import org.imaxt.core.stage.StageParams;

/**
 * Parameters of {@link FuseStage}.
 *
 * @param blend how tiles share a pixel
 * @param taper width of the ramp at a tile's border, µm
 * @param intensityStep step of the stored numbers, ADU
 * @param positionError whether an image of the errors of positions is made too
 */
public record FuseParams(
    @Param(
            label = "Blending",
            help =
                "confidence: weighted by how well each tile knows the pixel; linear: by the"
                    + " distance to its border; none: the first tile wins.")
        BlendMode blend,
    @Param(
            label = "Taper",
            unit = "µm",
            range = "[0, 1000]",
            help =
                "Width of the ramp at a tile's border; half of the usual overlap of 116 µm leaves"
                    + " no step and most of the tile at full weight.")
        double taper,
    @Param(
            label = "Intensity step",
            unit = "ADU",
            range = "(0, 100]",
            help =
                "Step of the stored numbers; 1 keeps camera units, 2 stores twice the range when"
                    + " the report says that values were clipped.")
        double intensityStep,
    @Param(
            label = "Position error",
            help =
                "Also makes an image of how uncertain the positions of the tiles are that show a"
                    + " pixel, in µm.")
        boolean positionError)
    implements StageParams {

  /** Checks the values. */
  public FuseParams {
    Require.inRange(FuseParams.class, blend, taper, intensityStep, positionError);
  }

  /**
   * The defaults.
   *
   * @return confidence-weighted, 50 µm, 1 ADU, no image of errors
   */
  public static FuseParams defaults() {
    return new FuseParams(BlendMode.CONFIDENCE, 50, 1, false);
  }
}
