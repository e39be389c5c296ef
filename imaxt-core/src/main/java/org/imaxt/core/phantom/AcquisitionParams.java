package org.imaxt.core.phantom;

import static org.imaxt.core.phantom.Check.require;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts, names and file conventions of an acquisition.
 *
 * @param sampleId name of the sample, the stem of its files
 * @param layout arrangement of the folders
 * @param sections physical sections
 * @param channels channels
 * @param layers optical layers a section
 * @param startNumber convention of {@code startnum}
 * @param lineEnding ends of lines in the Mosaic files
 * @param compression of the tile files
 * @param headers further keys of the Mosaic files, or other values for the known ones
 */
public record AcquisitionParams(
    String sampleId,
    Layout layout,
    int sections,
    int channels,
    int layers,
    StartNumber startNumber,
    LineEnding lineEnding,
    Compression compression,
    Map<String, String> headers) {

  /** Arrangement of the folders. */
  public enum Layout {
    /** One folder a section with the tiles of all channels. */
    A,
    /** One folder a channel, the Mosaic files in that of channel 1, and a folder to be ignored. */
    B
  }

  /** Convention of {@code startnum}. */
  public enum StartNumber {
    /** Numbers run on from section to section. */
    CONTIGUOUS,
    /** Every section starts at 0. */
    ZERO
  }

  /** Ends of lines in the Mosaic files. */
  public enum LineEnding {
    /** Line feed. */
    LF,
    /** Carriage return and line feed. */
    CRLF
  }

  /** Compression of the tile files. */
  public enum Compression {
    /** Plain {@code .tif}. */
    NONE,
    /** {@code .tif.gz}. */
    GZIP
  }

  /** Refuses counts below 1 and names that are no file names; copies the headers. */
  public AcquisitionParams {
    require(
        sampleId != null && !sampleId.isBlank() && !sampleId.matches(".*[/\\\\:\\n\\r].*"),
        "sample name must be a file name, got '%s'",
        sampleId);
    require(sections >= 1 && sections <= 9999, "sections must lie in 1 to 9999, got %d", sections);
    require(channels >= 1 && channels <= 99, "channels must lie in 1 to 99, got %d", channels);
    require(layers >= 1 && layers <= 99, "layers must lie in 1 to 99, got %d", layers);
    headers = Collections.unmodifiableMap(new TreeMap<>(headers));
  }

  /**
   * The default: 8 sections, 2 channels, 1 layer, layout A.
   *
   * @return the parameters
   */
  public static AcquisitionParams defaults() {
    return new AcquisitionParams(
        "phantom",
        Layout.A,
        8,
        2,
        1,
        StartNumber.CONTIGUOUS,
        LineEnding.LF,
        Compression.NONE,
        Map.of());
  }

  /**
   * Another name.
   *
   * @param value name of the sample, the stem of its files
   * @return the changed parameters
   */
  public AcquisitionParams withSampleId(String value) {
    return new AcquisitionParams(
        value, layout, sections, channels, layers, startNumber, lineEnding, compression, headers);
  }

  /**
   * Another arrangement of the folders.
   *
   * @param value the arrangement
   * @return the changed parameters
   */
  public AcquisitionParams withLayout(Layout value) {
    return new AcquisitionParams(
        sampleId, value, sections, channels, layers, startNumber, lineEnding, compression, headers);
  }

  /**
   * Another number of sections.
   *
   * @param value sections, at least 1
   * @return the changed parameters
   */
  public AcquisitionParams withSections(int value) {
    return new AcquisitionParams(
        sampleId, layout, value, channels, layers, startNumber, lineEnding, compression, headers);
  }

  /**
   * Another number of channels.
   *
   * @param value channels, at least 1
   * @return the changed parameters
   */
  public AcquisitionParams withChannels(int value) {
    return new AcquisitionParams(
        sampleId, layout, sections, value, layers, startNumber, lineEnding, compression, headers);
  }

  /**
   * Another number of optical layers.
   *
   * @param value layers a section, at least 1
   * @return the changed parameters
   */
  public AcquisitionParams withLayers(int value) {
    return new AcquisitionParams(
        sampleId, layout, sections, channels, value, startNumber, lineEnding, compression, headers);
  }

  /**
   * Another convention of {@code startnum}.
   *
   * @param value the convention
   * @return the changed parameters
   */
  public AcquisitionParams withStartNumber(StartNumber value) {
    return new AcquisitionParams(
        sampleId, layout, sections, channels, layers, value, lineEnding, compression, headers);
  }

  /**
   * Other ends of lines in the Mosaic files.
   *
   * @param value the ends
   * @return the changed parameters
   */
  public AcquisitionParams withLineEnding(LineEnding value) {
    return new AcquisitionParams(
        sampleId, layout, sections, channels, layers, startNumber, value, compression, headers);
  }

  /**
   * Other compression of the tile files.
   *
   * @param value the compression
   * @return the changed parameters
   */
  public AcquisitionParams withCompression(Compression value) {
    return new AcquisitionParams(
        sampleId, layout, sections, channels, layers, startNumber, lineEnding, value, headers);
  }

  /**
   * Further keys of the Mosaic files, or other values for the known ones.
   *
   * @param value values by key
   * @return the changed parameters
   */
  public AcquisitionParams withHeaders(Map<String, String> value) {
    return new AcquisitionParams(
        sampleId, layout, sections, channels, layers, startNumber, lineEnding, compression, value);
  }
}
