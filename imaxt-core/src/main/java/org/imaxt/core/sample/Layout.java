package org.imaxt.core.sample;

import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.type.numeric.real.FloatType;
import org.imaxt.core.zarr.DataType;

/** The paths of a sample beside those of scans; no other class spells them. */
public final class Layout {

  /** Where raw tiles and section documents lie. */
  public static final String RAW = "stpt/raw";

  /** Where calibrations lie. */
  public static final String CALIBRATION = "stpt/calibration";

  /** Where the flat-field arrays lie. */
  public static final String FLATFIELD = CALIBRATION + "/flatfield";

  /** Where tile positions lie. */
  public static final String POSITIONS = "stpt/positions";

  /** Where mosaics lie. */
  public static final String MOSAIC = "stpt/mosaic";

  /** Where the confidences of the mosaics lie. */
  public static final String CONFIDENCE = "stpt/confidence";

  /** Where the errors of the mosaics' positions lie. */
  public static final String POSITION_ERROR = "stpt/position-error";

  /** Where the beads found section by section lie. */
  public static final String DETECTIONS = "stpt/detections";

  /** Name of the label image of beads. */
  public static final String BEAD_LABELS = "beads";

  /** Where transforms between frames lie. */
  public static final String TRANSFORMS = "transforms";

  /** Where the registered cube lies: an OME image group. */
  public static final String CUBE = "cube";

  /** What is not data: receipts, reports, provenance, lock and log. */
  public static final String PRIVATE = ".imaxt";

  private Layout() {}

  /**
   * The name of a section.
   *
   * @param section number from 1
   * @return for example {@code S001}
   */
  public static String sectionName(int section) {
    return "S%03d".formatted(section);
  }

  /**
   * The name of a channel.
   *
   * @param channel number from 1
   * @return for example {@code C01}
   */
  public static String channelName(int channel) {
    return "C%02d".formatted(channel);
  }

  /**
   * What all sections of the acquisition share.
   *
   * @return the document
   */
  public static DocKey<AcquisitionDocument> acquisition() {
    return new DocKey<>("stpt/acquisition.json", AcquisitionDocument.class);
  }

  /**
   * The tiles of a section as they come from the camera, (x, y, layer, channel, tile); a chunk is
   * one tile of one layer and channel.
   *
   * @param section number from 1
   * @return the array
   */
  public static ArrayKey<UnsignedShortType> raw(int section) {
    return new ArrayKey<>(RAW + "/" + sectionName(section), DataType.UINT16);
  }

  /**
   * Grid, stage positions and vendor metadata of a section.
   *
   * @param section number from 1
   * @return the document
   */
  public static DocKey<SectionDocument> section(int section) {
    return new DocKey<>(RAW + "/" + sectionName(section) + ".json", SectionDocument.class);
  }

  /** The three images of a flat field, each (x, y, channel) in the camera frame. */
  public enum FlatfieldPart {
    /** Gain, mean 1 over the useful area. */
    GAIN,
    /** Dark level, ADU. */
    DARK,
    /** Useful area, 0 to 1. */
    MASK
  }

  /**
   * An image of the flat field, (x, y, channel) in the camera frame; a chunk is one channel.
   *
   * @param part which image
   * @return the array
   */
  public static ArrayKey<FloatType> flatfield(FlatfieldPart part) {
    return new ArrayKey<>(
        FLATFIELD + "/" + part.name().toLowerCase(java.util.Locale.ROOT), DataType.FLOAT32);
  }

  /**
   * How the flat field of a channel was found and how good it is.
   *
   * @param channel number from 1
   * @return the document
   */
  public static DocKey<FlatfieldDocument> flatfieldQuality(int channel) {
    return new DocKey<>(FLATFIELD + "/" + channelName(channel) + ".json", FlatfieldDocument.class);
  }

  /**
   * Distortion of the field, and what was learnt of the stage with it.
   *
   * @return the document
   */
  public static DocKey<DistortionDocument> distortion() {
    return new DocKey<>(CALIBRATION + "/distortion.json", DistortionDocument.class);
  }

  /**
   * How the overlaps surveyed for the distortion lie on each other.
   *
   * @return the document
   */
  public static DocKey<OverlapsDocument> overlaps() {
    return new DocKey<>(CALIBRATION + "/overlaps.json", OverlapsDocument.class);
  }

  /**
   * Displacement of the camera's pixels by the distortion, (x, y, axis), µm, at the corners of
   * squares of 8 px.
   *
   * @return the array
   */
  public static ArrayKey<FloatType> distortionField() {
    return new ArrayKey<>(CALIBRATION + "/distortion", DataType.FLOAT32);
  }

  /**
   * Positions of the tiles of a section.
   *
   * @param section number from 1
   * @return the document
   */
  public static DocKey<PositionsDocument> positions(int section) {
    return new DocKey<>(POSITIONS + "/" + sectionName(section) + ".json", PositionsDocument.class);
  }

  /**
   * The mosaic of a section: an OME image group.
   *
   * @param section number from 1
   * @return its path
   */
  public static String mosaic(int section) {
    return MOSAIC + "/" + sectionName(section);
  }

  /**
   * The confidence of a section's mosaic: an OME image group of the same shape.
   *
   * @param section number from 1
   * @return its path
   */
  public static String confidence(int section) {
    return CONFIDENCE + "/" + sectionName(section);
  }

