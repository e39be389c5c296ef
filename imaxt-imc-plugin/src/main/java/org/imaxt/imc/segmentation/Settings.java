package org.imaxt.imc.segmentation;

import static org.imaxt.core.stage.Require.require;

import java.io.File;
import java.util.List;
import java.util.OptionalDouble;
import org.imaxt.core.algo.segment.Division;
import org.imaxt.core.algo.segment.SegmentParams;
import org.imaxt.core.algo.segment.Threshold;
import org.imaxt.imc.nuclei.MapParams;
import org.imaxt.imc.nuclei.NucleusModel;
import org.imaxt.imc.probability.MapFile;

/**
 * What the stage and the job are told alike, in µm.
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
record Settings(
    ProbabilityChoice probabilities,
    String nuclear,
    String cytoplasm,
    double low,
    double high,
    File map,
    String mapOrder,
    File training,
    String model,
    int stride,
    double diameter,
    double sigma,
    String threshold,
    double surroundings,
    double offset,
    double floor,
    double merge,
    double smallest,
    double largest,
    BorderChoice border,
    double reach,
    double grow) {

  private static final List<String> RULES = List.of("auto", "otsu", "adaptive");

  Settings {
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

  private static boolean isProbability(String text) {
    try {
      double value = Double.parseDouble(text);
      return value > 0 && value < 1;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /** A nucleus of mass cytometry, µm. */
  private static final double USUAL_UM = 8;

  /** A network's maps are sharp: little smoothing, in parts of the diameter of nuclei. */
  private static final double NETWORK_SIGMA = 0.06;

  private static final double NETWORK_MERGE = 0.08;

  /** Least area of a nucleus in parts of the squared diameter. */
  private static final double NETWORK_SMALLEST = 0.06;

  private static final double NETWORK_THRESHOLD = 0.5;

  /** What suits other probabilities, µm and µm². */
  private static final double SIGMA_UM = 1;

  private static final double MERGE_UM = 0.6;
  private static final double SMALLEST_UM2 = 16;

  ProbabilityChoice choice() {
    return probabilities.resolved();
  }

  /** The network's windows and the diameter it is told. */
  MapParams maps(NucleusModel kind, double pixelUm) {
    double told = diameter == 0 && kind == NucleusModel.IMC ? USUAL_UM : diameter;
    return MapParams.defaults().withStridePx(stride).withDiameterPx(told / pixelUm);
  }

  private Threshold nuclei(double pixelUm) {
    boolean auto = threshold.equals("auto");
    ProbabilityChoice choice = choice();
    if (threshold.equals("adaptive") || auto && choice == ProbabilityChoice.INTENSITY) {
      int radius = (int) Math.min(512, Math.max(1, Math.round(surroundings / pixelUm)));
      return Threshold.adaptive(radius, offset, floor);
    }
    if (auto && choice == ProbabilityChoice.UNET) {
      return Threshold.fixed(NETWORK_THRESHOLD);
    }
    return threshold.equals("otsu") || auto
        ? Threshold.otsu()
        : Threshold.fixed(Double.parseDouble(threshold));
  }

  /**
   * The same in pixels.
   *
   * @param pixelUm edge of a pixel, µm
   * @param knownPx diameter of nuclei in px, where the probabilities' source knows it
   */
  SegmentParams pixels(double pixelUm, OptionalDouble knownPx) {
    double d = knownPx.orElse(0) * pixelUm;
    boolean network = knownPx.isPresent();
    double sigmaUm = orElse(sigma, network ? NETWORK_SIGMA * d : SIGMA_UM);
    double mergeUm = orElse(merge, network ? NETWORK_MERGE * d : MERGE_UM);
    double leastUm2 = orElse(smallest, network ? NETWORK_SMALLEST * d * d : SMALLEST_UM2);
    Threshold nuclei = nuclei(pixelUm);
    boolean fixed = nuclei.rule() == Threshold.Rule.FIXED;
    double areaUm2 = pixelUm * pixelUm;
    return new SegmentParams(
        Math.min(100, sigmaUm / pixelUm),
        nuclei,
        fixed ? nuclei : Threshold.otsu(),
        Math.min(1000, mergeUm / pixelUm),
        (int) Math.min(Integer.MAX_VALUE, Math.round(leastUm2 / areaUm2)),
        (int) Math.min(Integer.MAX_VALUE, Math.round(largest / areaUm2)),
        border.rule(),
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
