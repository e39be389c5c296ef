package org.imaxt.imc.segmentation;

import static org.imaxt.core.stage.Require.require;

import java.io.File;
import java.util.List;
import org.imaxt.core.algo.segment.Division;
import org.imaxt.core.algo.segment.SegmentParams;
import org.imaxt.core.algo.segment.Threshold;
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
record Settings(
    ProbabilityChoice probabilities,
    String nuclear,
    String cytoplasm,
    double low,
    double high,
    File map,
    String mapOrder,
    File training,
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

  private Threshold nuclei(double pixelUm) {
    boolean auto = threshold.equals("auto");
    if (threshold.equals("adaptive") || auto && probabilities == ProbabilityChoice.INTENSITY) {
      int radius = (int) Math.min(512, Math.max(1, Math.round(surroundings / pixelUm)));
      return Threshold.adaptive(radius, offset, floor);
    }
    return threshold.equals("otsu") || auto
        ? Threshold.otsu()
        : Threshold.fixed(Double.parseDouble(threshold));
  }

  /** The same in pixels. */
  SegmentParams pixels(double pixelUm) {
    Threshold nuclei = nuclei(pixelUm);
    boolean fixed = nuclei.rule() == Threshold.Rule.FIXED;
    double areaUm2 = pixelUm * pixelUm;
    return new SegmentParams(
        Math.min(100, sigma / pixelUm),
        nuclei,
        fixed ? nuclei : Threshold.otsu(),
        Math.min(1000, merge / pixelUm),
        (int) Math.min(Integer.MAX_VALUE, Math.round(smallest / areaUm2)),
        (int) Math.min(Integer.MAX_VALUE, Math.round(largest / areaUm2)),
        border.rule(),
        px(reach, pixelUm),
        px(grow, pixelUm),
        Division.STANDARD);
  }

  private static int px(double um, double pixelUm) {
    return (int) Math.min(SegmentParams.MOST_REACH_PX, Math.round(um / pixelUm));
  }
}
