package org.imaxt.stitch.flatfield;

import java.io.File;
import org.imaxt.core.algo.flatfield.EstimateParams;
import org.imaxt.core.stage.Param;
import org.imaxt.core.stage.Param.FileRole;
import org.imaxt.core.stage.Require;
import org.imaxt.core.stage.StageParams;

/**
 * Parameters of {@link FlatfieldStage}.
 *
 * @param profile flat-field images to use instead of an estimate
 * @param darkLevel dark level, ADU; negative = from the data
 * @param minTiles fewest tiles with signal
 * @param maxTiles most images looked at a channel
 * @param degree degree of the smooth surface
 * @param edge widest stray-light edge, fraction of a side
 * @param requireEstimate whether too few tiles are an error
 */
public record FlatfieldParams(
    @Param(
            label = "Profile",
            file = FileRole.INPUT_FILE,
            help = "TIFF with a page a channel, tile-sized; used as it is, brought to mean 1.")
        File profile,
    @Param(
            label = "Dark level",
            unit = "ADU",
            range = "[-1, 65535]",
            help = "Level without light; -1 takes the low end of the darkest tiles.")
        double darkLevel,
    @Param(
            label = "Fewest tiles",
            unit = "images",
            range = "[3, 10000]",
            help =
                "With fewer images that show signal the channel stays uncorrected; ten are the"
                    + " least that do not imprint their own structure.")
        int minTiles,
    @Param(
            label = "Most tiles",
            unit = "images",
            range = "[3, 100000]",
            help =
                "Images looked at a channel, spread evenly over the sections; more than 200 change"
                    + " little.")
        int maxTiles,
    @Param(
            label = "Degree",
            unit = "number",
            range = "[2, 20]",
            help =
                "Total degree of the smooth surface, 10 for vignetting; ripple is found beside it.")
        int degree,
    @Param(
            label = "Stray-light edge",
            unit = "fraction of tile",
            range = "[0, 0.15]",
            help = "Widest edge searched for stray light and left out; 0.06 are 125 of 2080 px.")
        double edge,
    @Param(
            label = "Require an estimate",
            help = "Ends with an error where there are too few tiles, instead of a warning.")
        boolean requireEstimate)
    implements StageParams {

  /** Checks the values. */
  public FlatfieldParams {
    Require.inRange(
        FlatfieldParams.class,
        profile,
        darkLevel,
        minTiles,
        maxTiles,
        degree,
        edge,
        requireEstimate);
    Require.require(
        maxTiles >= minTiles,
        "maxTiles must be at least minTiles, got %s and %s",
        maxTiles,
        minTiles);
  }

  /**
   * The defaults.
   *
   * @return estimated from up to 200 images a channel
   */
  public static FlatfieldParams defaults() {
    return new FlatfieldParams(new File(""), -1, 10, 200, 10, 0.06, false);
  }

  /** Whether a profile is given. */
  boolean hasProfile() {
    return !profile.getPath().isEmpty();
  }

  EstimateParams estimateParams() {
    EstimateParams standard = EstimateParams.defaults();
    EstimateParams params =
        new EstimateParams(
            minTiles, standard.trim(), degree, edge, standard.darkSource(), standard.darkAdu());
    return darkLevel < 0 ? params : params.withDark(darkLevel);
  }
}
