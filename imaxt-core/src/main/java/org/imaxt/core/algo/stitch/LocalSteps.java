package org.imaxt.core.algo.stitch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.imaxt.core.algo.stitch.Patches.Patch;

/**
 * Steps between two overlapping tiles, patch by patch: what a field distortion makes of one step.
 *
 * <p>Each patch is refined by itself as {@link MaskedCorrelation} refines a whole overlap, with a
 * gain and an offset of its own, so that shading moves nothing.
 */
public final class LocalSteps {

  /** A patch must agree at least as well as this to count. */
  private static final double LEAST_CORRELATION = 0.4;

  /** Gains between two views of one patch that no shading explains. */
  private static final double LARGEST_GAIN = 2.5;

  /** Pixels that smoothing and slopes cost on each side of a patch. */
  private static final int MARGIN = 10;

  private static final int SEARCH_MARGIN = 4;

  private LocalSteps() {}

  /**
   * How patches are compared.
   *
   * @param edgePx side of a patch, px, at least 8
   * @param most patches looked at, those with most structure first, at least 1
   * @param reachPx how far a patch's step may be from the overlap's, px, at least 1
   * @param maxSigmaPx a step known less well than this along either axis does not count, px
   */
  public record Params(int edgePx, int most, int reachPx, double maxSigmaPx) {

    /** Refuses values out of range. */
    public Params {
      if (edgePx < 8 || most < 1 || reachPx < 1 || !(maxSigmaPx > 0)) {
        throw new IllegalArgumentException(
            ("patches need an edge of at least 8 px, a count and a reach of at least 1 and a"
                    + " positive sigma, got %s, %s, %s, %s")
                .formatted(edgePx, most, reachPx, maxSigmaPx));
      }
    }

    /**
     * The same with another reach.
     *
     * @param px how far a patch's step may be from the overlap's, px
     * @return the parameters
     */
    public Params withReach(int px) {
      return new Params(edgePx, most, px, maxSigmaPx);
    }
  }

  /**
   * Finds the step of the whole overlap by the coarse search alone, good to about half a bin.
   *
   * @param pair the strips and their nominal step
   * @param params search window and thresholds
   * @return the step (x, y), px; nothing if the overlap does not show it beyond doubt
   */
  public static Optional<double[]> coarse(StripPair pair, PairParams params) {
    CoarseSearch.Peak peak = CoarseSearch.search(pair, params);
    return peak.doubt().isEmpty()
        ? Optional.of(new double[] {peak.dxPx(), peak.dyPx()})
        : Optional.empty();
  }

  /**
   * Measures the patches of an overlap.
   *
   * @param pair the strips
   * @param step step of the overlap (x, y), px, good to the reach
   * @param params size and number of patches
   * @return steps of the patches that show one, in the order of their structure
   */
  public static List<LocalStep> of(StripPair pair, double[] step, Params params) {
    SmoothedStrip a = SmoothedStrip.of(pair.a(), 1);
    SmoothedStrip b = SmoothedStrip.of(pair.b(), 1);
    int lagX = (int) Math.round(step[0]) - pair.a().x0 + pair.b().x0;
    int lagY = (int) Math.round(step[1]) - pair.a().y0 + pair.b().y0;
    List<LocalStep> steps = new ArrayList<>();
    int looked = 0;
    for (Patch patch : Patches.grid(a, b, lagX, lagY, SEARCH_MARGIN, params.edgePx())) {
      if (looked++ == params.most()) {
        break;
      }
      measure(pair, patch, new int[] {lagX, lagY}, step, params).ifPresent(steps::add);
    }
    return steps;
  }

  private static Optional<LocalStep> measure(
      StripPair pair, Patch patch, int[] lag, double[] step, Params params) {
    int reach = params.reachPx();
    Strip a =
        pair.a()
            .part(
                patch.x() - MARGIN,
                patch.y() - MARGIN,
                patch.width() + 2 * MARGIN,
                patch.height() + 2 * MARGIN);
    Strip b =
        pair.b()
            .part(
                patch.x() - lag[0] - MARGIN - reach,
                patch.y() - lag[1] - MARGIN - reach,
                patch.width() + 2 * (MARGIN + reach),
                patch.height() + 2 * (MARGIN + reach));
    if (a.weights.length == 0 || b.weights.length == 0) {
      return Optional.empty();
    }
    Refinement.Result fine =
        Refinement.refine(
            new StripPair(pair.nominal(), a, b),
            new CoarseSearch.Peak(
                step[0], step[1], reach, 0, 1, CoarseSearch.Verdict.ACCEPTED, ""));
    boolean good =
        fine.doubt().isEmpty()
            && fine.correlation() >= LEAST_CORRELATION
            && fine.gain() < LARGEST_GAIN
            && fine.gain() > 1 / LARGEST_GAIN
            && fine.sigmaXPx() <= params.maxSigmaPx()
            && fine.sigmaYPx() <= params.maxSigmaPx()
            && Math.abs(fine.dxPx() - step[0]) <= reach + 1
            && Math.abs(fine.dyPx() - step[1]) <= reach + 1;
    return good
        ? Optional.of(
            new LocalStep(
                pair.a().x0 + patch.x() + 0.5 * patch.width(),
                pair.a().y0 + patch.y() + 0.5 * patch.height(),
                fine.dxPx(),
                fine.dyPx(),
                fine.sigmaXPx(),
                fine.sigmaYPx()))
        : Optional.empty();
  }
}
