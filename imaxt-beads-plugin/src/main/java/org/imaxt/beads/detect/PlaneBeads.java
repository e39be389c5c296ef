package org.imaxt.beads.detect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.imaxt.core.algo.beads.Backdrop;
import org.imaxt.core.algo.beads.BeadFitParams;
import org.imaxt.core.algo.beads.BeadNoise;
import org.imaxt.core.algo.beads.Detection;
import org.imaxt.core.algo.beads.Duplicates;
import org.imaxt.core.algo.beads.LevelImage;
import org.imaxt.core.algo.beads.NoiseFit;
import org.imaxt.core.algo.beads.OpticsFit;
import org.imaxt.core.model.BeadCandidate;
import org.imaxt.core.model.BeadOptics;
import org.imaxt.core.model.BeadOutcome;
import org.imaxt.core.stage.Progress;

/**
 * The beads of one plane: candidates at a coarse level, noise and optics from the best of them,
 * then a fit of each at full resolution; µm from the outer corner of pixel (0, 0).
 *
 * @param detection candidates and their labels at the coarse level
 * @param image what the detector saw
 * @param level its level
 * @param outcomes what became of the candidates, in their order
 * @param optics what the fits used
 * @param noise what the fits used
 * @param agreement what the other detector says of the candidates
 */
record PlaneBeads(
    Detection detection,
    LevelImage image,
    int level,
    List<BeadOutcome> outcomes,
    BeadOptics optics,
    BeadNoise noise,
    Agreement agreement) {

  /** Candidates of which noise and optics are learnt. */
  private static final double GOOD = 0.9;

  private static final int NOISE_WITNESSES = 120;
  private static final int OPTICS_WITNESSES = 30;

  static PlaneBeads of(
      ImagePlane plane,
      Imaging imaging,
      PlaneDetector detector,
      BeadsParams params,
      Progress progress) {
    int level = detector.level(plane);
    LevelImage image = plane.level(level);
    progress.checkCancelled();
    PlaneDetector.Found found = detector.detect(image);
    Detection detection = found.detection();
    progress.checkCancelled();
    List<BeadCandidate> all = detection.candidates();
    List<BeadCandidate> good =
        all.stream()
            .filter(c -> c.quality() >= GOOD)
            .sorted(Comparator.comparingDouble(BeadCandidate::radiusUm).reversed())
            .limit(NOISE_WITNESSES)
            .toList();
    BeadPatches patches = new BeadPatches(plane, all);
    NoiseFit noises = new NoiseFit();
    good.forEach(c -> noises.add(patches.witness(c), c));
    BeadNoise noise = imaging.noise(noises);
    BeadFitParams how = BeadFitParams.ofRadius(params.radius(), Backdrop.of(image).level());
    List<OpticsFit.Witness> witnesses =
        good.stream()
            .limit(OPTICS_WITNESSES)
            .map(c -> new OpticsFit.Witness(patches.witness(c), c))
            .toList();
    BeadOptics optics = OpticsFit.of(witnesses, imaging.optics(), noise, how);
    CandidateFits fits = CandidateFits.of(params.fit(), optics, noise, how);
    List<BeadOutcome> outcomes = new ArrayList<>();
    for (BeadCandidate c : all) {
      progress.checkCancelled();
      outcomes.add(fits.fit(patches, c));
    }
    List<BeadOutcome> judged = Duplicates.refuse(outcomes);
    progress.checkCancelled();
    Agreement agreement = Agreement.of(found.compared(), all, judged);
    return new PlaneBeads(detection, image, level, judged, optics, noise, agreement);
  }
}
