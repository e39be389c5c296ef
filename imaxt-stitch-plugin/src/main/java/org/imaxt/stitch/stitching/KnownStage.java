package org.imaxt.stitch.stitching;

import java.util.List;
import java.util.Optional;
import org.imaxt.core.algo.stitch.PairParams;
import org.imaxt.core.algo.stitch.SolverParams;
import org.imaxt.core.algo.stitch.SolverParams.DirectionErrors;
import org.imaxt.core.algo.stitch.SolverParams.Fit;
import org.imaxt.core.algo.stitch.SolverParams.StageError;
import org.imaxt.core.algo.stitch.StageModel;
import org.imaxt.core.sample.AcquisitionDocument;
import org.imaxt.core.sample.DistortionDocument;
import org.imaxt.core.sample.DistortionDocument.StageAxes;
import org.imaxt.core.sample.PositionsDocument;
import org.imaxt.core.sample.Sample;
import org.imaxt.stitch.tiles.Distortions;

/**
 * What is known of the stage before a section's overlaps are compared: what the stage distortion
 * learnt from all sections, or what the parameters say.
 */
final class KnownStage {

  /** Largest turn of a camera that is searched for while its turn is not known: 2 degrees. */
  private static final double UNKNOWN_TURN_RAD = 0.035;

  /** Steps of two tiles differ by up to this many stage errors: five where errors end at 2.5. */
  private static final double REACH_SIGMAS = 6;

  /** The least that is searched however good the stage is, µm. */
  private static final double LEAST_REACH_UM = 12;

  private final StitchParams params;
  private final AcquisitionDocument acquisition;
  private final Optional<DistortionDocument> distortion;
  private final Optional<StageAxes> learnt;

  private KnownStage(
      StitchParams params,
      AcquisitionDocument acquisition,
      Optional<DistortionDocument> distortion) {
    this.params = params;
    this.acquisition = acquisition;
    this.distortion = distortion;
    this.learnt = distortion.map(DistortionDocument::stage).filter(StageAxes::learnt);
  }

  /** What a sample knows. */
  static KnownStage of(StitchParams params, Sample sample, AcquisitionDocument acquisition) {
    return new KnownStage(params, acquisition, Distortions.document(sample));
  }

  /** The stage model that positions were solved with. */
  static StageModel modelOf(PositionsDocument positions) {
    return new StageModel(positions.rotationRad(), positions.scaleX(), positions.scaleY());
  }

  /** How the stage lies on the camera's axes. */
  StageModel model() {
    return turnIsKnown() ? new StageModel(learnt.get().rotationRad(), 1, 1) : StageModel.identity();
  }

  private boolean turnIsKnown() {
    return learnt.isPresent() && params.stageModel() == StitchParams.StageModelFit.LEARNT;
  }

  private double sigmaUm() {
    return learnt.map(StageAxes::sigmaUm).orElse(params.stageSigma());
  }

  /**
   * Largest departures from the stage's step that are searched, µm, one after the other until one
   * matches: what the stage's error leaves open, then also a turn of the camera that is not known.
   * A window that is wider than it must be costs matches of narrow overlaps.
   */
  private List<Double> searchRadiiUm() {
    if (params.searchRadius() > 0) {
      return List.of(params.searchRadius());
    }
    double reach = Math.max(LEAST_REACH_UM, REACH_SIGMAS * sigmaUm());
    int side = Math.max(acquisition.orientedWidthPx(), acquisition.orientedHeightPx());
    double turn = UNKNOWN_TURN_RAD * side * acquisition.pixelSizeUm();
    return turnIsKnown() ? List.of(reach) : List.of(reach, reach + turn);
  }

  /** How a pair is compared, one after the other until one way matches. */
  List<PairParams> pairParams(int tileSidePx) {
    List<Double> radii = searchRadiiUm();
    return radii.stream()
        .map(r -> params.pairParams(r, acquisition.pixelSizeUm(), tileSidePx, radii.size()))
        .toList();
  }

  /** How positions are solved for. */
  SolverParams solverParams() {
    double p = acquisition.pixelSizeUm();
    SolverParams base =
        SolverParams.defaults()
            .withStart(model())
            .withFit(fit())
            .withDirections(directions())
            .withStageSigma(
                sigmaUm() / p, learnt.isPresent() ? StageError.GIVEN : StageError.LEARNT);
    // Where errors of direction are known apart, the loops of all sections say what links miss by.
    return learnt
        .map(stage -> base.withLinkError(stage.linkErrorUm() / p, base.linkErrorChecks()))
        .orElse(base);
  }

  /** What the distortion leaves to the direction of all steps, on the axes of the mosaic. */
  private DirectionErrors directions() {
    boolean swaps = acquisition.orientation().swapsAxes();
    return distortion
        .map(
            d ->
                swaps
                    ? new DirectionErrors(d.directionSigmaY(), d.directionSigmaX())
                    : new DirectionErrors(d.directionSigmaX(), d.directionSigmaY()))
        .orElseGet(DirectionErrors::none);
  }

  private Fit fit() {
    return switch (params.stageModel()) {
      case LEARNT -> turnIsKnown() ? Fit.NOTHING : Fit.CLEAR_ROTATION;
      case NOTHING -> Fit.NOTHING;
      case ROTATION -> Fit.ROTATION;
      case ROTATION_AND_SCALE -> Fit.ROTATION_AND_SCALE;
    };
  }
}
