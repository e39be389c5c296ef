package org.imaxt.core.phantom;

import static org.imaxt.core.phantom.Check.require;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.imaxt.core.model.Orientation;

/**
 * Everything that defines a phantom; equal parameters give equal bytes.
 *
 * @param seed seed of everything that is drawn
 * @param acquisition counts, names and file conventions
 * @param grid tiles, grid and stage
 * @param specimen tissue block and beads
 * @param optics imaged layer and optics
 * @param detector detector and converter
 * @param faults missing and damaged files
 * @param switchedOff imperfections that are left out
 * @param slides slide scans and regions of the same block
 */
public record PhantomParams(
    long seed,
    AcquisitionParams acquisition,
    GridParams grid,
    SpecimenParams specimen,
    OpticsParams optics,
    DetectorParams detector,
    FaultParams faults,
    Set<Effect> switchedOff,
    SlideParams slides) {

  /** Copies the set and refuses faults outside the acquisition. */
  public PhantomParams {
    EnumSet<Effect> off = EnumSet.noneOf(Effect.class);
    off.addAll(switchedOff);
    switchedOff = Collections.unmodifiableSet(off);
    slides = slides == null ? SlideParams.none() : slides; // documents older than slides
    for (int s : slides.sections()) {
      require(
          s <= acquisition.sections(),
          "slides must be of sections 1 to %d, got %d",
          acquisition.sections(),
          s);
    }
    for (TileRef t : faults.missingTiles()) {
      require(
          t.section() <= acquisition.sections() && t.tile() < grid.tiles(),
          "missing tile %s lies outside %d sections of %d tiles",
          t,
          acquisition.sections(),
          grid.tiles());
    }
    for (int s : faults.missingSections()) {
      require(
          s >= 1 && s <= acquisition.sections(),
          "missing section must lie in 1 to %d, got %d",
          acquisition.sections(),
          s);
    }
  }

  /**
   * The default sample: 8 sections of 5 × 5 tiles of 416 px, 2 channels.
   *
   * @return the parameters
   */
  public static PhantomParams defaults() {
    return new PhantomParams(
        1,
        AcquisitionParams.defaults(),
        GridParams.defaults(),
        SpecimenParams.defaults(),
        OpticsParams.defaults(),
        DetectorParams.defaults(),
        FaultParams.none(),
        EnumSet.noneOf(Effect.class),
        SlideParams.none());
  }

  /**
   * Fast tiles: 416 px at 2.8 µm; the same as the default.
   *
   * @return the parameters
   */
  public static PhantomParams fast() {
    return defaults();
  }

  /**
   * Full tiles: 2080 px at 0.56 µm, the field of the fast ones.
   *
   * @return the parameters
   */
  public static PhantomParams full() {
    return defaults().withTile(2080, 2080, 0.56);
  }

  /**
   * For quick tests: 2 sections of 3 × 3 tiles of 128 px with wide overlaps, much tissue and many
   * beads; stage error and distortion shrink with the tile.
   *
   * @return the parameters
   */
  public static PhantomParams small() {
    return defaults()
        .withTile(128, 128, 2.8)
        .withGrid(3, 3)
        .withOverlap(0.25)
        .withSections(2)
        .withStageErrorUm(4)
        .withSpecimen(SpecimenParams.defaults().withTissue(0.7, 0.9).withBeadsPerMm3(150))
        .withOptics(OpticsParams.defaults().withDistortionUm(6));
  }

  /**
   * Another sample of the same kind.
   *
   * @param value seed of everything that is drawn
   * @return the changed parameters
   */
  public PhantomParams withSeed(long value) {
    return new PhantomParams(
        value, acquisition, grid, specimen, optics, detector, faults, switchedOff, slides);
  }

  /**
   * Another name.
   *
   * @param value name of the sample, the stem of its files
   * @return the changed parameters
   */
  public PhantomParams withSampleId(String value) {
    return with(acquisition.withSampleId(value));
  }

  /**
   * Another arrangement of the folders.
   *
   * @param value the arrangement
   * @return the changed parameters
   */
  public PhantomParams withLayout(AcquisitionParams.Layout value) {
    return with(acquisition.withLayout(value));
  }

  /**
   * Another number of sections.
   *
   * @param value sections, at least 1
   * @return the changed parameters
   */
  public PhantomParams withSections(int value) {
    return with(acquisition.withSections(value));
  }

  /**
   * Another number of channels.
   *
   * @param value channels, at least 1
   * @return the changed parameters
   */
  public PhantomParams withChannels(int value) {
    return with(acquisition.withChannels(value));
  }

  /**
   * Another number of optical layers.
   *
   * @param value layers a section, at least 1
   * @return the changed parameters
   */
  public PhantomParams withLayers(int value) {
    return with(acquisition.withLayers(value));
  }

  /**
   * Another convention of {@code startnum}.
   *
   * @param value the convention
   * @return the changed parameters
   */
  public PhantomParams withStartNumber(AcquisitionParams.StartNumber value) {
    return with(acquisition.withStartNumber(value));
  }

  /**
   * Other ends of lines in the Mosaic files.
   *
   * @param value the ends
   * @return the changed parameters
   */
  public PhantomParams withLineEnding(AcquisitionParams.LineEnding value) {
    return with(acquisition.withLineEnding(value));
  }

  /**
   * Other compression of the tile files.
   *
   * @param value the compression
   * @return the changed parameters
   */
  public PhantomParams withCompression(AcquisitionParams.Compression value) {
    return with(acquisition.withCompression(value));
  }

  /**
   * Further keys of the Mosaic files, or other values for the known ones.
   *
   * @param value values by key
   * @return the changed parameters
   */
  public PhantomParams withHeaders(Map<String, String> value) {
    return with(acquisition.withHeaders(value));
  }

  /**
   * Other tiles.
   *
   * @param widthPx width of the camera image, px
   * @param heightPx height of the camera image, px
   * @param pixelUm edge of a pixel, µm
   * @return the changed parameters
   */
  public PhantomParams withTile(int widthPx, int heightPx, double pixelUm) {
    return with(grid.withTile(widthPx, heightPx, pixelUm));
  }

  /**
   * Another number of tiles.
   *
   * @param rows tiles along y
   * @param columns tiles along x
   * @return the changed parameters
   */
  public PhantomParams withGrid(int rows, int columns) {
    return with(grid.withGrid(rows, columns));
  }

  /**
   * Another nominal overlap.
   *
   * @param value fraction of the tile's edge, [0, 0.9)
   * @return the changed parameters
   */
  public PhantomParams withOverlap(double value) {
    return with(grid.withOverlap(value));
  }

  /**
   * Another order of acquisition.
   *
   * @param value the order
   * @return the changed parameters
   */
  public PhantomParams withOrder(TileOrder value) {
    return with(grid.withOrder(value));
  }

  /**
   * Another orientation of the camera.
   *
   * @param value what lays a camera image on the stage axes
   * @return the changed parameters
   */
  public PhantomParams withOrientation(Orientation value) {
    return with(grid.withOrientation(value));
  }

  /**
   * Another reported position of tile 0.
   *
   * @param xUm x, µm
   * @param yUm y, µm
   * @return the changed parameters
   */
  public PhantomParams withStageOrigin(double xUm, double yUm) {
    return with(grid.withStageOrigin(xUm, yUm));
  }

  /**
   * Another error of the stage.
   *
   * @param value σ by axis, µm
   * @return the changed parameters
   */
  public PhantomParams withStageErrorUm(double value) {
    return with(grid.withStageErrorUm(value));
  }

  /**
   * Reported positions off the regular grid.
   *
   * @param value largest deviation by axis, µm
   * @return the changed parameters
   */
  public PhantomParams withRaggednessUm(double value) {
    return with(grid.withRaggednessUm(value));
  }

  /**
   * A stage turned against the camera.
   *
   * @param value angle, rad
   * @return the changed parameters
   */
  public PhantomParams withStageRotationRad(double value) {
    return with(grid.withStageRotationRad(value));
  }

  /**
   * Other missing tiles.
   *
   * @param value tiles without any file
   * @return the changed parameters
   */
  public PhantomParams withMissingTiles(List<TileRef> value) {
    return with(faults.withMissingTiles(value));
  }

  /**
   * Another fraction of missing tiles.
   *
   * @param value fraction, [0, 1)
   * @return the changed parameters
   */
  public PhantomParams withMissingFraction(double value) {
    return with(faults.withMissingFraction(value));
  }

  /**
   * Other missing sections.
   *
   * @param value sections without a folder, from 1
   * @return the changed parameters
   */
  public PhantomParams withMissingSections(List<Integer> value) {
    return with(faults.withMissingSections(value));
  }

  /**
   * Other truncated files.
   *
   * @param value files that end early
   * @return the changed parameters
   */
  public PhantomParams withTruncated(List<TileFile> value) {
    return with(faults.withTruncated(value));
  }

  /**
   * Other empty files.
   *
   * @param value files of no bytes
   * @return the changed parameters
   */
  public PhantomParams withEmpty(List<TileFile> value) {
    return with(faults.withEmpty(value));
  }

  /**
   * Another specimen.
   *
   * @param value the specimen
   * @return the changed parameters
   */
  public PhantomParams withSpecimen(SpecimenParams value) {
    return new PhantomParams(
        seed, acquisition, grid, value, optics, detector, faults, switchedOff, slides);
  }

  /**
   * Other optics.
   *
   * @param value the optics
   * @return the changed parameters
   */
  public PhantomParams withOptics(OpticsParams value) {
    return new PhantomParams(
        seed, acquisition, grid, specimen, value, detector, faults, switchedOff, slides);
  }

  /**
   * Another detector.
   *
   * @param value the detector
   * @return the changed parameters
   */
  public PhantomParams withDetector(DetectorParams value) {
    return new PhantomParams(
        seed, acquisition, grid, specimen, optics, value, faults, switchedOff, slides);
  }

  /**
   * Other slides and regions.
   *
   * @param value the slides
   * @return the changed parameters
   */
  public PhantomParams withSlides(SlideParams value) {
    return new PhantomParams(
        seed, acquisition, grid, specimen, optics, detector, faults, switchedOff, value);
  }

  /**
   * The same with some more imperfections left out; what else is drawn stays the same.
   *
   * @param effects the imperfections
   * @return the changed parameters
   */
  public PhantomParams without(Effect... effects) {
    EnumSet<Effect> off = EnumSet.noneOf(Effect.class);
    off.addAll(switchedOff);
    off.addAll(List.of(effects));
    return new PhantomParams(
        seed, acquisition, grid, specimen, optics, detector, faults, off, slides);
  }

  /**
   * The same with none but these imperfections.
   *
   * @param effects the imperfections that stay
   * @return the changed parameters
   */
  public PhantomParams only(Effect... effects) {
    EnumSet<Effect> off = EnumSet.allOf(Effect.class);
    off.removeAll(List.of(effects));
    return new PhantomParams(
        seed, acquisition, grid, specimen, optics, detector, faults, off, slides);
  }

  private PhantomParams with(AcquisitionParams value) {
    return new PhantomParams(
        seed, value, grid, specimen, optics, detector, faults, switchedOff, slides);
  }

  private PhantomParams with(GridParams value) {
    return new PhantomParams(
        seed, acquisition, value, specimen, optics, detector, faults, switchedOff, slides);
  }

  private PhantomParams with(FaultParams value) {
    return new PhantomParams(
        seed, acquisition, grid, specimen, optics, detector, value, switchedOff, slides);
  }

  boolean has(Effect effect) {
    return !switchedOff.contains(effect);
  }
}
