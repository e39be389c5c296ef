package org.imaxt.stitch.overlaps;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.imaxt.core.algo.distortion.JointDistortion;
import org.imaxt.core.algo.stitch.NeighbourPair;
import org.imaxt.core.model.Distortion;
import org.imaxt.core.sample.AcquisitionDocument;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.stage.Progress;
import org.imaxt.stitch.tiles.SectionTiles;

/**
 * The distortion as a few overlaps of one section show it, found once a sample: good to a fraction
 * of a pixel, so that all other overlaps can be surveyed close to where they agree.
 */
final class RoughDistortion {

  /** Pairs looked at, the middle ones of the middle section. */
  private static final int PAIRS = 12;

  /** Fewest that must show structure along either axis. */
  private static final int LEAST_PAIRS = 3;

  private static final double WIDE_UM = 40;

  private RoughDistortion() {}

  /**
   * Finds it, or takes it from memory.
   *
   * @param sample the sample
   * @param start distortion to begin with
   * @param params how overlaps are surveyed
   * @param progress cancellation
   * @return the distortion at full resolution; nothing if the overlaps do not show it
   */
  static Optional<Distortion> of(
      Sample sample, Distortion start, OverlapSurvey.Params params, Progress progress) {
    return sample.derived(
        "rough distortion %s %s".formatted(start, params),
        () -> found(sample, start, params, progress));
  }

  private static Optional<Distortion> found(
      Sample sample, Distortion start, OverlapSurvey.Params params, Progress progress) {
    AcquisitionDocument acquisition = sample.read(Layout.acquisition());
    List<Integer> sections = acquisition.sections();
    SectionTiles tiles = SectionTiles.open(sample, sections.get(sections.size() / 2));
    List<NeighbourPair> all = SurveyPlan.pairs(tiles);
    int count = Math.min(PAIRS, all.size());
    int from = (all.size() - count) / 2;
    List<PairPoints> pairs =
        OverlapSurvey.alone(sample, tiles, start, params)
            .of(all.subList(from, from + count), progress);
    long alongX = pairs.stream().filter(p -> alongX(p, start)).count();
    if (Math.min(alongX, pairs.size() - alongX) < LEAST_PAIRS) {
      return Optional.empty();
    }
    JointDistortion joint =
        JointDistortion.of(
            pairs.stream().map(PairPoints::equations).toList(), start.model(), WIDE_UM);
    Distortion found =
        start.withCoefficients(Arrays.stream(joint.coefficientsUm()).boxed().toList());
    return found.folds() ? Optional.empty() : Optional.of(found);
  }

  private static boolean alongX(PairPoints pair, Distortion start) {
    double[] step =
        pair.equations()
            .step(start.coefficientsUm().stream().mapToDouble(Double::doubleValue).toArray());
    return Math.abs(step[0]) > Math.abs(step[1]);
  }
}
