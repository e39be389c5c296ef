package org.imaxt.core.algo.beads;

import static org.imaxt.core.algo.beads.Require.require;

import org.imaxt.core.model.BeadOptics;

/**
 * What is believed of a section's optics before its beads are seen, and how firmly.
 *
 * @param optics where to start
 * @param blurSigma σ of the logarithm of the blur
 * @param thicknessSigma σ of the logarithm of the layer's thickness
 * @param decaySigma σ of the logarithm of the decay length; 0 holds it fixed
 */
public record OpticsBelief(
    BeadOptics optics, double blurSigma, double thicknessSigma, double decaySigma) {
  private static final double BLUR_SIGMA = 1;
  private static final double THICKNESS_SIGMA = 0.2;
  private static final double DECAY_SIGMA = 0.3;

  /** Refuses negative spreads, and a blur or a thickness that may not be learnt at all. */
  public OpticsBelief {
    require(blurSigma > 0, "blurSigma must be positive, got %s", blurSigma);
    require(thicknessSigma > 0, "thicknessSigma must be positive, got %s", thicknessSigma);
    require(decaySigma >= 0, "decaySigma must not be negative, got %s", decaySigma);
  }

  /**
   * Of an excited layer: the blur is all but free, thickness and decay length, which the beads of
   * one section hardly tell, stay within {@value #THICKNESS_SIGMA} and {@value #DECAY_SIGMA} of
   * their logarithms.
   *
   * @param optics where to start
   * @return the belief
   */
  public static OpticsBelief usual(BeadOptics optics) {
    return new OpticsBelief(optics, BLUR_SIGMA, THICKNESS_SIGMA, DECAY_SIGMA);
  }

  /**
   * The same with another trust in the thickness.
   *
   * @param sigma σ of its logarithm
   * @return the changed belief
   */
  public OpticsBelief withThicknessSigma(double sigma) {
    return new OpticsBelief(optics, blurSigma, sigma, decaySigma);
  }

  /**
   * The same with another trust in the decay length.
   *
   * @param sigma σ of its logarithm; 0 holds it fixed
   * @return the changed belief
   */
  public OpticsBelief withDecaySigma(double sigma) {
    return new OpticsBelief(optics, blurSigma, thicknessSigma, sigma);
  }
}
