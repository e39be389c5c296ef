package org.imaxt.core.algo.beads;

import java.util.Optional;
import org.imaxt.core.model.FittedBead;

/**
 * Where a fit ended.
 *
 * @param model model of the blocks with the weights and residuals of the last pass
 * @param state parameters
 * @param covariance of the parameters; empty if the data do not fix them
 * @param factor edge of a block, px
 * @param noise noise of a pixel
 */
record Ended(BeadModel model, BeadState state, double[][] covariance, int factor, BeadNoise noise) {

  /**
   * The bead, if the fit ended in numbers.
   *
   * @param label label of the candidate
   * @param rim share of the rim that had a say
   */
  Optional<FittedBead> bead(int label, double rim) {
    if (covariance.length == 0) {
      return Optional.empty();
    }
    double deviance = Judgement.deviance(model);
    // What the noise leaves out the errors must not.
    double excess = Math.sqrt(Math.max(1, deviance));
    double place = Math.max(excess, Math.sqrt(model.placeDeviance(state)));
    double confidence = Judgement.confidence(model, state) / (factor * factor);
    double pixelSigma = Math.sqrt(noise.variance(state.background() + state.peak(), confidence));
    FittedBead bead =
        new FittedBead(
            label,
            state.x(),
            state.y(),
            state.rho(),
            place * Math.sqrt(covariance[0][0]),
            place * Math.sqrt(covariance[1][1]),
            excess * Math.sqrt(covariance[2][2]),
            state.peak(),
            state.background(),
            state.peak() / pixelSigma,
            deviance,
            rim);
    return Optional.of(bead).filter(Judgement::isFinite);
  }

  /** Standard error of the peak, ADU. */
  double peakSigma() {
    // How far beyond the range a peak lies is unknown, but not that it is there.
    return model.saturated() ? 0 : Math.sqrt(covariance[4][4]);
  }
}
