package org.imaxt.core.algo.register;

/**
 * Where a section lies in the cube frame.
 *
 * @param section number of the section
 * @param dxUm what is added to x of the mosaic frame, µm; 0 for the first section
 * @param dyUm what is added to y, µm; 0 for the first section
 * @param rotationRad angle about the centre of rotation before the shift, growing from x to y
 * @param rotationSigmaRad standard error of the angle against the first section that beads link; 0
 *     where sections are not turned
 * @param dxSigmaUm standard error of dx against the first section that beads link, µm
 * @param dySigmaUm standard error of dy likewise, µm
 * @param beads beads it rests on, each seen in another section too
 * @param source whether beads place it
 */
public record SectionShift(
    int section,
    double dxUm,
    double dyUm,
    double rotationRad,
    double rotationSigmaRad,
    double dxSigmaUm,
    double dySigmaUm,
    int beads,
    Source source) {

  /** What places a section. */
  public enum Source {
    /** Beads that link it with the others. */
    BEADS,
    /** Its neighbours: no bead links it with the first section that has beads. */
    INTERPOLATED
  }
}
