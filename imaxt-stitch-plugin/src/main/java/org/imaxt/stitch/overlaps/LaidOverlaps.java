package org.imaxt.stitch.overlaps;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.imaxt.core.algo.distortion.JointDistortion;
import org.imaxt.core.model.Distortion;
import org.imaxt.core.sample.AcquisitionDocument;
import org.imaxt.core.sample.DistortionDocument;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.OverlapsDocument.Step;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.stage.Progress;
import org.imaxt.stitch.tiles.Distortions;
import org.imaxt.stitch.tiles.SectionTiles;

/**
 * Overlaps that can be compared pixel by pixel: a distortion, and the step of each pair under it.
 *
 * @param distortion distortion of the camera's field
 * @param steps pairs that show structure, in the order of sections
 */
public record LaidOverlaps(Distortion distortion, List<Step> steps) {

  /** Pairs surveyed where the stage distortion has not run. */
  private static final int PAIRS = 160;

  /** With fewer, a distortion is not to be had. */
  private static final int LEAST_PAIRS = 8;

  private static final double WIDE_UM = 40;

  private static final OverlapSurvey.Params PARAMS = new OverlapSurvey.Params(40, 16, 1e-3);

  /** Copies the list. */
  public LaidOverlaps {
    steps = List.copyOf(steps);
  }

  /**
   * The overlaps of a sample: as the stage distortion left them, or surveyed now.
   *
   * @param sample the sample
   * @param progress cancellation
   * @return the overlaps; none if none shows structure
   */
  public static LaidOverlaps of(Sample sample, Progress progress) {
    Optional<DistortionDocument> document = Distortions.document(sample);
    return document.isPresent()
        ? new LaidOverlaps(document.get().distortion(), sample.read(Layout.overlaps()).steps())
        : sample.derived("laid overlaps", () -> surveyed(sample, progress));
  }

  private static LaidOverlaps surveyed(Sample sample, Progress progress) {
    AcquisitionDocument acquisition = sample.read(Layout.acquisition());
    Distortion none =
        Distortion.identity(
            acquisition.tileWidthPx(), acquisition.tileHeightPx(), acquisition.pixelSizeUm());
    List<PairPoints> pairs = new ArrayList<>();
    for (SurveyPlan.Range range : SurveyPlan.of(sample, PAIRS)) {
      SectionTiles tiles = SectionTiles.open(sample, range.section());
      pairs.addAll(
          OverlapSurvey.of(sample, tiles, none, PARAMS, progress)
              .of(SurveyPlan.pairs(tiles).subList(range.from(), range.to()), progress));
    }
    if (pairs.size() < LEAST_PAIRS) {
      return new LaidOverlaps(none, List.of());
    }
    JointDistortion joint =
        JointDistortion.of(
            pairs.stream().map(PairPoints::equations).toList(), none.model(), WIDE_UM);
    Distortion found =
        none.withCoefficients(Arrays.stream(joint.coefficientsUm()).boxed().toList());
    return new LaidOverlaps(found, pairs.stream().map(p -> p.step(found)).toList());
  }
}
