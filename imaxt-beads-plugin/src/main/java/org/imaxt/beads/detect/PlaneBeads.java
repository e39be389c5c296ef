package org.imaxt.beads.detect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.imaxt.core.algo.beads.Backdrop;
import org.imaxt.core.algo.beads.BeadFit;
import org.imaxt.core.algo.beads.BeadFitParams;
import org.imaxt.core.algo.beads.BeadNoise;
import org.imaxt.core.algo.beads.BeadPatch;
import org.imaxt.core.algo.beads.Detection;
import org.imaxt.core.algo.beads.Duplicates;
import org.imaxt.core.algo.beads.LevelImage;
import org.imaxt.core.algo.beads.Neighbourhood;
import org.imaxt.core.algo.beads.NoiseFit;
import org.imaxt.core.algo.beads.OpticsFit;
import org.imaxt.core.model.BeadCandidate;
import org.imaxt.core.model.BeadOptics;
import org.imaxt.core.model.BeadOutcome;
import org.imaxt.core.stage.Progress;

/**
 * The beads of one plane: candidates at a coarse level, noise and optics from the best of them,
 * then a fit of each at full resolution; µm from the canvas's corner.
 *
 * @param detection candidates and their labels at the coarse level
 * @param level the coarse level
 * @param outcomes what became of the candidates, in their order
 * @param optics what the fits used
 * @param noise what the fits used
 * @param agreement what the other detector says of the candidates
 */
record PlaneBeads(
    Detection detection,
    int level,
    List<BeadOutcome> outcomes,
    BeadOptics optics,
    BeadNoise noise,
    Agreement agreement) {

  /** Candidates of which noise and optics are learnt. */
  private static final double GOOD = 0.9;

  private static final int NOISE_WITNESSES = 120;
  private static final int OPTICS_WITNESSES = 30;

  /** Blur of usual optics before the pixels interpolate, µm. */
  private static final double USUAL_BLUR_UM = 1.5;

  /** A camera that nothing is known of: some ADU an electron, some electrons in the dark. */
  private static final BeadNoise USUAL_NOISE = BeadNoise.interpolated(4, 100);

  static PlaneBeads of(
      MosaicPlane plane, SectionDetector detector, BeadsParams params, Progress progress) {
    int level = detector.level(plane);
    LevelImage image = plane.level(level);
    progress.checkCancelled();
    Detection detection = detector.detect(image);
    progress.checkCancelled();
    List<BeadCandidate> all = detection.candidates();
    List<BeadCandidate> good =
        all.stream()
            .filter(c -> c.quality() >= GOOD)
            .sorted(Comparator.comparingDouble(BeadCandidate::radiusUm).reversed())
            .limit(NOISE_WITNESSES)
            .toList();
    NoiseFit noises = new NoiseFit();
    List<OpticsFit.Witness> witnesses = new ArrayList<>();
    for (BeadCandidate c : good) {
      BeadPatch patch = patch(plane, c, all);
      noises.add(patch, c);
      if (witnesses.size() < OPTICS_WITNESSES) {
        witnesses.add(new OpticsFit.Witness(patch, c));
      }
    }
    BeadNoise noise = noises.noise(USUAL_NOISE);
    BeadFitParams how = BeadFitParams.ofRadius(params.radius(), Backdrop.of(image).level());
    BeadOptics optics = OpticsFit.of(witnesses, believed(plane, params), noise, how);
    BeadFit fit = new BeadFit(optics, noise, how);
    List<BeadOutcome> outcomes = new ArrayList<>();
    for (BeadCandidate c : all) {
      progress.checkCancelled();
      outcomes.add(fit.fit(patch(plane, c, all), c));
    }
    List<BeadOutcome> judged = Duplicates.refuse(outcomes);
    progress.checkCancelled();
    Agreement agreement = Agreement.of(detector.compared(image), all, judged);
    return new PlaneBeads(detection, level, judged, optics, noise, agreement);
  }

  /** Bilinear interpolation at any fraction adds a sixth of a pixel, squared. */
  private static BeadOptics believed(MosaicPlane plane, BeadsParams params) {
    double p = plane.pixelUm();
    double blur = Math.sqrt(USUAL_BLUR_UM * USUAL_BLUR_UM + p * p / 6);
    return new BeadOptics(blur, params.layerThickness(), params.decayLength());
  }

  private static BeadPatch patch(MosaicPlane plane, BeadCandidate c, List<BeadCandidate> all) {
    BeadPatch patch = plane.patch(c.xUm(), c.yUm(), BeadFit.windowUm(c.radiusUm()));
    return Neighbourhood.mask(patch, c, all, USUAL_BLUR_UM + 0.5 * plane.pixelUm());
  }
}
