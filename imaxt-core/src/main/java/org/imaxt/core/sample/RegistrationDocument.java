package org.imaxt.core.sample;

import java.util.List;

/**
 * What the registration of all sections found beside the tables.
 *
 * @param detectionsUsed detections that were accepted and have errors
 * @param detectionsUnusable accepted detections that lack a place, a radius or an error
 * @param centreErrorUm error of a detection's centre along an axis beside its own σ, µm
 * @param layerThicknessUm thickness of the imaged layer, µm
 * @param layerThicknessSigmaUm standard error of the thickness, µm; 0 if it was given or taken
 * @param radiusErrorScale by how much apparent radii scatter more than their errors say
 * @param rotationCentreXUm x of the centre that sections are turned about, mosaic frame, µm
 * @param rotationCentreYUm y of that centre, µm
 * @param gaps pairs of sections between which no bead tells the step
 */
public record RegistrationDocument(
    int detectionsUsed,
    int detectionsUnusable,
    double centreErrorUm,
    double layerThicknessUm,
    double layerThicknessSigmaUm,
    double radiusErrorScale,
    double rotationCentreXUm,
    double rotationCentreYUm,
    List<Gap> gaps) {

  /**
   * A step that no bead shows.
   *
   * @param before last section before it
   * @param after first section after it
   */
  public record Gap(int before, int after) {}
}
