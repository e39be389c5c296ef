package org.imaxt.core.sample;

import java.util.List;
import org.imaxt.core.model.BeadOptics;

/**
 * Beads found in one section or scan.
 *
 * @param section number from 1; 0 for a scan
 * @param channel channel they were looked for in, from 1
 * @param optics blur and layer that the fits used
 * @param gain gain that the fits used, ADU an electron
 * @param readVariance variance without signal that the fits used, ADU²
 * @param search what looked, and what another detector says
 * @param rows what was found, layer by layer in the order of the labels
 */
public record DetectionsDocument(
    int section,
    int channel,
    BeadOptics optics,
    double gain,
    double readVariance,
    Search search,
    List<Row> rows) {

  /** Copies the list; documents of before there were two detectors name neither. */
  public DetectionsDocument {
    search = search == null ? new Search("classical", "", 0, 0, 0) : search;
    rows = List.copyOf(rows);
  }

  /**
   * What looked for candidates, and how many of them another detector found as well.
   *
   * @param detector detector whose candidates were fitted
   * @param other detector held against it, empty if none was
   * @param otherCandidates candidates of the other
   * @param shared candidates that both found
   * @param sharedAccepted those of them that the fit accepted
   */
  public record Search(
      String detector, String other, int otherCandidates, int shared, int sharedAccepted) {}

  /**
   * A candidate after its fit; columns of {@link Layout#beads()}.
   *
   * @param layer number from 1
   * @param label its number in the label image
   * @param xUm x, mosaic or scan frame, µm
   * @param yUm y, mosaic or scan frame, µm
   * @param zUm depth of the plane, cube frame, µm; 0 in a scan
   * @param radiusUm apparent radius, µm
   * @param xSigmaUm standard error of x of the fit alone, µm
   * @param ySigmaUm standard error of y, µm
   * @param radiusSigmaUm standard error of the radius, µm
   * @param tileSigmaUm error of the position of the tile it lies in and of places within it, µm; 0
   *     in a scan
   * @param snr height over the σ of one pixel
   * @param deviance reduced deviance
   * @param amplitude height over the background, ADU
   * @param background background, ADU
   * @param reason why it is no bead; empty if it is one
   */
  public record Row(
      int layer,
      int label,
      double xUm,
      double yUm,
      double zUm,
      double radiusUm,
      double xSigmaUm,
      double ySigmaUm,
      double radiusSigmaUm,
      double tileSigmaUm,
      double snr,
      double deviance,
      double amplitude,
      double background,
      String reason) {

    /**
     * Whether it is a bead.
     *
     * @return true if there is no reason against it
     */
    public boolean accepted() {
      return reason.isEmpty();
    }

    /**
     * The same refused.
     *
     * @param why the reason
     * @return the changed row
     */
    public Row refused(String why) {
      return new Row(
          layer,
          label,
          xUm,
          yUm,
          zUm,
          radiusUm,
          xSigmaUm,
          ySigmaUm,
          radiusSigmaUm,
          tileSigmaUm,
          snr,
          deviance,
          amplitude,
          background,
          why);
    }
  }
}
