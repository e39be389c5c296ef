package org.imaxt.imc.segmentation;

import static org.imaxt.core.stage.Require.require;

import java.io.File;
import java.util.List;
import java.util.Optional;
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

  /** What suits probabilities that say nothing themselves, µm and µm². */
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
