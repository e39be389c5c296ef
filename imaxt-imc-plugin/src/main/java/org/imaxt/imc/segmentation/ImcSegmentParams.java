package org.imaxt.imc.segmentation;

import java.io.File;
import org.imaxt.core.stage.Param;
import org.imaxt.core.stage.Require;
import org.imaxt.core.stage.StageParams;
import org.imaxt.imc.probability.MapFile;

/**
 * Parameters of {@link ImcSegmentStage}.
 *
 * @param probabilities what makes the probabilities
 * @param nuclear channels of the nuclear stain
 * @param cytoplasm channels of membranes or cytoplasm
 * @param low percentile that becomes 0
 * @param high percentile that becomes 1
 * @param map file or folder of probability maps
 * @param mapOrder classes in the order of the map
 * @param training folder of ROIs
 * @param model name of a bundled network, or its file
 * @param stride distance between the network's windows, px
 * @param diameter diameter of nuclei, µm; 0 for the network's own or an estimate
 * @param sigma Gaussian over the probabilities, µm
 * @param threshold rule of the threshold, or a probability
 * @param surroundings reach of the adaptive threshold, µm
 * @param offset offset of the adaptive threshold
 * @param floor share of Otsu's threshold that the adaptive one keeps to
 * @param merge depth of maxima, µm
 * @param smallest least area of a nucleus, µm²
 * @param largest largest area of a nucleus, µm²; 0 for none
 * @param border rule for nuclei at the border
 * @param reach reach of cytoplasm, µm
 * @param grow growth of bare cells, µm
 */