  /**
   * How uncertain the positions of a section's mosaic are: an OME image group of the mosaic's shape
   * and pyramid, there only if it was asked for. A pixel is the mean σ of the tiles that show it,
   * weighted as their pixels are, in µm after the image's {@code imaxt.bscale}; 0 = unknown.
   *
   * @param section number from 1
   * @return its path
   */
  public static String positionError(int section) {
    return POSITION_ERROR + "/" + sectionName(section);
  }

  /**
   * Beads as they are seen in the planes of the sections, one row a detection.
   *
   * <p>{@code x_um}, {@code y_um} are in the mosaic frame, {@code z_um} is the plane's in the cube
   * frame, {@code radius_um} the apparent radius; {@code x_sigma_um}, {@code y_sigma_um} and {@code
   * radius_sigma_um} are of the fit alone, {@code tile_sigma_um} is the error of the position of
   * the tile it lies in; {@code amplitude} and {@code background} are ADU. {@code label} is 0 for
   * beads that only other sections told of, which the label image does not show.
   *
   * @return the table
   */
  public static TableKey beads() {
    return TableKey.at("stpt/beads")
        .with(ColumnType.INT, "section", "layer", "label")
        .with(ColumnType.DOUBLE, "x_um", "y_um", "z_um", "radius_um")
        .with(ColumnType.DOUBLE, "x_sigma_um", "y_sigma_um", "radius_sigma_um", "tile_sigma_um")
        .with(ColumnType.DOUBLE, "snr", "deviance", "amplitude", "background")
        .with(ColumnType.BOOLEAN, "accepted")
        .with(ColumnType.TEXT, "reason");
  }

  /**
   * What was found in one section, from which the table of beads is made.
   *
   * @param section number from 1
   * @return the document
   */
  public static DocKey<DetectionsDocument> detections(int section) {
    return new DocKey<>(
        DETECTIONS + "/" + sectionName(section) + ".json", DetectionsDocument.class);
  }

  /**
   * The label image of the beads of a section's mosaic.
   *
   * @param section number from 1
   * @return its path
   */
  public static String beadLabels(int section) {
    return mosaic(section) + "/labels/" + BEAD_LABELS;
  }

  /**
   * Where the sections lie in the cube frame, one row a section: what is added to the mosaic frame,
   * its standard errors, the number of beads it rests on and {@code beads} or {@code interpolated}.
   *
   * @return the table
   */
  public static TableKey sectionTransforms() {
    return TableKey.at(TRANSFORMS + "/sections")
        .with(ColumnType.INT, "section")
        .with(ColumnType.DOUBLE, "dx_um", "dy_um", "dx_sigma_um", "dy_sigma_um")
        .with(ColumnType.INT, "beads")
        .with(ColumnType.TEXT, "source")
        .with(ColumnType.DOUBLE, "rotation_rad");
  }

  /**
   * The beads in the cube frame, one row a bead, numbered from 1; the sphere is NaN where the
   * planes that show a bead do not fix it.
   *
   * @return the table
   */
  public static TableKey registeredBeads() {
    return TableKey.at(TRANSFORMS + "/beads")
        .with(ColumnType.INT, "bead")
        .with(ColumnType.DOUBLE, "x_um", "y_um", "z_um", "sphere_radius_um")
        .with(ColumnType.DOUBLE, "x_sigma_um", "y_sigma_um", "z_sigma_um")
        .with(ColumnType.DOUBLE, "sphere_radius_sigma_um")
        .with(ColumnType.INT, "sections", "detections");
  }

  /**
   * Which detection shows which bead: rows of {@link #beads()} from 0 and numbers of {@link
   * #registeredBeads()}; lies inside the latter and is replaced with it.
   *
   * @return the table
   */
  public static TableKey beadRows() {
    return TableKey.at(TRANSFORMS + "/beads/rows").with(ColumnType.INT, "row", "bead");
  }

  /**
   * Where slides and regions lie in the block.
   *
   * @return the document
   */
  public static DocKey<FederationDocument> federation() {
    return new DocKey<>(TRANSFORMS + "/federation.json", FederationDocument.class);
  }

  /**
   * What the registration found beside the tables.
   *
   * @return the document
   */
  public static DocKey<RegistrationDocument> registration() {
    return new DocKey<>(TRANSFORMS + "/registration.json", RegistrationDocument.class);
  }

  /**
   * Where a stage leaves its report, without the ending.
   *
   * @param stage id of the stage, and after a space what it worked on where there is a choice
   * @return path to which {@code .html}, {@code .json} and {@code .png} are added
   */
  public static String report(String stage) {
    return PRIVATE + "/reports/" + stage.replace(' ', '-');
  }

  /**
   * Where a stage leaves what the units of an output took.
   *
   * @param stage as for {@link #report}
   * @param output name of the output
   * @return path of a document
   */
  public static String cost(String stage, String output) {
    return costs(stage) + "/" + output + ".json";
  }

  /**
   * Where a stage leaves what its units took.
   *
   * @param stage as for {@link #report}
   * @return path of a folder, beside which lies the document of the whole run
   */
  public static String costs(String stage) {
    return PRIVATE + "/costs/" + stage.replace(' ', '-');
  }
}
