package org.imaxt.core.sample;

import org.imaxt.core.model.Modality;

/**
 * The paths of scans in a sample: slides and regions of imaging mass cytometry; {@link Layout}
 * spells all others.
 */
public final class ScanLayout {

  /** Where slide scans lie. */
  public static final String SLIDES = "slides";

  /** Where regions measured by imaging mass cytometry lie. */
  public static final String IMC = "imc";

  /** Where pictures that came with regions lie: image files, of which Zarr knows nothing. */
  public static final String IMC_PICTURES = IMC + "/pictures";

  /** Name of the label image of nuclei, beside a scan's image. */
  public static final String NUCLEI = "nuclei";

  /** Name of the label image of cells; a cell has its nucleus' number. */
  public static final String CELLS = "cells";

  private ScanLayout() {}

  /**
   * What is known of a scan beside its pixels.
   *
   * @param modality slides or imc
   * @param name the slide's or region's name
   * @return the document
   */
  public static DocKey<ScanDocument> scan(Modality modality, String name) {
    return new DocKey<>(scans(modality) + "/" + name + "/scan.json", ScanDocument.class);
  }

  /**
   * The image of a scan: an OME image group.
   *
   * @param modality slides or imc
   * @param name the slide's or region's name
   * @return its path
   */
  public static String scanImage(Modality modality, String name) {
    return scans(modality) + "/" + name + "/image";
  }

  /**
   * How probably each pixel of a scan is background, nucleus or cytoplasm: an OME image group of as
   * many channels, uint16 with a scale, 0 where nothing is known.
   *
   * @param modality slides or imc
   * @param name the slide's or region's name
   * @return its path
   */
  public static String scanProbabilities(Modality modality, String name) {
    return scans(modality) + "/" + name + "/probabilities";
  }

  /**
   * How nuclei and cells of a scan were found.
   *
   * @param modality slides or imc
   * @param name the slide's or region's name
   * @return the document
   */
  public static DocKey<SegmentationDocument> segmentation(Modality modality, String name) {
    return new DocKey<>(
        scans(modality) + "/" + name + "/segmentation.json", SegmentationDocument.class);
  }

  /**
   * What beads were found in one scan, from which the table of beads is made.
   *
   * @param modality slides or imc
   * @param name the slide's or region's name
   * @return the document
   */
  public static DocKey<DetectionsDocument> scanDetections(Modality modality, String name) {
    return new DocKey<>(
        scans(modality) + "/" + name + "/detections.json", DetectionsDocument.class);
  }

  /**
   * Beads as they are seen in the scans of a modality, one row a detection; like {@link
   * Layout#beads()} without depth and tile, in the scan's own frame.
   *
   * @param modality slides or imc
   * @return the table
   */
  public static TableKey scanBeads(Modality modality) {
    return TableKey.at(scans(modality) + "/beads")
        .with(ColumnType.TEXT, "scan")
        .with(ColumnType.INT, "label")
        .with(ColumnType.DOUBLE, "x_um", "y_um", "radius_um")
        .with(ColumnType.DOUBLE, "x_sigma_um", "y_sigma_um", "radius_sigma_um")
        .with(ColumnType.DOUBLE, "snr", "deviance", "amplitude", "background")
        .with(ColumnType.BOOLEAN, "accepted")
        .with(ColumnType.TEXT, "reason");
  }

  /**
   * What the import found of a region beside its pixels.
   *
   * @param roi the region's name
   * @return the document
   */
  public static DocKey<RegionDocument> region(String roi) {
    return new DocKey<>(IMC + "/" + roi + "/import.json", RegionDocument.class);
  }

  /**
   * The pictures of slides, panoramas and regions that lay in a file of imaging mass cytometry; the
   * image files lie beside the document.
   *
   * @param stem name of the file without its ending
   * @return the document
   */
  public static DocKey<PicturesDocument> pictures(String stem) {
    return new DocKey<>(IMC_PICTURES + "/" + stem + "/pictures.json", PicturesDocument.class);
  }

  /**
   * A label image of a region; a nucleus and its cell have one number.
   *
   * @param roi the region's name
   * @param name {@link #NUCLEI} or {@link #CELLS}
   * @return its path
   */
  public static String labels(String roi, String name) {
    return scanImage(Modality.IMC, roi) + "/labels/" + name;
  }

  /**
   * The cells of a region, one row an object: its number in the label images, the place of its
   * middle in the region's frame, and what was measured of it, {@code <kind>_<property>} and {@code
   * <kind>_<statistic>_<channel key>}; lengths of these in px.
   *
   * @param roi the region's name
   * @return the table
   */
  public static TableKey cells(String roi) {
    return TableKey.at(IMC + "/" + roi + "/cells")
        .with(ColumnType.INT, "object")
        .with(ColumnType.DOUBLE, "x_um", "y_um");
  }

  /**
   * Which cells of a region lie beside each other, every pair both ways round: the distance of
   * their middles, whether they share a border, whether they would if all grew, and whether the
   * middles are near.
   *
   * @param roi the region's name
   * @return the table
   */
  public static TableKey neighbours(String roi) {
    return TableKey.at(IMC + "/" + roi + "/neighbours")
        .with(ColumnType.INT, "object", "neighbour")
        .with(ColumnType.DOUBLE, "distance_um")
        .with(ColumnType.BOOLEAN, "touching", "expansion", "near");
  }

  /**
   * Where everything of a scan lies.
   *
   * @param modality slides or imc
   * @param name the slide's or region's name
   * @return the folder of its document, image and labels
   */
  public static String scanFolder(Modality modality, String name) {
    return scans(modality) + "/" + name;
  }

  private static String scans(Modality modality) {
    return switch (modality) {
      case SLIDES -> SLIDES;
      case IMC -> IMC;
      case STPT -> throw new IllegalArgumentException("sections of the block are no scans");
    };
  }
}