public record ImcSegmentParams(
    @Param(
            label = "Probabilities",
            help =
                "What tells nuclei from background: unet a network, intensity the stretched stains, "
                    + "map a file of --map, classifier one that learns from the ROIs of "
                    + "--training; auto is unet where there is an engine for it, else intensity.")
        ProbabilityChoice probabilities,
    @Param(
            label = "Nuclear channels",
            help =
                "Names or keys of the channels that show nuclei, separated by commas, summed "
                    + "after scaling; empty takes those named for iridium, DNA, histones, DAPI or "
                    + "Hoechst.")
        String nuclear,
    @Param(
            label = "Cytoplasm channels",
            help =
                "Likewise those that show membranes or cytoplasm; empty takes those named for "
                    + "usual markers of membranes, none leaves them out.")
        String cytoplasm,
    @Param(
            label = "Black",
            unit = "percentile",
            range = "[0, 50]",
            help = "Percentile of each channel that becomes 0.")
        double low,
    @Param(
            label = "White",
            unit = "percentile",
            range = "[50, 100]",
            help = "Percentile of each channel that becomes 1.")
        double high,
    @Param(
            label = "Map",
            help =
                "TIFF of probabilities (three pages, or three samples a pixel) of the image's "
                    + "size, or a folder of such, each named after its image.")
        File map,
    @Param(label = "Order of the map", help = "Classes in the order of the map's channels.")
        String mapOrder,
    @Param(
            label = "Training",
            help =
                "Folder of ROIs of ImageJ, NAME.zip or NAME.roi after the image, whose names "
                    + "begin with nucleus, cytoplasm or background.")
        File training,
    @Param(
            label = "Model",
            help =
                "For unet: imc or fluorescence, networks that come along, or a file that "
                    + "train-nuclei wrote.")
        String model,
    @Param(
            label = "Stride",
            unit = "px",
            range = "[16, 512]",
            help =
                "For unet: distance between windows of 512 px; smaller ones look at each place "
                    + "more often.")
        int stride,
    @Param(
            label = "Diameter",
            unit = "µm",
            range = "[0, 500]",
            help =
                "For unet: diameter of nuclei; 0 estimates it in fluorescence images and takes "
                    + "8 µm in mass cytometry.")
        double diameter,
    @Param(
            label = "Smoothing",
            unit = "µm",
            range = "[0, 20]",
            help =
                "Standard deviation of the Gaussian over the probabilities; 0 for 1, or 0.06 of "
                    + "the nuclei's diameter for a network.")
        double sigma,
    @Param(
            label = "Threshold",
            help =
                "otsu over the whole image, adaptive against the surroundings, or a probability; "
                    + "auto is adaptive for intensities, for a network 0.5, or in "
                    + "fluorescence 0.55, and 0.65 for the rims of its nuclei, else otsu.")
        String threshold,
    @Param(
            label = "Surroundings",
            unit = "µm",
            range = "(0, 500]",
            help =
                "For the adaptive threshold: half the side of the square that a pixel is held "
                    + "against.")
        double surroundings,
    @Param(
            label = "Offset",
            unit = "probability",
            range = "[-1, 1]",
            help = "For the adaptive threshold: what a nucleus must exceed its surroundings by.")
        double offset,
    @Param(
            label = "Floor",
            unit = "fraction of otsu",
            range = "[0, 2]",
            help =
                "For the adaptive threshold: what a nucleus must reach of Otsu's threshold as "
                    + "well.")
        double floor,
    @Param(
            label = "Merge",
            unit = "µm",
            range = "[0, 50]",
            help =
                "Maxima of the distance to the background that stand out by less are one nucleus; "
                    + "0 for 0.6, or 0.08 of the diameter for a network.")
        double merge,
    @Param(
            label = "Smallest nucleus",
            unit = "µm²",
            range = "[0, 1e6]",
            help =
                "Smaller nuclei are left out; 0 for 16, or for a network 0.06 of the diameter's "
                    + "square, in fluorescence 0.1.")
        double smallest,
    @Param(
            label = "Largest nucleus",
            unit = "µm²",
            range = "[0, 1e9]",
            help = "Larger nuclei are left out; 0 for no limit.")
        double largest,
    @Param(label = "Border", help = "What becomes of nuclei that touch the border of the image.")
        BorderChoice border,
    @Param(
            label = "Reach of cytoplasm",
            unit = "µm",
            range = "[0, 100]",
            help = "Cytoplasm farther than this from its nucleus belongs to no cell.")
        double reach,
    @Param(
            label = "Growth",
            unit = "µm",
            range = "[0, 50]",
            help = "Cells whose cytoplasm is not seen grow by this.")
        double grow)
    implements StageParams {

  /** Checks the values. */
  public ImcSegmentParams {
    Require.inRange(
        ImcSegmentParams.class,
        probabilities,
        nuclear,
        cytoplasm,
        low,
        high,
        map,
        mapOrder,
        training,
        model,
        stride,
        diameter,
        sigma,
        threshold,
        surroundings,
        offset,
        floor,
        merge,
        smallest,
        largest,
        border,
        reach,
        grow);
    new Settings(
        probabilities,
        nuclear,
        cytoplasm,
        low,
        high,
        map,
        mapOrder,
        training,
        model,
        stride,
        diameter,
        sigma,
        threshold,
        surroundings,
        offset,
        floor,
        merge,
        smallest,
        largest,
        border,
        reach,
        grow);
  }

  /** What both the stage and the job are told. */
  Settings settings() {
    return new Settings(
        probabilities,
        nuclear,
        cytoplasm,
        low,
        high,
        map,
        mapOrder,
        training,
        model,
        stride,
        diameter,
        sigma,
        threshold,
        surroundings,
        offset,
        floor,
        merge,
        smallest,
        largest,
        border,
        reach,
        grow);
  }

  /**
   * The defaults.
   *
   * @return intensities of the channels that are named so
   */
  public static ImcSegmentParams defaults() {
    return new ImcSegmentParams(
        ProbabilityChoice.AUTO,
        "",
        "",
        1,
        99,
        new File(""),
        MapFile.STEINBOCK,
        new File(""),
        "imc",
        384,
        0,
        0,
        "auto",
        5,
        -0.03,
        0.4,
        0,
        0,
        0,
        BorderChoice.KEEP,
        8,
        2);
  }
}
