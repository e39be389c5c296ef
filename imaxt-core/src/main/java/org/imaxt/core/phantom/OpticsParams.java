package org.imaxt.core.phantom;

import static org.imaxt.core.phantom.Check.require;

/**
 * The imaged layer and the optics.
 *
 * @param layerThicknessUm thickness of the imaged layer, µm
 * @param layerDepthUm depth of its top below the surface of the cut, µm
 * @param decayUm length τ over which the emission falls to a tenth, µm
 * @param layerStepUm step between optical layers (zres), µm
 * @param psfUm σ of the point spread function, µm; drawn once a sample
 * @param vignetting loss at the darkest corner; drawn once a channel
 * @param ripple amplitude of the ripple; drawn once a channel
 * @param stray stray light at the left edge, fraction of the channel's tissue signal
 * @param strayLength its decay length, fraction of the camera's width
 * @param distortionUm largest length of the cubic distortion at the corners, µm
 * @param magnification largest deviation of the linear magnification, by axis
 * @param crossTerm largest weight of the cross terms of the distortion
 */
public record OpticsParams(
    double layerThicknessUm,
    double layerDepthUm,
    double decayUm,
    double layerStepUm,
    Range psfUm,
    Range vignetting,
    Range ripple,
    Range stray,
    Range strayLength,
    double distortionUm,
    double magnification,
    double crossTerm) {

  /** Refuses what no microscope could be. */
  public OpticsParams {
    require(layerThicknessUm > 0, "layer must have a thickness, got %s µm", layerThicknessUm);
    require(layerDepthUm >= 0, "layer depth must not be negative, got %s µm", layerDepthUm);
    require(decayUm > 0, "decay length must be positive, got %s µm", decayUm);
    require(layerStepUm > 0, "layer step must be positive, got %s µm", layerStepUm);
    require(psfUm.min() >= 0.2 && psfUm.max() <= 10, "psf must lie in 0.2 to 10 µm, got %s", psfUm);
    require(
        vignetting.min() >= 0 && vignetting.max() < 0.9,
        "vignetting must lie in [0, 0.9), got %s",
        vignetting);
    require(ripple.min() >= 0 && ripple.max() < 0.5, "ripple must lie in [0, 0.5), got %s", ripple);
    require(stray.min() >= 0, "stray light must not be negative, got %s", stray);
    require(strayLength.min() > 0, "stray light must have a length, got %s", strayLength);
    require(distortionUm >= 0, "distortion must not be negative, got %s µm", distortionUm);
    require(
        magnification >= 0 && magnification < 0.1,
        "magnification must lie in [0, 0.1), got %s",
        magnification);
    require(crossTerm >= 0 && crossTerm < 1, "cross term must lie in [0, 1), got %s", crossTerm);
  }

  /**
   * The default optics: 12 µm thick layer at 30 µm, PSF 1 to 2 µm, 20 µm of distortion.
   *
   * @return the parameters
   */
  public static OpticsParams defaults() {
    return new OpticsParams(
        12,
        30,
        60,
        10,
        new Range(1, 2),
        new Range(0.25, 0.4),
        new Range(0.02, 0.05),
        new Range(0.05, 0.3),
        new Range(10 / 2080.0, 70 / 2080.0),
        20,
        0.004,
        0.12);
  }

  /**
   * The same with another length of the distortion at the corners.
   *
   * @param um length, µm
   * @return the changed parameters
   */
  public OpticsParams withDistortionUm(double um) {
    return new OpticsParams(
        layerThicknessUm,
        layerDepthUm,
        decayUm,
        layerStepUm,
        psfUm,
        vignetting,
        ripple,
        stray,
        strayLength,
        um,
        magnification,
        crossTerm);
  }
}
