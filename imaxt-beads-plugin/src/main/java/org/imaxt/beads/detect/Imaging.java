package org.imaxt.beads.detect;

import org.imaxt.core.algo.beads.BeadNoise;
import org.imaxt.core.algo.beads.NoiseFit;
import org.imaxt.core.algo.beads.OpticsBelief;
import org.imaxt.core.model.BeadOptics;

/**
 * What is believed of how a modality shows beads before any is seen.
 *
 * <p>A microscope excites a layer of the block, and light from its depth is lost on the way. A
 * slide scanner sees the whole section, cut by two planes, and so does the laser that ablates it:
 * emission from all depths counts alike, and the layer is as thick as the section.
 *
 * @param optics blur and layer
 * @param noise noise of the pixels
 * @param learnt whether the noise is corrected by what the beads show
 */
record Imaging(OpticsBelief optics, BeadNoise noise, boolean learnt) {

  /** σ of usual optics before the pixels interpolate, µm. */
  private static final double MICROSCOPE_BLUR_UM = 1.5;

  /**
   * σ of a scanner's point spread with a 10× to 20× objective and half a section of defocus, µm.
   */
  private static final double SCANNER_BLUR_UM = 1.5;

  /** σ of the crater's edge, µm: the spot itself is the pixel. */
  private static final double ABLATION_BLUR_UM = 0.5;

  /** A camera that nothing is known of: some ADU an electron, some electrons in the dark. */
  private static final double USUAL_GAIN_ADU = 4;

  private static final double USUAL_READ_ADU2 = 100;

  /** Variance of a region without light, counts²: some of its counts are none of the beads'. */
  private static final double DARK_COUNTS2 = 0.25;

  /** Length that no section reaches, µm: nothing is lost on the way. */
  private static final double NO_DECAY_UM = 1e6;

  /** A microtome's error, fraction of the thickness. */
  private static final double CUT_SIGMA = 0.1;

  /** Of a tile mosaic; bilinear interpolation at any fraction adds a sixth of a pixel, squared. */
  static Imaging microscope(BeadsParams params, double pixelUm) {
    double blur = Math.sqrt(MICROSCOPE_BLUR_UM * MICROSCOPE_BLUR_UM + pixelUm * pixelUm / 6);
    BeadOptics optics = new BeadOptics(blur, params.layerThickness(), params.decayLength());
    return new Imaging(
        OpticsBelief.usual(optics), BeadNoise.interpolated(USUAL_GAIN_ADU, USUAL_READ_ADU2), true);
  }

  /** Of a slide scanner. */
  static Imaging scanner(double sectionUm) {
    return new Imaging(
        whole(SCANNER_BLUR_UM, sectionUm),
        BeadNoise.independent(USUAL_GAIN_ADU, USUAL_READ_ADU2),
        true);
  }

  /** Of imaging mass cytometry: ions are counted, so the noise is known. */
  static Imaging ablation(double sectionUm) {
    return new Imaging(
        whole(ABLATION_BLUR_UM, sectionUm), BeadNoise.independent(1, DARK_COUNTS2), false);
  }

  private static OpticsBelief whole(double blurUm, double sectionUm) {
    BeadOptics optics = new BeadOptics(blurUm, sectionUm, NO_DECAY_UM);
    return OpticsBelief.usual(optics).withThicknessSigma(CUT_SIGMA).withDecaySigma(0);
  }

  /** Noise after what the beads show. */
  BeadNoise noise(NoiseFit seen) {
    return learnt ? seen.noise(noise) : noise;
  }
}
