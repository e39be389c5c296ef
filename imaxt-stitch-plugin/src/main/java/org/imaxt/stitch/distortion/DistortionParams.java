package org.imaxt.stitch.distortion;

import java.io.File;
import org.imaxt.core.model.DistortionModel;
import org.imaxt.core.stage.Param;
import org.imaxt.core.stage.Param.FileRole;
import org.imaxt.core.stage.Require;
import org.imaxt.core.stage.StageParams;
import org.imaxt.stitch.overlaps.OverlapSurvey;

/**
 * Parameters of {@link DistortionStage}.
 *
 * @param from calibration to use instead of an estimate
 * @param model terms of the distortion
 * @param searchRadius largest departure from the stage's step, µm
 * @param maxPairs most overlaps looked at
 * @param minPairs fewest overlaps with structure along either axis
 * @param patches most patches compared in an overlap
 * @param falseMatchRate chance that noise passes for a match
 * @param requireEstimate whether too few overlaps are an error
 */
public record DistortionParams(
    @Param(
            label = "From",
            file = FileRole.INPUT_SAMPLE,
            help =
                "A calibration made before: its sample (calib.zarr, s3://…) or its distortion.json."
                    + " Objective, tile size and pixel size must be the same.")
        File from,
    @Param(
            label = "Model",
            help =
                "polynomial: cubic, free along either axis; radial-tangential: four terms, for"
                    + " lenses that are round.")
        DistortionModel model,
    @Param(
            label = "Search radius",
            unit = "µm",
            range = "(0, 1000]",
            help =
                "Largest departure from the stage's step along an axis; 80 µm allow for a camera"
                    + " turned by 2° beside the stage's error.")
        double searchRadius,
    @Param(
            label = "Most pairs",
            unit = "pairs",
            range = "[4, 100000]",
            help =
                "Overlaps looked at, from evenly spaced sections; 320 are eight sections of 5 x 5"
                    + " tiles, and more change little.")
        int maxPairs,
    @Param(
            label = "Fewest pairs",
            unit = "pairs",
            range = "[1, 10000]",
            help =
                "With fewer overlaps that show structure along either axis nothing is corrected;"
                    + " four are the least that check one another.")
        int minPairs,
    @Param(
            label = "Patches",
            unit = "patches",
            range = "[3, 1000]",
            help = "Most patches compared in an overlap, those with most structure first.")
        int patches,
    @Param(
            label = "False match rate",
            unit = "fraction",
            range = "(0, 0.1]",
            help = "Chance a pair that unrelated noise passes the information test.")
        double falseMatchRate,
    @Param(
            label = "Require an estimate",
            help = "Ends with an error where there are too few overlaps, instead of a warning.")
        boolean requireEstimate)
    implements StageParams {

  /** Checks the values. */
  public DistortionParams {
    Require.inRange(
        DistortionParams.class,
        from,
        model,
        searchRadius,
        maxPairs,
        minPairs,
        patches,
        falseMatchRate,
        requireEstimate);
  }

  /**
   * The defaults.
   *
   * @return the sample's own overlaps, a cubic polynomial
   */
  public static DistortionParams defaults() {
    return new DistortionParams(
        new File(""), DistortionModel.POLYNOMIAL, 80, 320, 4, 16, 1e-3, false);
  }

  /** Whether a calibration is given. */
  boolean hasCalibration() {
    return !from.getPath().isEmpty();
  }

  OverlapSurvey.Params surveyParams() {
    return new OverlapSurvey.Params(searchRadius, patches, falseMatchRate);
  }
}
