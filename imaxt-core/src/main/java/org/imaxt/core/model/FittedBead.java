package org.imaxt.core.model;

import java.io.Serializable;

/**
 * A bead as one image shows it.
 *
 * @param label its number in the label image, from 1
 * @param xUm x of the centre, µm in the frame of the image
 * @param yUm y of the centre, µm
 * @param radiusUm apparent radius: that of the largest cross-section inside the imaged layer, µm
 * @param xSigmaUm standard error of x, of the fit alone, µm
 * @param ySigmaUm standard error of y, µm
 * @param radiusSigmaUm standard error of the apparent radius, µm
 * @param amplitude height of the peak over the background, ADU
 * @param background background, ADU
 * @param snr amplitude over the σ of one pixel at the peak
 * @param deviance reduced deviance; about 1 if model and noise are right
 * @param roundness share of the rim that follows the circle, 0 to 1
 */
public record FittedBead(
    int label,
    double xUm,
    double yUm,
    double radiusUm,
    double xSigmaUm,
    double ySigmaUm,
    double radiusSigmaUm,
    double amplitude,
    double background,
    double snr,
    double deviance,
    double roundness)
    implements Serializable {}
