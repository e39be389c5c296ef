package org.imaxt.core.phantom;

import static org.imaxt.core.phantom.Check.require;

/**
 * The tissue block, its beads and how it is cut.
 *
 * @param sectionUm thickness of a section, µm
 * @param driftWalkUm σ of the random walk of the specimen a section, by axis, µm
 * @param driftYUm steady drift along y a section, µm
 * @param tissueWidth width of the tissue, fraction of the mosaic's width
 * @param tissueHeight height of the tissue, fraction of the mosaic's height
 * @param satellites pieces of tissue beside the main one
 * @param contrast amplitude of the texture, fraction of the mean
 * @param depthScaleUm depth over which the tissue changes, µm
 * @param beadsPerMm3 density of the beads outside the tissue
 * @param beadRadiusUm mean radius of the beads, µm
 * @param beadRadiusSigmaUm σ of the radius, µm
 * @param beadRadiusRangeUm limits of the radius, µm
 * @param beadAmplitudeSpread largest relative deviation of a bead's amplitude
 * @param damagedBeads fraction of the beads that are damaged
 * @param tissueSignal mean signal of the tissue in a channel of weight 1, e⁻
 * @param beadSignal mean signal of the beads in a channel of weight 1, e⁻
 */
public record SpecimenParams(
    double sectionUm,
    double driftWalkUm,
    double driftYUm,
    double tissueWidth,
    double tissueHeight,
    int satellites,
    double contrast,
    double depthScaleUm,
    double beadsPerMm3,
    double beadRadiusUm,
    double beadRadiusSigmaUm,
    Range beadRadiusRangeUm,
    double beadAmplitudeSpread,
    double damagedBeads,
    Range tissueSignal,
    Range beadSignal) {

  /** Refuses what no block could be. */
  public SpecimenParams {
    require(sectionUm > 0, "section thickness must be positive, got %s µm", sectionUm);
    require(driftWalkUm >= 0, "drift must not be negative, got %s µm", driftWalkUm);
    require(
        tissueWidth >= 0 && tissueWidth <= 2 && tissueHeight >= 0 && tissueHeight <= 2,
        "tissue must take 0 to 2 of the mosaic, got %s x %s",
        tissueWidth,
        tissueHeight);
    require(satellites >= 0, "satellites must not be negative, got %d", satellites);
    require(contrast >= 0 && contrast <= 1, "contrast must lie in [0, 1], got %s", contrast);
    require(depthScaleUm >= 10, "depth scale must be at least 10 µm, got %s", depthScaleUm);
    require(
        beadsPerMm3 >= 0 && beadsPerMm3 <= 2000,
        "bead density must lie in [0, 2000] /mm³, got %s",
        beadsPerMm3);
    require(
        beadRadiusRangeUm.min() > 1 && beadRadiusRangeUm.max() < 500,
        "bead radius must lie in 1 to 500 µm, got %s",
        beadRadiusRangeUm);
    require(
        beadRadiusSigmaUm >= 0,
        "spread of radii must not be negative, got %s µm",
        beadRadiusSigmaUm);
    require(
        beadAmplitudeSpread >= 0 && beadAmplitudeSpread < 1,
        "amplitude spread must lie in [0, 1), got %s",
        beadAmplitudeSpread);
    require(
        damagedBeads >= 0 && damagedBeads <= 1,
        "damaged beads must lie in [0, 1], got %s",
        damagedBeads);
    require(tissueSignal.min() >= 0 && beadSignal.min() >= 0, "signals must not be negative");
  }

  /**
   * The default block: 15 µm sections, one piece of tissue, 20 beads a mm³.
   *
   * @return the parameters
   */
  public static SpecimenParams defaults() {
    return new SpecimenParams(
        15,
        0.6,
        1.3,
        0.34,
        0.78,
        6,
        0.4,
        60,
        20,
        46,
        4,
        new Range(34, 60),
        0.3,
        0.05,
        new Range(300, 450),
        new Range(430, 540));
  }

  /**
   * The same without beads or with another density.
   *
   * @param density beads a mm³ of agarose
   * @return the changed parameters
   */
  public SpecimenParams withBeadsPerMm3(double density) {
    return new SpecimenParams(
        sectionUm,
        driftWalkUm,
        driftYUm,
        tissueWidth,
        tissueHeight,
        satellites,
        contrast,
        depthScaleUm,
        density,
        beadRadiusUm,
        beadRadiusSigmaUm,
        beadRadiusRangeUm,
        beadAmplitudeSpread,
        damagedBeads,
        tissueSignal,
        beadSignal);
  }

  /**
   * The same with tissue of another size.
   *
   * @param width width, fraction of the mosaic's width
   * @param height height, fraction of the mosaic's height
   * @return the changed parameters
   */
  public SpecimenParams withTissue(double width, double height) {
    return new SpecimenParams(
        sectionUm,
        driftWalkUm,
        driftYUm,
        width,
        height,
        satellites,
        contrast,
        depthScaleUm,
        beadsPerMm3,
        beadRadiusUm,
        beadRadiusSigmaUm,
        beadRadiusRangeUm,
        beadAmplitudeSpread,
        damagedBeads,
        tissueSignal,
        beadSignal);
  }
}
