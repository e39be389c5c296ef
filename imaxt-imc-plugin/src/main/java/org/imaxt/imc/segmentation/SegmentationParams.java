package org.imaxt.imc.segmentation;

import static org.imaxt.core.stage.Require.require;

import java.io.File;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.imaxt.core.algo.segment.Division;
import org.imaxt.core.algo.segment.SegmentParams;
import org.imaxt.core.algo.segment.Threshold;
import org.imaxt.core.stage.Param;
import org.imaxt.core.stage.ParamSchema;
import org.imaxt.core.stage.Require;
import org.imaxt.core.stage.StageParams;
import org.imaxt.imc.nuclei.MapParams;
import org.imaxt.imc.nuclei.NucleusModel;
import org.imaxt.imc.probability.MapFile;

/**
 * How nuclei and cells are told from the background and from each other: the parameters of {@link
 * ImcSegmentStage}, and those that {@link SegmentImageJob} shares with it.
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
 * @param sigma Gaussian over the probabilities, µm; 0 for what suits them
 * @param threshold rule of the threshold, or a probability
 * @param surroundings reach of the adaptive threshold, µm
 * @param offset offset of the adaptive threshold
 * @param floor share of Otsu's threshold that the adaptive one keeps to
 * @param merge depth of maxima, µm; 0 for what suits
 * @param smallest least area of a nucleus, µm²; 0 for what suits
 * @param largest largest area of a nucleus, µm²; 0 for none
 * @param border rule for nuclei at the border
 * @param reach reach of cytoplasm, µm
 * @param grow growth of bare cells, µm
 */
public record SegmentationParams(
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
                    + "auto is for a network 0.5, or in fluorescence 0.55, and 0.65 for the "
                    + "rims of its nuclei, for intensities adaptive in mass cytometry, else otsu.")
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

  private static final List<String> RULES = List.of("auto", "otsu", "adaptive");

  /** A nucleus of mass cytometry, µm. */
  private static final double USUAL_UM = 8;

  /** What suits probabilities that say nothing themselves, µm and µm². */
  private static final double SIGMA_UM = 1;

  private static final double MERGE_UM = 0.6;
  private static final double SMALLEST_UM2 = 16;

  /** Checks the values. */
  public SegmentationParams {
    Require.inRange(
        SegmentationParams.class,
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
    nuclear = nuclear.strip();
    cytoplasm = cytoplasm.strip();
    threshold = threshold.strip();
    require(low < high, "low must lie below high, got %s and %s", low, high);
    require(
        MapFile.isOrder(mapOrder),
        "mapOrder must name nucleus, cytoplasm and background once each, got '%s'",
        mapOrder);
    require(
        RULES.contains(threshold) || isProbability(threshold),
        "threshold must be auto, otsu, adaptive or a number of 0 to 1, got '%s'",
        threshold);
    require(
        largest == 0 || largest >= smallest,
        "largest must be 0 or at least smallest, got %s and %s",
        largest,
        smallest);
    require(
        (probabilities == ProbabilityChoice.MAP) == !map.getPath().isEmpty(),
        "probabilities map and map go together, got %s and '%s'",
        probabilities,
        map);
    require(
        (probabilities == ProbabilityChoice.CLASSIFIER) == !training.getPath().isEmpty(),
        "probabilities classifier and training go together, got %s and '%s'",
        probabilities,
        training);
  }

  /**
   * The defaults.
   *
   * @return intensities of the channels that are named so
   */
  public static SegmentationParams defaults() {
    return new SegmentationParams(
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

  /** The same with another network. */
  SegmentationParams withModel(String other) {
    return with("model", other);
  }

  /** The same with another rule of the threshold. */
  SegmentationParams withThreshold(String other) {
    return with("threshold", other);
  }

  private SegmentationParams with(String name, String value) {
    return ParamSchema.of(SegmentationParams.class).bind(this, Map.of(name, value));
  }

  private static boolean isProbability(String text) {
    try {
      double value = Double.parseDouble(text);
      return value > 0 && value < 1;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  ProbabilityChoice choice() {
    return probabilities.resolved();
  }

  /** The network's windows and the diameter it is told. */
  MapParams maps(NucleusModel kind, double pixelUm) {
    double told = diameter == 0 && kind == NucleusModel.IMC ? USUAL_UM : diameter;
    return MapParams.defaults().withStridePx(stride).withDiameterPx(told / pixelUm);
  }

  private Threshold nuclei(double pixelUm, Optional<SegmentParams> suiting) {
    boolean auto = threshold.equals("auto");
    if (auto && suiting.isPresent()) {
      return suiting.get().nuclei();
    }
    if (threshold.equals("adaptive") || auto && choice() == ProbabilityChoice.INTENSITY) {
      int radius = (int) Math.min(512, Math.max(1, Math.round(surroundings / pixelUm)));
      return Threshold.adaptive(radius, offset, floor);
    }
    return threshold.equals("otsu") || auto
        ? Threshold.otsu()
        : Threshold.fixed(Double.parseDouble(threshold));
  }

  private Threshold cells(Threshold nuclei, Optional<SegmentParams> suiting) {
    if (threshold.equals("auto") && suiting.isPresent()) {
      return suiting.get().cells();
    }
    return nuclei.rule() == Threshold.Rule.FIXED ? nuclei : Threshold.otsu();
  }

  /**
   * The same in pixels.
   *
   * @param pixelUm edge of a pixel, µm
   * @param suiting what suits the probabilities, where their source knows it
   */
  SegmentParams pixels(double pixelUm, Optional<SegmentParams> suiting) {
    double areaUm2 = pixelUm * pixelUm;
    double sigmaPx = suiting.map(SegmentParams::sigmaPx).orElse(SIGMA_UM / pixelUm);
    double mergePx = suiting.map(SegmentParams::mergePx).orElse(MERGE_UM / pixelUm);
    double leastPx = suiting.map(p -> (double) p.smallestPx()).orElse(SMALLEST_UM2 / areaUm2);
    Threshold nuclei = nuclei(pixelUm, suiting);
    return new SegmentParams(
        Math.min(100, orElse(sigma / pixelUm, sigmaPx)),
        nuclei,
        cells(nuclei, suiting),
        Math.min(1000, orElse(merge / pixelUm, mergePx)),
        (int) Math.min(Integer.MAX_VALUE, Math.round(orElse(smallest / areaUm2, leastPx))),
        (int) Math.min(Integer.MAX_VALUE, Math.round(largest / areaUm2)),
        border.rule(),
        suiting.map(SegmentParams::rimPx).orElse(0),
        px(reach, pixelUm),
        px(grow, pixelUm),
        Division.STANDARD);
  }

  private static double orElse(double asked, double suiting) {
    return asked > 0 ? asked : suiting;
  }

  private static int px(double um, double pixelUm) {
    return (int) Math.min(SegmentParams.MOST_REACH_PX, Math.round(um / pixelUm));
  }
}
