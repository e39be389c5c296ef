package org.imaxt.core.sample;

import java.util.List;

/**
 * The pictures that lay in a file of imaging mass cytometry.
 *
 * @param file name of that file
 * @param pictures the pictures, each a file beside this document
 */
public record PicturesDocument(String file, List<ScanPicture> pictures) {

  /** Copies the list. */
  public PicturesDocument {
    pictures = List.copyOf(pictures);
  }

  /**
   * A picture.
   *
   * @param name name of the image file
   * @param kind {@code slide}, {@code panorama}, {@code before} or {@code after}
   * @param id number of the slide, panorama or acquisition it belongs to
   * @param description the name people gave that
   * @param cornersUm x, y of its corners on the instrument's stage with y down, µm, upper left
   *     first and around it; empty where the file states none
   */
  public record ScanPicture(
      String name, String kind, int id, String description, List<Double> cornersUm) {

    /** Copies the corners. */
    public ScanPicture {
      cornersUm = List.copyOf(cornersUm);
    }
  }
}
